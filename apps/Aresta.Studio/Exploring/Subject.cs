using System.Globalization;
using System.Text.Json;
using Aresta.Execution;
using Aresta.Expressions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Studio.Serving;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Studio.Exploring;

/// <summary>What a request is about: a graph, a point, and the ends that were chosen.</summary>
/// <param name="Model">The graph.</param>
/// <param name="Point">A tensor for each of its inputs.</param>
/// <param name="Given">What was written for each input.</param>
internal sealed record Subject(Model Model, IReadOnlyList<Tensor> Point, IReadOnlyList<string> Given);

/// <summary>
/// Reads the subject of a request: <c>source</c> (a program, the text form of a graph, or a graph document), <c>values</c> (name → text)
/// and <c>derive</c>, a list of <c>{"of", "wrt"}</c> that replace the graph by its derivative graph, one after the other. Graphs are kept
/// for a while, for a slider asks about the same one many times.
/// </summary>
internal sealed class SubjectReader
{
    private const int Kept = 24;
    private const int MostDerivatives = 3;
    private const string DefaultValue = "1";

    private readonly Lock door = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, Model Model)>> known = [];
    private readonly LinkedList<(string Key, Model Model)> order = new();

    public Subject Read(JsonElement request, Language language, CancellationToken cancellation)
    {
        var source = Json.Text(request, "source") ?? throw new RefusalException("request", language.Malformed());
        if (source.Length > Limits.SourceLength)
        {
            throw new RefusalException("limit", language.TooLong());
        }

        var program = IsGraph(source) ? null : Expressions.Program.Parse(source);
        var stated = program is null ? Stated(source) : null;
        IReadOnlyList<string> names = program?.Inputs ?? [.. stated!.Inputs.Select((input, i) => input.Name ?? $"x{i}")];
        var given = names.Select((name, i) => Given(request, name, stated?.Inputs[i].Type)).ToList();
        var point = names.Select((name, i) => Evaluate(name, given[i], stated?.Inputs[i].Type, language, cancellation)).ToList();

        var derive = Derive(request, language);
        var key = string.Join(
            '\u0001', [source, .. point.Select(tensor => tensor.Type.ToString()), .. derive.Select(d => $"{d.Of}\u0002{d.Wrt}")]);
        var model = Recall(key) ?? Keep(key, Derived(Checked(stated ?? program!.ToGraph(
            program.Inputs.Zip(point).ToDictionary(pair => pair.First, pair => pair.Second.Type)), language), derive, language));
        return new(model, point, given);
    }

    private static bool IsGraph(string source) =>
        source.StartsWith("aresta ", StringComparison.Ordinal) || source.TrimStart().StartsWith('{');

    private static Graph Stated(string source) =>
        source.StartsWith("aresta ", StringComparison.Ordinal) ? Graph.Parse(source) : GraphDocument.Parse(source);

    private static string Given(JsonElement request, string name, TensorType? type)
    {
        if (request.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Object
            && values.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            && value.GetString() is { } text && !string.IsNullOrWhiteSpace(text))
        {
            return text;
        }

        return type is { } known && known.Shape.Rank > 0 ? "" : DefaultValue;
    }

    private static Tensor Evaluate(string name, string text, TensorType? type, Language language, CancellationToken cancellation)
    {
        if (text.Length == 0)
        {
            return Shaped(name, Tensor.Of([.. Enumerable.Repeat(1.0, type!.Value.Shape.Size)], type.Value.Shape), type, language);
        }

        if (text.Length <= Limits.ValueLength)
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return Shaped(name, Tensor.Scalar(number), type, language);
            }

            try
            {
                var program = Expressions.Program.Parse(text);
                if (program.Inputs.Count == 0 && program.Assigned.SequenceEqual([Expressions.Program.ResultName]))
                {
                    var graph = Checked(program.ToGraph(), language);
                    return Shaped(name, Interpreter.Run(graph, [], cancellation)[0], type, language);
                }
            }
            catch (Exception e) when (e is ExpressionException or GraphException)
            {
                // Told below.
            }
        }

        var shown = text.Length <= 40 ? text : text[..40] + "…";
        throw new RefusalException("value", language.In(
            $"The value of {name} must be a number or a list of numbers, and not \"{shown}\".",
            $"O valor de {name} deve ser um número ou uma lista de números, e não \"{shown}\"."));
    }

    private static Tensor Shaped(string name, Tensor tensor, TensorType? type, Language language)
    {
        if (type is not { } wanted || tensor.Type == wanted)
        {
            return tensor;
        }

        return tensor.Shape == wanted.Shape && wanted.DType == DType.Float32
            ? Tensor.Of([.. tensor.ToDoubles().Select(x => (float)x)], wanted.Shape)
            : tensor.Shape == wanted.Shape && wanted.Shape.Rank == 0 ? Tensor.Scalar(tensor[0], wanted.DType)
            : throw new RefusalException("value", language.In(
                $"The value of {name} must be {wanted}, and not {tensor.Type}.",
                $"O valor de {name} deve ser {wanted}, e não {tensor.Type}."));
    }

    // What would be too much is refused before anything is computed: shapes are known.
    private static Graph Checked(Graph graph, Language language)
    {
        var count = graph.Nodes.Sum(node => node.Results.Length);
        if (count > Limits.Values)
        {
            throw new RefusalException("limit", language.TooManyValues(count));
        }

        var (elements, work) = (0.0, 0.0);
        foreach (var node in graph.Nodes)
        {
            var size = node.Results.Sum(type => type.IsStack ? 0 : type.Shape.Aggregate(1.0, (product, extent) => product * extent));
            elements += size;
            var longest = node.Operands.SelectMany(operand => operand.Shape).Append(1).Max();
            work += node.Primitive is Elementwise ? size : size * longest;
        }

        return elements > Limits.Elements ? throw new RefusalException("limit", language.TooLarge(elements))
            : work > Limits.Work ? throw new RefusalException("limit", language.TooMuchWork())
            : graph;
    }

    private static List<(string Of, string Wrt)> Derive(JsonElement request, Language language)
    {
        if (!request.TryGetProperty("derive", out var derive) || derive.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var list = derive.EnumerateArray().Select(each => (Json.Text(each, "of") ?? "", Json.Text(each, "wrt") ?? "")).ToList();
        return list.Count <= MostDerivatives ? list : throw new RefusalException("limit", language.In(
            $"The studio differentiates {MostDerivatives} times at most.", $"O estúdio deriva no máximo {MostDerivatives} vezes."));
    }

    private static Model Derived(Graph graph, List<(string Of, string Wrt)> derive, Language language)
    {
        if (derive.Count == 0)
        {
            return new(graph);
        }

        var output = Find(graph, derive[0].Of, language);
        var by = derive.Select(each => Find(graph, each.Wrt, language)).ToList();
        var derivative = output;
        foreach (var wrt in by)
        {
            if (derivative is not { Rank: 0, DType.IsFloating: true } || !wrt.DType.IsFloating || wrt.Rank != 0)
            {
                throw new RefusalException("value", language.In(
                    "Here only scalars are differentiated by scalars.", "Aqui só se derivam escalares em relação a escalares."));
            }

            derivative = Sweeps.Reverse([derivative], [Value.Filled(derivative.Type, 1)], [wrt])[0] ?? Value.Zeros(wrt.Type);
        }

        var simplified = EliminateCommonSubexpressions.Of(SimplifyForPrinting.Of(Graph.Create(graph.Inputs.AsSpan(), [derivative])));
        return new(
            Checked(simplified, language),
            new Dictionary<Value, (string, string)>
            {
                [simplified.Outputs[0]] = Title(derive[0].Of, [.. derive.Select(each => each.Wrt)]),
            });
    }

    // What a derivative is called: ∂e/∂b, ∂²e/∂b², ∂²e/∂a∂b.
    private static (string Plain, string Latex) Title(string of, IReadOnlyList<string> wrt)
    {
        var (order, power) = wrt.Count switch { 1 => ("", ""), 2 => ("²", "^2"), _ => ("³", "^3") };
        var isPower = wrt.Distinct().Count() == 1;
        var below = isPower ? $"∂{wrt[0]}{order}" : string.Concat(wrt.Select(name => "∂" + name));
        var name = Notation.Latex.Name;
        var latexBelow = isPower ? $@"\partial {name(wrt[0])}{power}" : string.Join(@"\, ", wrt.Select(each => $@"\partial {name(each)}"));
        return ($"∂{order}{of}/{below}", $@"\frac{{\partial{power} {name(of)}}}{{{latexBelow}}}");
    }

    /// <summary>The value of a name.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static Value Find(Graph graph, string name, Language language)
    {
        foreach (var node in graph.Nodes)
        {
            for (var i = 0; i < node.Results.Length; i++)
            {
                if (node.Result(i).Names.Contains(name))
                {
                    return node.Result(i);
                }
            }
        }

        throw new RefusalException("value", language.In($"Nothing is called \"{name}\".", $"Nada se chama \"{name}\"."));
    }

    private Model? Recall(string key)
    {
        lock (door)
        {
            if (!known.TryGetValue(key, out var node))
            {
                return null;
            }

            order.Remove(node);
            order.AddFirst(node);
            return node.Value.Model;
        }
    }

    private Model Keep(string key, Model model)
    {
        lock (door)
        {
            if (known.TryAdd(key, new((key, model))))
            {
                order.AddFirst(known[key]);
            }

            while (order.Count > Kept)
            {
                known.Remove(order.Last!.Value.Key);
                order.RemoveLast();
            }
        }

        return model;
    }
}
