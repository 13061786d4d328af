using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <content>The laws that every graph keeps.</content>
public sealed partial class Graph
{
    /// <summary>
    /// Holds the graph to its laws: the inputs come first, each once, under different names; every operand is a result of a node that
    /// stands above its user; every node has the types that its primitive infers; no number is left without a type; the outputs are values
    /// of the graph. Bodies are graphs, and keep the same laws.
    /// </summary>
    /// <returns>This graph, so that a transformation can be checked where it is called.</returns>
    /// <exception cref="GraphException">A law is broken; the message says which node breaks it and how.</exception>
    public Graph Verify() => VerifyOnce(new HashSet<Graph>(ReferenceEqualityComparer.Instance));

    // A body may stand in many places; it is looked at once.
    private Graph VerifyOnce(HashSet<Graph> verified)
    {
        if (!verified.Add(this))
        {
            return this;
        }

        var above = new NodeMap<bool>();
        for (var i = 0; i < Inputs.Length; i++)
        {
            if (i >= Nodes.Length || !Inputs[i].IsInitialized || Inputs[i].Node != Nodes[i] || Nodes[i].Primitive is not Input)
            {
                throw new GraphException($"The inputs of a graph stand at its beginning, each a node of its own, but input {i} does not.");
            }
        }

        for (var n = 0; n < Nodes.Length; n++)
        {
            var node = Nodes[n];
            if (node.Primitive.HasBodies)
            {
                foreach (var body in node.Primitive.Attributes.Select(attribute => attribute.Value).OfType<Body>())
                {
                    body.Value.VerifyOnce(verified);
                }
            }

            VerifyNode(node, n < Inputs.Length, above);
            if (!above.TryAdd(node, true))
            {
                throw new GraphException($"Node {n}, {node}, stands in the graph twice.");
            }
        }

        for (var i = 0; i < Outputs.Length; i++)
        {
            if (!Outputs[i].IsInitialized || !above.Contains(Outputs[i].Node))
            {
                throw new GraphException($"Output {i}, {Outputs[i]}, is no value of the graph.");
            }
        }

        RequireDistinctNames(Inputs.AsSpan());
        return this;
    }

    private static void VerifyNode(Node node, bool isInput, NodeMap<bool> above)
    {
        var types = new TensorType[node.Operands.Length];
        for (var i = 0; i < types.Length; i++)
        {
            var operand = node.Operands[i];
            if (!operand.IsInitialized || !above.Contains(operand.Node))
            {
                throw Broken(node, $"operand {i}, {operand}, stands nowhere above it in the graph");
            }

            types[i] = operand.Type;
        }

        if (node.Primitive is Literal)
        {
            throw Broken(node, "a number without a type was left in the graph");
        }

        if (node.Primitive is Input && !isInput)
        {
            throw Broken(node, "it is not among the inputs of the graph");
        }

        try
        {
            var inferred = node.Primitive.InferChecked(types);
            if (!inferred.AsSpan().SequenceEqual(node.Results.AsSpan()))
            {
                throw Broken(node, $"its type is {string.Join(", ", inferred)}, but is stated as {string.Join(", ", node.Results)}");
            }
        }
        catch (Exception e) when (e is OperandException or ArgumentException or OverflowException)
        {
            throw Node.Failure(node.Primitive, node.Operands.AsSpan(), node.Origin, e);
        }
    }

    private static GraphException Broken(Node node, string how) =>
        Node.Failure(node.Primitive, node.Operands.AsSpan(), node.Origin, new OperandException(how));

    private static void RequireDistinctNames(ReadOnlySpan<Value> inputs)
    {
        var names = new HashSet<string>();
        foreach (var input in inputs)
        {
            if (input.Name is { } name && !names.Add(name))
            {
                throw new GraphException($"Two inputs are called {name}; the inputs of a graph have different names.");
            }
        }
    }
}
