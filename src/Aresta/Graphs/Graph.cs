using System.Collections.Immutable;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// A closed piece of computation: some inputs, some outputs, and every node between them in topological order. It never changes, but for
/// names that its values are given later; transformations make new graphs.
/// </summary>
public sealed partial class Graph
{
    private NodeMap<int>? positions;
    private Places? places;

    /// <summary>A graph as it is said to be, unverified.</summary>
    /// <exception cref="GraphException">Bodies nest too deeply.</exception>
    internal Graph(ImmutableArray<Value> inputs, ImmutableArray<Value> outputs, ImmutableArray<Node> nodes)
    {
        (Inputs, Outputs, Nodes) = (inputs, outputs, nodes);
        foreach (var node in nodes)
        {
            if (node.Primitive is Control control)
            {
                Depth = Math.Max(Depth, 1 + control.Bodies.Max(body => body.Graph.Depth));
                HasDeliberateRules |= control is Custom { Deliberate: true } || control.Bodies.Any(body => body.Graph.HasDeliberateRules);
            }
        }

        if (Depth > MaxDepth)
        {
            throw new GraphException(FormattableString.Invariant($"Graphs stand in each other as bodies at most {MaxDepth} deep."));
        }
    }

    /// <summary>How deep bodies may nest: what walks into bodies may call itself.</summary>
    public const int MaxDepth = 64;

    /// <summary>How deep bodies nest in this graph: 0 where no node has any.</summary>
    public int Depth { get; }

    /// <summary>Whether the graph, or a body in it, has custom functions whose rules are meant to differ from their derivatives.</summary>
    public bool HasDeliberateRules { get; }

    /// <summary>The values that are given when the graph runs.</summary>
    public ImmutableArray<Value> Inputs { get; }

    /// <summary>The values that it computes.</summary>
    public ImmutableArray<Value> Outputs { get; }

    /// <summary>The inputs, then all nodes that the outputs depend on, operands before users.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>Where the values are kept when the graph is evaluated.</summary>
    internal Places Places => places ??= new(this);

    /// <summary>Where <paramref name="node"/> stands in <see cref="Nodes"/>.</summary>
    /// <exception cref="KeyNotFoundException">It does not stand there.</exception>
    public int PositionOf(Node node)
    {
        if (positions is null)
        {
            var table = new NodeMap<int>();
            foreach (var each in Nodes)
            {
                table.TryAdd(each, table.Count);
            }

            positions = table;
        }

        return positions[node];
    }

    /// <summary>The graph from the given inputs to the given outputs.</summary>
    /// <param name="inputs">Values made by <see cref="Value.Input"/>, each once.</param>
    /// <param name="outputs">Any values that depend on no other inputs; a bare number becomes a float64 constant.</param>
    /// <exception cref="GraphException">
    /// An input is none or stands twice, two inputs have one name, or an output depends on an input that is not listed.
    /// </exception>
    public static Graph Create(ReadOnlySpan<Value> inputs, ReadOnlySpan<Value> outputs)
    {
        var given = new NodeMap<bool>();
        foreach (var input in inputs)
        {
            if (input.Node.Primitive is not Input)
            {
                throw new GraphException($"{input} is listed as an input, but it is computed.");
            }

            if (!given.TryAdd(input.Node, true))
            {
                throw new GraphException($"{input} is listed as an input twice.");
            }
        }

        RequireDistinctNames(inputs);
        var closed = outputs.ToArray();
        for (var i = 0; i < closed.Length; i++)
        {
            closed[i] = closed[i].Settled(DType.Float64);
        }

        var nodes = new List<Node>();
        foreach (var input in inputs)
        {
            nodes.Add(input.Node);
        }

        foreach (var node in Ancestors(closed))
        {
            if (node.Primitive is not Input)
            {
                nodes.Add(node);
            }
            else if (!given.Contains(node))
            {
                throw new GraphException(
                    $"An output depends on {node.Result()}, which is an input, but not one of this graph: "
                    + "a function may use only its own parameters.");
            }
        }

        return Extensions.Merge(new(inputs.ToImmutableArray(), [.. closed], [.. nodes]));
    }

    /// <summary>All nodes that some values depend on, and their own, operands before users.</summary>
    public static IReadOnlyList<Node> Ancestors(params ReadOnlySpan<Value> values)
    {
        var (found, pending) = (new NodeMap<bool>(), new Stack<Node>());
        foreach (var value in values)
        {
            Visit(value.Node);
        }

        while (pending.TryPop(out var node))
        {
            foreach (var operand in node.Operands)
            {
                Visit(operand.Node);
            }
        }

        return found.InOrder();

        void Visit(Node node)
        {
            if (found.TryAdd(node, true))
            {
                pending.Push(node);
            }
        }
    }

    /// <summary>This graph's computation on other values: its nodes made anew on <paramref name="arguments"/>.</summary>
    /// <param name="arguments">A value for each input, of its type.</param>
    /// <returns>A value for each output.</returns>
    /// <exception cref="GraphException">There are too few or too many arguments, or one has the wrong type.</exception>
    public Value[] Apply(params ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != Inputs.Length)
        {
            throw new GraphException(
                $"The graph takes {Inputs.Length} input{(Inputs.Length == 1 ? "" : "s")} ({string.Join(", ", Inputs)}), "
                + $"but was given {arguments.Length}.");
        }

        var substitutes = new ValueMap<Value>();
        for (var i = 0; i < Inputs.Length; i++)
        {
            var argument = arguments[i].Settled(Inputs[i].DType);
            substitutes[Inputs[i]] = argument.Type == Inputs[i].Type
                ? argument
                : throw new GraphException($"Input {i}, {Inputs[i]}, was given {arguments[i]}.");
        }

        return Rebuild(substitutes, (node, operands) => Node.Create(node.Primitive, operands));
    }

    /// <summary>
    /// Walks the nodes in order and makes each anew on its rebuilt operands: the loop that every rewriting transformation shares. Names,
    /// origins and what they are derivatives of carry over.
    /// </summary>
    /// <param name="substitutes">What stands for values that are not rebuilt: at least for the inputs.</param>
    /// <param name="make">Makes the node that stands for a node, on the given operands.</param>
    /// <returns>A value for each output.</returns>
    public Value[] Rebuild(ValueMap<Value> substitutes, Func<Node, Value[], Node> make) => Rebuild(
        substitutes,
        (node, operands) =>
        {
            var made = make(node, operands);
            return [.. Enumerable.Range(0, node.Results.Length).Select(made.Result)];
        });

    /// <summary>As the other overload, for a transformation that may answer with results of several nodes, or of none of its own.</summary>
    /// <param name="substitutes">What stands for values that are not rebuilt: at least for the inputs.</param>
    /// <param name="make">
    /// Gives a value for each result of a node, on the given operands; <c>default</c> for a result that nothing uses, which is then what is
    /// given for an operand that does not matter.
    /// </param>
    /// <returns>A value for each output.</returns>
    public Value[] Rebuild(ValueMap<Value> substitutes, Func<Node, Value[], Value[]> make)
    {
        ArgumentNullException.ThrowIfNull(substitutes);
        ArgumentNullException.ThrowIfNull(make);
        using var scope = OriginScope.Begin(null, 0);
        foreach (var node in Nodes)
        {
            if (substitutes.ContainsKey(node.Result()))
            {
                continue;
            }

            scope.Follow(node, Rebuilt(node.DerivativeOf));
            var made = make(node, [.. node.Operands.Select(operand => substitutes.TryGetValue(operand, out var s) ? s : default)]);
            for (var i = 0; i < made.Length; i++)
            {
                if (!made[i].IsInitialized)
                {
                    continue;
                }

                var old = node.Result(i);
                foreach (var name in old.Names)
                {
                    made[i].Named(name);
                }

                substitutes[old] = made[i];
            }
        }

        return [.. Outputs.Select(output => substitutes[output])];

        // What a node is a derivative of has been rebuilt as well, unless it is no part of the graph or was replaced by another operation.
        DerivativeOf? Rebuilt(DerivativeOf? old) =>
            old is { Node.Results.IsEmpty: false } && substitutes.TryGetValue(old.Node.Result(), out var made)
            && made.IsInitialized && IsSame(made.Node.Primitive, old.Node.Primitive) ? old with { Node = made.Node } : old;
    }

    // An operation that runs bodies is still itself when these are transformed.
    private static bool IsSame(Primitive made, Primitive old) => made == old || (made is Control && made.Name == old.Name);
}
