using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The elements in another dtype. Between floating dtypes it is linear, and its adjoint converts back; no derivative flows to or from
/// integers and truth values. To integers it truncates toward zero and saturates, NaN becomes 0; to bool everything but 0 is true.
/// </summary>
/// <param name="To">The dtype of the result.</param>
public sealed record Convert(DType To) : Linear, IPrimitive<Convert>
{
    public static string Keyword => "convert";

    public override string Name => Keyword;

    public override Attributes Attributes => [("to", To)];

    public static Convert Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Type("to").DType);
    }

    public override bool HasEdge(Node node, int operand) => To.IsFloating && base.HasEdge(node, operand);

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        return [operands[0] with { DType = To }];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Node.Create(new Convert(node.Operands[0].DType), cotangent).Result();
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var x = operands[0];
        var n = x.Shape.Size;
        Func<int, long> integer = x.DType.IsInteger ? x.Integer : i => (long)x[i];
        return [To switch
        {
            DType.Float32 => Tensor.Of(Fill(n, i => (float)x[i]), x.Shape),
            DType.Float64 => Tensor.Of(Fill(n, i => x[i]), x.Shape),
            DType.Int32 => Tensor.Of(Fill(n, i => x.DType.IsInteger ? (int)x.Integer(i) : (int)x[i]), x.Shape),
            DType.Int64 => Tensor.Of(Fill(n, integer), x.Shape),
            _ => Tensor.Of(Fill(n, i => x[i] != 0), x.Shape),
        }];
    }

    private static T[] Fill<T>(int count, Func<int, T> element)
    {
        var result = new T[count];
        for (var i = 0; i < count; i++)
        {
            result[i] = element(i);
        }

        return result;
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>The elements in another dtype; itself when it has that dtype.</summary>
        /// <param name="dtype">To integers it truncates toward zero and saturates, NaN becomes 0; to bool everything but 0 is true.</param>
        public Value ConvertTo(DType dtype) => x.Node.Primitive is Literal ? x.Settled(dtype)
            : x.DType == dtype ? x : Node.Create(new Convert(dtype), x).Result();
    }
}
