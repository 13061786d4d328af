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
        return Of(graph, "", new Room());
    }

    private static Figure Of(Graphs.Graph graph, string prefix, Room room)
    {
        Value[] values = [.. graph.Nodes.SelectMany(node => Enumerable.Range(0, node.Results.Length).Select(node.Result))];
        return Draw(values, [.. graph.Outputs], new Labels(values), _ => [], _ => ("", Emphasis.Plain), prefix: prefix, room: room);
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
            Show.Forward(var input) => Sweep(derivation, labels, input, derivation.Tangent, v => $"∂{labels[v]}/∂{labels[input]}", false),
            Show.Reverse(var output) => Sweep(derivation, labels, output, derivation.Adjoint, v => $"∂{labels[output]}/∂{labels[v]}", true),
            _ => Draw(
                derivation.Values, derivation.Outputs, labels, Lines(derivation, labels, show is Show.All),
                edge => (show is Show.Values ? "" : Partial(derivation, edge), Emphasis.Plain)),
        };
    }

    private static Figure Sweep(
        Derivation derivation, Labels labels, Value start, Func<Value, Value, Tensor?> carried, Func<Value, string> name, bool reversed)
    {
        if (carried(start, start) is null)
        {
            throw new ArgumentException($"No sweep starts at {start}: it is no floating scalar.", nameof(start));
        }

        var (reached, crossed) = Crossed(derivation, start, reversed);
        return Draw(
            derivation.Values, derivation.Outputs, labels,
            v => v.Node.Primitive is Constant ? [] : [$"{name(v)} = {Text(carried(start, v)!)}"],
            edge => (Partial(derivation, edge), crossed.Contains(edge) ? Emphasis.Strong : Emphasis.Faint), start, reversed,
            v => reached.Contains(v) ? Emphasis.Strong : Emphasis.Faint);
    }

    // The values that a sweep reaches, and the edges that it crosses. Nothing flows from or to a constant.
    private static (HashSet<Value> Reached, HashSet<Edge> Crossed) Crossed(Derivation derivation, Value start, bool reversed)
    {
        var (reached, crossed) = (new HashSet<Value> { start }, new HashSet<Edge>());
        foreach (var edge in reversed ? derivation.Edges.Reverse() : derivation.Edges)
        {
            var (near, far) = reversed ? (edge.To, edge.From) : (edge.From, edge.To);
            if (reached.Contains(near) && far.Node.Primitive is not Constant && edge.To.Node.Primitive.HasEdge(edge.To.Node, edge.Operand))
            {
                reached.Add(far);
                crossed.Add(edge);
            }
        }

        return (reached, crossed);
    }

    // The value of each node, and what the sweeps carry that reach it.
    private static Func<Value, IReadOnlyList<string>> Lines(Derivation derivation, Labels labels, bool sweeps)
    {
        var forward = Reached(derivation.Inputs, derivation.Tangent, reversed: false);
        var reverse = Reached(derivation.Outputs, derivation.Adjoint, reversed: true);
        return value =>
        [
            .. IsNumber(value) ? Enumerable.Empty<string>() : [$"{labels[value]} = {Text(derivation.ValueOf(value))}"],
            .. Carried(value, forward, derivation.Tangent, input => $"∂{labels[value]}/∂{labels[input]}")
                .Union(Carried(value, reverse, derivation.Adjoint, output => $"∂{labels[output]}/∂{labels[value]}")),
        ];

        static bool IsNumber(Value value) => value.Node.Primitive is Constant { Value.Shape.Rank: 0 };

        static IEnumerable<string> Carried(
            Value value, List<Swept> sweeps, Func<Value, Value, Tensor?> carried, Func<Value, string> name) =>
            sweeps.Where(sweep => sweep.Start != value && sweep.Reached.Contains(value))
                .Select(sweep => $"{name(sweep.Start)} = {Text(carried(sweep.Start, value)!)}");

        List<Swept> Reached(IReadOnlyList<Value> starts, Func<Value, Value, Tensor?> carried, bool reversed) => !sweeps ? [] :
        [
            .. starts.Where(start => carried(start, start) is not null)
                .Select(start => new Swept(start, Crossed(derivation, start, reversed).Reached)),
        ];
    }

    private static Figure Draw(
        IReadOnlyList<Value> values, IReadOnlyList<Value> outputs, Labels labels, Func<Value, IReadOnlyList<string>> lines,
        Func<Edge, (string Label, Emphasis Emphasis)> arrow, Value? start = null, bool reversed = false,
        Func<Value, Emphasis>? emphasis = null, string prefix = "", Room? room = null)
    {
        room ??= new();
        var numbers = values.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => pair.i);
        var ids = GraphDocument.Ids(values);
        var boxes = values.Select(value =>
        {
            var kind = value == start ? BoxKind.Start : value.Node.Primitive switch
            {
                Input => BoxKind.Input,
                Constant => BoxKind.Constant,
                _ => outputs.Contains(value) ? BoxKind.Output : BoxKind.Operation,
            };
            string[] all = [Equation(labels, value), .. lines(value)];
            var tooltip = all.Any(line => line.Length > LongestLine) ? string.Join('\n', all) : null;
            return new Box([.. all.Select(Shortened)], kind, tooltip, emphasis?.Invoke(value) ?? Emphasis.Plain)
            {
                Id = prefix + ids[value],
                Bodies = Bodies(value, prefix + ids[value], room),
            };
        }).ToList();
        var arrows = values.SelectMany(to => Operands(to).Select((from, i) =>
        {
            var (label, drawn) = arrow(new(from, to, i));
            var tooltip = label.Length == 0 ? null : $"∂{labels[to]}/∂{labels[from]}: {label}";
            return new Arrow(numbers[from], numbers[to], Shortened(label), drawn, reversed && drawn == Emphasis.Strong, tooltip);
        })).ToList();
        return new(string.Join("; ", outputs.Select(output => Equation(labels, output))), boxes, arrows);
    }

    // The bodies stand in the box of the first result, from which the others are drawn.
    private static IReadOnlyList<(string Name, Figure Figure)> Bodies(Value value, string id, Room room) =>
        value is { Index: 0, Node.Primitive: Graphs.Control control } && room.Take(control)
            ? [.. control.Bodies.Select(body => (body.Name, Of(body.Graph, $"{id}/{body.Name}/", room)))]
            : [];

    private static IEnumerable<Value> Operands(Value value) => value is { Index: > 0, Node.Primitive: Graphs.Control }
        ? [value.Node.Result()]
        : value.Node.Operands;

    private static string Equation(Labels labels, Value value) =>
        labels.Operation(value) is { Length: > 0 } operation ? $"{labels[value]} = {operation}" : labels[value];

    private static string Partial(Derivation derivation, Edge edge) =>
        edge.From.Node.Primitive is Constant ? "" : derivation.PartialOf(edge) is { } partial ? Text(partial) : edge.To.Node.Primitive.Name;

    private static string Text(Tensor tensor) => NumberText.Short(tensor);

    private static string Shortened(string line) => line.Length <= LongestLine ? line : line[..(LongestLine - 1)] + "…";

    // A body may stand in many places, and those in bodies again: what does not fit is not drawn.
    private sealed class Room
    {
        private int left = 1000;

        public bool Take(Graphs.Control control) => (left -= control.Bodies.Sum(body => body.Graph.Nodes.Length)) >= 0;
    }

    private readonly record struct Swept(Value Start, HashSet<Value> Reached);
}
