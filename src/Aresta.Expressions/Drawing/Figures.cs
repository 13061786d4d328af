using System.Globalization;
using Aresta.Paths;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Expressions.Drawing;

/// <summary>The chapter's figures of a derivation.</summary>
public static class Figures
{
    private const int LongestLine = 42;

    /// <summary>The graph of a program, without a point.</summary>
    public static Figure Of(Graphs.Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Value[] values = [.. graph.Nodes.SelectMany(node => Enumerable.Range(0, node.Results.Length).Select(node.Result))];
        return Draw(values, [.. graph.Outputs], new Labels(values), _ => [], _ => ("", Emphasis.Plain), null, reversed: false);
    }

    /// <summary>A derivation, with what <paramref name="show"/> asks for.</summary>
    /// <exception cref="ArgumentException">A sweep is asked for from a value that was not swept from.</exception>
    public static Figure Of(Derivation derivation, Show show)
    {
        ArgumentNullException.ThrowIfNull(derivation);
        var labels = new Labels(derivation.Values);
        return show switch
        {
            Show.Graph => Of(derivation.Graph),
            Show.Forward(var input) => Sweep(derivation, labels, input, v => derivation.Tangent(input, v), $"∂{{0}}/∂{labels[input]}", false),
            Show.Reverse(var output) => Sweep(derivation, labels, output, v => derivation.Adjoint(output, v), $"∂{labels[output]}/∂{{0}}", true),
            _ => Draw(
                derivation.Values, derivation.Outputs, labels, v => Lines(derivation, labels, v, show is Show.All),
                edge => (show is Show.Values ? "" : Partial(derivation, edge), Emphasis.Plain), null, reversed: false),
        };
    }

    private static Figure Sweep(
        Derivation derivation, Labels labels, Value start, Func<Value, Tensor?> carried, string form, bool reversed)
    {
        if (carried(start) is null)
        {
            throw new ArgumentException($"No sweep starts at {start}: it is no floating scalar.", nameof(start));
        }

        var path = Crossed(derivation, start, reversed);
        return Draw(
            derivation.Values, derivation.Outputs, labels,
            v => v.Node.Primitive is Constant ? [] : [string.Format(CultureInfo.InvariantCulture, form, labels[v]) + " = " + Text(carried(v)!)],
            edge => (Partial(derivation, edge), path.Contains(edge) ? Emphasis.Strong : Emphasis.Faint), start, reversed);
    }

    // The edges that a sweep from a value crosses.
    private static HashSet<Edge> Crossed(Derivation derivation, Value start, bool reversed)
    {
        var (reached, crossed) = (new HashSet<Value> { start }, new HashSet<Edge>());
        foreach (var edge in reversed ? derivation.Edges.Reverse() : derivation.Edges)
        {
            var (near, far) = reversed ? (edge.To, edge.From) : (edge.From, edge.To);
            if (reached.Contains(near) && edge.To.Node.Primitive.HasEdge(edge.To.Node, edge.Operand))
            {
                reached.Add(far);
                crossed.Add(edge);
            }
        }

        return crossed;
    }

    private static List<string> Lines(Derivation derivation, Labels labels, Value value, bool sweeps)
    {
        List<string> lines = value.Node.Primitive is Constant { Value.Shape.Rank: 0 } ? [] : [$"{labels[value]} = {Text(derivation.ValueOf(value))}"];
        if (sweeps && value.Node.Primitive is not Constant)
        {
            lines.AddRange(derivation.Inputs.Where(input => input != value && derivation.Tangent(input, value) is not null)
                .Select(input => $"∂{labels[value]}/∂{labels[input]} = {Text(derivation.Tangent(input, value)!)}"));
            lines.AddRange(derivation.Outputs.Where(output => output != value && derivation.Adjoint(output, value) is not null)
                .Select(output => $"∂{labels[output]}/∂{labels[value]} = {Text(derivation.Adjoint(output, value)!)}"));
        }

        return [.. lines.Distinct()];
    }

    private static Figure Draw(
        IReadOnlyList<Value> values, IReadOnlyList<Value> outputs, Labels labels, Func<Value, IReadOnlyList<string>> lines,
        Func<Edge, (string Label, Emphasis Emphasis)> arrow, Value? start, bool reversed)
    {
        var numbers = values.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => pair.i);
        var boxes = values.Select(value =>
        {
            var operation = labels.Operation(value);
            var title = operation.Length == 0 ? labels[value] : $"{labels[value]} = {operation}";
            var kind = value == start ? BoxKind.Start : value.Node.Primitive switch
            {
                Input => BoxKind.Input,
                Constant => BoxKind.Constant,
                _ => outputs.Contains(value) ? BoxKind.Output : BoxKind.Operation,
            };
            string[] all = [title, .. lines(value)];
            return new Box([.. all.Select(Shortened)], kind, all.Any(line => line.Length > LongestLine) ? string.Join('\n', all) : null);
        }).ToList();
        var arrows = values.SelectMany(to => to.Node.Operands.Select((from, i) =>
        {
            var (label, emphasis) = arrow(new(from, to, i));
            return new Arrow(numbers[from], numbers[to], Shortened(label), emphasis, reversed && emphasis == Emphasis.Strong);
        })).ToList();
        var title = string.Join("; ", outputs.Select(output => labels.Operation(output) is { Length: > 0 } text ? $"{labels[output]} = {text}" : labels[output]));
        return new(title, boxes, arrows);
    }

    private static string Partial(Derivation derivation, Edge edge) =>
        edge.From.Node.Primitive is Constant ? "" : derivation.PartialOf(edge) is { } partial ? Text(partial) : edge.To.Node.Primitive.Name;

    private static string Text(Tensor tensor) => NumberText.Short(tensor);

    private static string Shortened(string line) => line.Length <= LongestLine ? line : line[..(LongestLine - 1)] + "…";
}
