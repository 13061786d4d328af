using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// How much memory a reverse pass takes, said before anything runs: what is held when the way forward is done, for the way back. It is
/// exact for the interpreter, which forgets a value behind its last user. Less may be held where a choice hands an operand through, and
/// where a stack that a loop pops from is empty when it is done.
/// </summary>
public sealed class MemoryReport
{
    private readonly long working;

    private MemoryReport(IEnumerable<KeptValue> kept, long working, long peak) =>
        (Kept, this.working, Peak) = ([.. kept.OrderByDescending(value => value.Bytes)], working, peak);

    /// <summary>What is held, the largest first.</summary>
    public ImmutableArray<KeptValue> Kept { get; }

    /// <summary>
    /// The bytes held for the way back, inputs aside: the values, and on the way the states of that budgeted scan that stores most. To
    /// these come
    /// <see cref="BytesPerIteration"/>.
    /// </summary>
    public long Bytes => Sum(KeptKind.Value) + working;

    /// <summary>The bytes for each iteration of loops whose number of iterations is known only when they have run.</summary>
    public long BytesPerIteration => Sum(KeptKind.PerIteration);

    /// <summary>The bytes of the inputs that are used on the way back.</summary>
    public long InputBytes => Sum(KeptKind.Input);

    /// <summary>The most bytes that the whole run holds at a time beyond its inputs, open loops aside.</summary>
    public long Peak { get; }

    /// <summary>What the pullback of a graph will keep.</summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="wrt">The inputs whose share is asked for; all floating ones unless given.</param>
    /// <param name="of">The outputs that are answered for; all floating ones unless given.</param>
    /// <exception cref="GraphException">An input or output named does not exist, or no derivative flows through it.</exception>
    public static MemoryReport Of(Graph graph, Ports? wrt = null, Ports? of = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return Of(Pullback.Of(graph, wrt, of), graph.Outputs.Length);
    }

    /// <summary>What a graph that computes outputs and a derivative of them in reverse will keep.</summary>
    /// <param name="derivative">The graph.</param>
    /// <param name="outputs">How many of its first outputs are those that are differentiated.</param>
    internal static MemoryReport Of(Graph derivative, int outputs)
    {
        var storage = new Storage(derivative);
        var turn = Turn(derivative, outputs);
        var kept = new List<KeptValue>();
        foreach (var root in storage.Roots)
        {
            if (storage.Survives(root, turn))
            {
                kept.Add(Entry(storage[root]));
            }
        }

        var working = 0L;
        for (var n = turn + 1; n < derivative.Nodes.Length; n++)
        {
            working = Math.Max(working, Working(derivative.Nodes[n], kept));
        }

        return new(kept, working, storage.Peak());
    }

    /// <summary>A table: the bytes, the user's name or the operation, the type, the line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(FormattableString.Invariant($"A reverse pass keeps {Bytes:N0} bytes"));
        if (BytesPerIteration > 0)
        {
            text.Append(FormattableString.Invariant($" and {BytesPerIteration:N0} for each iteration of open loops"));
        }

        text.Append(FormattableString.Invariant($"; at most, a run holds {Peak:N0} at a time.\n"));
        string[][] rows =
        [
            ["bytes", "what", "type", "line"],
            .. Kept.Select(value => (string[])
            [
                value.Bytes.ToString("N0", CultureInfo.InvariantCulture), value.Description, value.Type.ToString(),
                value.Origin?.ToString() ?? "",
            ]),
        ];
        var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            var line = $"{row[0].PadLeft(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadRight(widths[2])}  {row[3]}";
            text.Append('\n').Append(line.TrimEnd(' '));
        }

        return text.ToString();
    }

    // The position of the last node that the outputs need.
    private static int Turn(Graph graph, int outputs) =>
        Graph.Ancestors(graph.Outputs.AsSpan()[..outputs]).Select(graph.PositionOf).DefaultIfEmpty(-1).Max();

    private static KeptValue Entry(Value value)
    {
        var source = Source(value);
        var (node, name) = (source.Node, value.Name ?? source.Name);
        var of = name is null && node.DerivativeOf is { Node.Results.IsEmpty: false } derivative ? derivative.Node.Result().Name : null;
        var operation = node.Primitive is Input ? "state" : node.Primitive.Name;
        var origin = node.Origin ?? value.Node.Origin;
        return value.Node.Primitive is Input
            ? new(KeptKind.Input, name, null, node.Primitive.Name, origin, value.Type, Storage.Bytes(value.Type))
            : value.Type.IsStack ? new(KeptKind.PerIteration, name, of, operation, origin, value.Type.Items, Storage.ItemBytes(value.Type))
            : new(KeptKind.Value, name, of, operation, origin, value.Type, Storage.Bytes(value.Type));
    }

    // The value inside of bodies that a result hands out or gathers.
    private static Value Source(Value value)
    {
        while (true)
        {
            var inner = value.Node.Primitive switch
            {
                Call call => call.Graph.Outputs[value.Index],
                Cond cond when cond.Then.Outputs[value.Index].Node is { Operands.IsEmpty: false, Primitive: not Broadcast } =>
                    cond.Then.Outputs[value.Index],
                Cond cond => cond.Else.Outputs[value.Index],
                Loop loop => loop.Step.Outputs[value.Index],
                StackPush => value.Node.Operands[1],
                _ => value,
            };
            if (inner == value || inner.Node.Primitive is Input or Constant)
            {
                return inner.Name is null ? value : inner;
            }

            value = inner;
        }
    }

    // The bytes of states that a node and what it runs store; each place where it is done becomes an entry.
    private static long Working(Node node, List<KeptValue> kept)
    {
        if (node.Primitive is not Control control)
        {
            return 0;
        }

        var own = 0L;
        if (control is ScanPull pull)
        {
            own = Storage.Stored(pull);
            kept.AddRange(pull.Step.Inputs.Skip(pull.Closed).Take(pull.States).Select(state => new KeptValue(
                KeptKind.States, state.Name, null, control.Name, node.Origin, Rows(state.Type, Math.Min(pull.Budget, pull.Length)),
                Storage.Bytes(state.Type) * Math.Min(pull.Budget, pull.Length))));
        }

        var most = 0L;
        foreach (var (_, body) in control.Bodies)
        {
            foreach (var inner in body.Nodes)
            {
                most = Math.Max(most, Working(inner, kept));
            }
        }

        return own + most;
    }

    private static Tensors.TensorType Rows(Tensors.TensorType state, int count) =>
        state.IsStack ? state : state with { Shape = state.Shape.Insert(0, count) };

    private long Sum(KeptKind kind) => Kept.Where(value => value.Kind == kind).Sum(value => value.Bytes);
}
