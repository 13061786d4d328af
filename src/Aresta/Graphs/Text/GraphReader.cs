using System.Collections.Immutable;
using System.Globalization;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// Reads graphs in the text form. It knows the grammar and who is called what; whether the types that the text states are right is for
/// <see cref="Graph.Verify"/> to say.
/// </summary>
internal sealed class GraphReader(Scanner scanner)
{
    private readonly Dictionary<string, Value> values = [];

    /// <summary>The header, then a graph, then nothing.</summary>
    public Graph Document()
    {
        Keyword("aresta", "'aresta 1', the header of the text form");
        var mark = scanner.Mark();
        var version = scanner.Number("the version of the text form");
        if (version != GraphWriter.Version.ToString(CultureInfo.InvariantCulture))
        {
            throw scanner.Error(
                $"version {Attribute.Shorten(version)} of the text form is unknown; this library reads version {GraphWriter.Version}",
                mark);
        }

        var graph = Graph();
        return scanner.AtEnd ? graph : throw scanner.Expected("nothing more behind the graph");
    }

    /// <summary>
    /// A graph that stands in another as a body, behind the word <c>graph</c>. Its values are called by names of their own.
    /// </summary>
    public Graph Nested()
    {
        using var level = scanner.Deeper();
        return Behind();
    }

    private Graph Graph()
    {
        Keyword("graph", "'graph'");
        return Behind();
    }

    private Graph Behind()
    {
        var (inputs, nodes) = (ImmutableArray.CreateBuilder<Value>(), ImmutableArray.CreateBuilder<Node>());
        scanner.Expect('(', "before the inputs");
        Listed(')', "behind an input", () =>
        {
            var origin = scanner.Origin;
            var target = Target();
            var node = Node.Stated(new Input(target.Type), [], [target.Type], origin);
            Define(node, 0, target);
            nodes.Add(node);
            inputs.Add(node.Result());
        });
        scanner.Expect('{', "before the nodes");
        while (!AtReturn(out var word))
        {
            nodes.Add(Statement(word));
        }

        var outputs = ImmutableArray.CreateBuilder<Value>();
        if (!scanner.Take('}'))
        {
            do
            {
                outputs.Add(Operand());
            }
            while (scanner.Take(','));
            scanner.Expect('}', "or ',' behind an output");
        }

        return new(inputs.DrainToImmutable(), outputs.DrainToImmutable(), nodes.DrainToImmutable());
    }

    private Node Statement(string? word)
    {
        var (origin, targets) = (scanner.Origin, new List<Result>());
        if (word is not null || scanner.Next != '=')
        {
            targets.Add(Target(word));
            while (scanner.Take(','))
            {
                targets.Add(Target());
            }
        }

        scanner.Expect('=', "or ',' behind a result");
        var primitive = Primitive();
        var operands = ImmutableArray.CreateBuilder<Value>();
        scanner.Expect('(', "before the operands");
        Listed(')', "behind an operand", () => operands.Add(Operand()));
        var node = Node.Stated(primitive, operands.DrainToImmutable(), [.. targets.Select(target => target.Type)], origin);
        for (var i = 0; i < targets.Count; i++)
        {
            Define(node, i, targets[i]);
        }

        return node;
    }

    private Primitive Primitive()
    {
        var mark = scanner.Mark();
        var name = scanner.Word("the name of an operation");
        if (!Registry.Readers.TryGetValue(name, out var read))
        {
            throw scanner.Error($"there is no operation called {Attribute.Shorten(name)}", mark);
        }

        var attributes = Attribute.ReadAll(scanner);
        try
        {
            var primitive = read(attributes);
            var known = primitive.Attributes.Select(attribute => attribute.Name).ToArray();
            return attributes.FirstOrDefault(attribute => !known.Contains(attribute.Name)).Name is { } unknown
                ? throw new FormatException($"it has no attribute {Attribute.Shorten(unknown)}")
                : primitive;
        }
        catch (Exception e) when (e is FormatException or OperandException or ArgumentException or OverflowException)
        {
            throw scanner.Error($"{name}: {Attribute.Shorten(e.Message.TrimEnd('.'), 200)}", mark);
        }
    }

    // What a statement says of one of its results.
    private readonly record struct Result(string Name, List<string> Names, TensorType Type, (int Line, int Column) Mark);

    private Result Target(string? word = null)
    {
        var (mark, names) = (scanner.Mark(), new List<string>());
        var name = word ?? Name("the name of a value");
        if (name[0] != '%')
        {
            names.Add(name);
        }

        while (scanner.Next == '"')
        {
            names.Add(scanner.Quoted());
        }

        scanner.Expect(':', "between a value and its type");
        return new(name, names, Attribute.ReadType(scanner), mark);
    }

    private void Define(Node node, int index, Result target)
    {
        if (!values.TryAdd(target.Name, node.Result(index)))
        {
            throw scanner.Error($"a value called {Attribute.Shorten(target.Name)} stands above already", target.Mark);
        }

        if (target.Names.Exists(string.IsNullOrWhiteSpace))
        {
            throw scanner.Error("a name in quotes is not empty", target.Mark);
        }

        if (target.Names.Count > 0)
        {
            node.AddNames(index, [.. target.Names]);
        }
    }

    private Value Operand()
    {
        var mark = scanner.Mark();
        var name = Name("a value");
        return values.TryGetValue(name, out var value)
            ? value
            : throw scanner.Error($"no value called {Attribute.Shorten(name)} stands above", mark);
    }

    private string Name(string what)
    {
        if (!scanner.Take('%'))
        {
            return scanner.Word(what);
        }

        var mark = scanner.Mark();
        var number = scanner.Number("digits behind '%'");
        return number.All(char.IsAsciiDigit)
            ? "%" + number
            : throw scanner.Error($"expected digits behind '%', but found '{Attribute.Shorten(number)}'", mark);
    }

    // The word 'return', or the beginning of a statement: its first word, or null when it begins otherwise.
    private bool AtReturn(out string? word)
    {
        word = Words.IsStart(scanner.Next) ? scanner.Word("a value")
            : scanner.Next is '%' or '=' ? null
            : throw scanner.Expected("a node or 'return'");
        return word == Words.Return;
    }

    private void Keyword(string keyword, string what)
    {
        var mark = scanner.Mark();
        if (scanner.Word(what) is var found && found != keyword)
        {
            throw scanner.Error($"expected {what}, but found '{Attribute.Shorten(found)}'", mark);
        }
    }

    private void Listed(char end, string context, Action item)
    {
        if (scanner.Take(end))
        {
            return;
        }

        do
        {
            item();
        }
        while (scanner.Take(','));
        scanner.Expect(end, $"or ',' {context}");
    }
}
