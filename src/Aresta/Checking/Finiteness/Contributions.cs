using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>Which elements of the operands of a node one element of its result is made of.</summary>
internal static class Contributions
{
    /// <summary>
    /// For each floating operand, a tensor that is not 0 at the elements that take part; null if all of them may. An elementwise operation
    /// takes its own element; for linear and multilinear ones the pull of that element, with ones for the operands, is the answer.
    /// </summary>
    public static Tensor?[] To(Node node, int result, int element, Tensor[] operands)
    {
        var taking = new Tensor?[operands.Length];
        if (node.Results[result].IsStack || operands.Any(x => x.Type.IsStack))
        {
            return taking;
        }

        if (node.Primitive is Elementwise or Scale)
        {
            for (var i = 0; i < taking.Length; i++)
            {
                taking[i] = OneHot(operands[i].Type, element);
            }
        }
        else if (node.Primitive is Linear or Multilinear && Enumerable.Range(0, operands.Length).Any(i => node.Primitive.HasEdge(node, i)))
        {
            Value[] inputs = [.. operands.Select(x => Value.Input(x.Type))];
            var applied = Node.Create(node.Primitive, inputs);
            var cotangent = Value.Input(applied.Results[result]);
            bool[] wanted = [.. Enumerable.Range(0, operands.Length).Select(i => applied.Primitive.HasEdge(applied, i))];
            var pulled = applied.Primitive.Pull(applied, [cotangent], wanted);
            var asked = Enumerable.Range(0, operands.Length).Where(i => pulled[i] is not null).ToArray();
            var graph = Graph.Create([.. inputs, cotangent], [.. asked.Select(i => pulled[i]!.Value)]);
            var found = Interpreter.Run(graph, [.. operands.Select(Ones), OneHot(cotangent.Type, element)]);
            for (var i = 0; i < asked.Length; i++)
            {
                taking[asked[i]] = found[i];
            }
        }

        return taking;
    }

    private static Tensor Ones(Tensor like) => like.DType switch
    {
        DType.Float32 => Tensor.Of(Enumerable.Repeat(1f, like.Shape.Size).ToArray(), like.Shape),
        DType.Float64 => Tensor.Of(Enumerable.Repeat(1.0, like.Shape.Size).ToArray(), like.Shape),
        _ => like,
    };

    private static Tensor OneHot(TensorType type, int element)
    {
        var hot = Tensor.Zeros(type);
        if (type.DType == DType.Float32)
        {
            hot.AsSpan<float>()[element] = 1;
        }
        else if (type.DType == DType.Float64)
        {
            hot.AsSpan<double>()[element] = 1;
        }

        return hot;
    }
}
