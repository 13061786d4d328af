using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// When each value of a graph comes into memory and when it leaves it, as the nodes run one after the other and a value is forgotten behind
/// its last user. Values that share their elements, as a reshaped one does with the original, count once.
/// </summary>
internal sealed class Storage
{
    private readonly Graph graph;
    private readonly int[] made, last;
    private readonly Value[] values;

    public Storage(Graph graph)
    {
        this.graph = graph;
        var places = graph.Places;
        var roots = new int[places.Count];
        (made, last, values) = (new int[places.Count], new int[places.Count], new Value[places.Count]);
        for (var n = 0; n < graph.Nodes.Length; n++)
        {
            var node = graph.Nodes[n];
            for (var i = 0; i < node.Results.Length; i++)
            {
                var place = places.Results[n] + i;
                values[place] = node.Result(i);
                roots[place] = Shared(values[place]) switch
                {
                    ({ } operand, _) => roots[places.Operands[n][operand]],
                    (_, { } other) => roots[places.Results[n] + other],
                    _ => place,
                };
                (made[place], last[place]) = (n, n);
            }

            foreach (var operand in places.Operands[n])
            {
                last[roots[operand]] = n;
            }
        }

        Returned = [.. places.Outputs.Select(place => roots[place])];
        Roots =
        [
            .. Enumerable.Range(0, places.Count).Where(place => roots[place] == place && values[place].Node.Primitive is not Constant),
        ];
    }

    /// <summary>The values that have elements of their own and are not constants, which belong to the graph.</summary>
    public IReadOnlyList<int> Roots { get; }

    private HashSet<int> Returned { get; }

    /// <summary>A value.</summary>
    public Value this[int root] => values[root];

    /// <summary>Whether a value is there when node <paramref name="position"/> has run, for a later one.</summary>
    public bool Survives(int root, int position) => made[root] <= position && last[root] > position;

    /// <summary>
    /// The most bytes that a run holds at a time, beyond its inputs; what loops that run open push onto stacks is left out.
    /// </summary>
    public long Peak()
    {
        var ends = Roots.Where(root => !Returned.Contains(root)).ToLookup(root => last[root]);
        var starts = Roots.Where(root => values[root].Node.Primitive is not Input).ToLookup(root => made[root]);
        long live = 0, peak = 0;
        for (var n = 0; n < graph.Nodes.Length; n++)
        {
            live += starts[n].Sum(root => Bytes(values[root].Type));
            peak = Math.Max(peak, live + Within(graph.Nodes[n]));
            live -= ends[n].Sum(root => values[root].Node.Primitive is Input ? 0 : Bytes(values[root].Type));
        }

        return peak;
    }

    /// <summary>The bytes of a tensor; 0 for stacks, whose height is unknown.</summary>
    public static long Bytes(TensorType type) => type.IsStack ? 0 : (long)type.Shape.Size * type.DType.Size;

    /// <summary>The bytes of one item in every lane of a stack.</summary>
    public static long ItemBytes(TensorType type) =>
        type.Shape.Size * (type.Item.IsStack ? ItemBytes(type.Item) : Bytes(type.Item));

    /// <summary>The bytes of the states that a scan stores while it is reversed under its budget.</summary>
    public static long Stored(ScanPull pull) =>
        Math.Min(pull.Budget, pull.Length) * pull.Step.Inputs.Skip(pull.Closed).Take(pull.States).Sum(state => Bytes(state.Type));

    // What an operation holds as it runs, besides its operands and results.
    private static long Within(Node node) => node.Primitive switch
    {
        ScanPull pull => Stored(pull) + pull.Bodies.Max(body => Step(body.Graph, pull.Closed)),
        Loop loop => Step(loop.Step, loop.Closed),
        Control control => control.Bodies.Select(body => new Storage(body.Graph).Peak()).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static long Step(Graph body, int closed) =>
        new Storage(body).Peak() + body.Inputs.Skip(closed).Sum(input => Bytes(input.Type));

    // With which operand, or which earlier result, of its node a value shares its elements.
    private static (int? Operand, int? Result) Shared(Value value)
    {
        if (value.Node.Primitive is Reshape or StopGradient)
        {
            return (0, null);
        }

        if (value.Node.Primitive is not Call { Graph: var body })
        {
            return (null, null);
        }

        var made = Made(body.Outputs[value.Index]);
        if (made.Node.Primitive is Input)
        {
            return (body.Inputs.IndexOf(made), null);
        }

        var first = Enumerable.Range(0, value.Index).Where(i => Made(body.Outputs[i]) == made);
        return (null, first.Any() ? first.First() : null);
    }

    // The value with which another one shares its elements, as far back as there is one.
    private static Value Made(Value value)
    {
        while (true)
        {
            switch (Shared(value))
            {
                case ({ } operand, _):
                    value = value.Node.Operands[operand];
                    break;
                case (_, { } result):
                    value = value.Node.Result(result);
                    break;
                default:
                    return value;
            }
        }
    }
}
