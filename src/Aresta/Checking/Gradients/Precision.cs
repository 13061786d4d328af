using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>Graphs made fit for being compared with differences: in double precision, and with what is held fixed held fixed.</summary>
internal static class Precision
{
    /// <summary>
    /// The graph with every float32 replaced by float64: it has the same rules, and differences of it are exact enough to judge them.
    /// Null if an operation insists on float32.
    /// </summary>
    public static Graph? Doubled(Graph graph)
    {
        try
        {
            return InDouble(graph);
        }
        catch (GraphException)
        {
            return null;
        }
    }

    private static Graph InDouble(Graph graph) => Rebuild(
        graph, type => type.DType == DType.Float32 ? type with { DType = DType.Float64 } : type, (node, operands) =>
        {
            Primitive primitive = node.Primitive switch
            {
                Constant { Value: { DType: DType.Float32 } value } => new Constant(Doubled(value)),
                Primitives.Convert { To: DType.Float32 } => new Primitives.Convert(DType.Float64),
                Control control => control.WithBodies([.. control.Bodies.Select(body => InDouble(body.Graph))]),
                var other => other,
            };
            var made = Node.Create(primitive, operands);
            return [.. Results(made).Select(value => value.DType == DType.Float32 ? value.ConvertTo(DType.Float64) : value)];
        });

    /// <summary>The tensor in float64, if it is of float32.</summary>
    public static Tensor Doubled(Tensor tensor) =>
        tensor.DType == DType.Float32 ? Tensor.Of(tensor.ToDoubles(), tensor.Shape) : tensor;

    /// <summary>
    /// The graph with the value of each <see cref="StopGradient"/> held at what it is at the point: the function that the derivatives mean.
    /// </summary>
    public static Graph Held(Graph graph, Tensor[] point)
    {
        if (!graph.Nodes.Any(node => node.Primitive is StopGradient))
        {
            return graph;
        }

        var held = new NodeMap<Tensor>();
        Interpreter.Run(graph, point, (node, _, results, place) =>
        {
            if (node.Primitive is StopGradient && place is null)
            {
                held[node] = results[0];
            }
        });
        return Rebuild(graph, type => type, (node, operands) => held.TryGetValue(node, out var value)
            ? [Value.Constant(value)]
            : [.. Results(Node.Create(node.Primitive, operands))]);
    }

    private static IEnumerable<Value> Results(Node node) => Enumerable.Range(0, node.Results.Length).Select(node.Result);

    private static Graph Rebuild(Graph graph, Func<TensorType, TensorType> type, Func<Node, Value[], Value[]> make)
    {
        var substitutes = new ValueMap<Value>();
        var inputs = new Value[graph.Inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            var old = graph.Inputs[i];
            inputs[i] = Value.Input(type(old.Type));
            foreach (var name in old.Names)
            {
                inputs[i].Named(name);
            }

            substitutes[old] = inputs[i];
        }

        return Graph.Create(inputs, graph.Rebuild(substitutes, make));
    }
}
