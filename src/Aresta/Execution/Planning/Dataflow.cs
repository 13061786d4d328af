using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Who makes which value of a graph, and who uses it. Reshapes are other names of what they reshape.</summary>
internal sealed class Dataflow
{
    private readonly int[] makers;
    private readonly List<int>[] users;
    private readonly bool[] isOutput;
    private readonly bool[] needed;
    private int decided;

    public Dataflow(Graph graph)
    {
        (Graph, Places) = (graph, graph.Places);
        Types = new TensorType[Places.Count];
        Roots = [.. Enumerable.Range(0, Places.Count)];
        (makers, users, isOutput) = (new int[Places.Count], new List<int>[Places.Count], new bool[Places.Count]);
        for (var n = 0; n < graph.Nodes.Length; n++)
        {
            var (node, operands) = (graph.Nodes[n], Places.Operands[n]);
            node.Results.CopyTo(Types, Places.Results[n]);
            for (var result = 0; result < node.Results.Length; result++)
            {
                (makers[Places.Results[n] + result], users[Places.Results[n] + result]) = (n, []);
            }

            if (IsAlias(node))
            {
                Roots[Places.Results[n]] = Roots[operands[0]];
                continue;
            }

            foreach (var operand in operands)
            {
                users[Roots[operand]].Add(n);
            }
        }

        foreach (var output in Places.Outputs)
        {
            isOutput[Roots[output]] = true;
        }

        (needed, decided) = ([.. isOutput], graph.Nodes.Length);
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>The numbers of its values.</summary>
    public Places Places { get; }

    /// <summary>The type of each value.</summary>
    public TensorType[] Types { get; }

    /// <summary>For each value the one that it is another name of; most are their own.</summary>
    public int[] Roots { get; }

    /// <summary>Whether a node only gives a value another name.</summary>
    public bool IsAlias(int position) =>
        Graph.Nodes[position].Results.Length > 0 && Roots[Places.Results[position]] != Places.Results[position];

    /// <summary>The position of the node that makes what a value names.</summary>
    public int Maker(int place) => makers[Roots[place]];

    /// <summary>The node that makes what a value names.</summary>
    public Node Source(int place) => Graph.Nodes[Maker(place)];

    /// <summary>The value that is an operand of the node at a position.</summary>
    public int Operand(int position, int operand) => Places.Operands[position][operand];

    /// <summary>The operands of the node that makes what a value names, if it is such an operation; else none.</summary>
    public int[] Operands<TPrimitive>(int place) where TPrimitive : Primitive =>
        Source(place).Primitive is TPrimitive ? Places.Operands[Maker(place)] : [];

    /// <summary>The value that is the first result of the node at a position.</summary>
    public int Result(int position) => Places.Results[position];

    /// <summary>The positions of the nodes that use a value by any name, in order, each as often as it does.</summary>
    public IReadOnlyList<int> Users(int place) => users[Roots[place]];

    /// <summary>Whether a value is an output by any name.</summary>
    public bool IsOutput(int place) => isOutput[Roots[place]];

    /// <summary>
    /// Whether nobody but the nodes at some positions needs a value, by any name. Of nodes that are decided, those count that run and read
    /// it.
    /// </summary>
    public bool IsOnlyFor(int place, params ReadOnlySpan<int> positions)
    {
        foreach (var user in Users(place))
        {
            if (user < decided && !positions.Contains(user))
            {
                return false;
            }
        }

        return !IsNeeded(place);
    }

    /// <summary>Whether a value is an output, or a node or pattern that is decided reads it.</summary>
    public bool IsNeeded(int place) => needed[Roots[place]];

    /// <summary>Decides that a value is read.</summary>
    public void Need(int place) => needed[Roots[place]] = true;

    /// <summary>From here on nodes are decided: what they need is known.</summary>
    public void DecideFrom(int position) => decided = position;

    /// <summary>The number that all elements of a value are, where it is part of the graph.</summary>
    public double? Number(int place)
    {
        var node = Source(place);
        if (node.Primitive is Broadcast)
        {
            node = Source(Operand(Maker(place), 0));
        }

        return node is { Primitive: Constant { Value: { Shape.Size: 1 } value } } ? value[0] : null;
    }

    // The same elements in the same order. (A sum of single elements is none of these: it makes 0 of −0.)
    private static bool IsAlias(Node node) => node is { Operands: [{ Type.IsStack: false } x, ..], Results: [var result] }
        && (node.Primitive is Reshape or StopGradient || Orders(node.Primitive, x.Shape, result));

    private static bool Orders(Primitive primitive, Shape from, TensorType to) => primitive switch
    {
        Broadcast => from.Size == to.Shape.Size,
        Permute { Axes: var axes } => axes.Where(axis => from[axis] != 1).SequenceEqual(axes.Where(axis => from[axis] != 1).Order()),
        _ => false,
    };
}
