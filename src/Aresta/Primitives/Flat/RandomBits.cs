using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// Random bits, a pure function of a key (int64) and a counter (int64[2], the low half first): Philox4x32-10 at counter, counter + 1, …,
/// whose words are the elements in order, one to an int32 and two, the low one first, to an int64.
/// </summary>
/// <param name="Type">The type of the result, int32 or int64; every bit of it is random.</param>
public sealed record RandomBits(TensorType Type) : Flat, IPrimitive<RandomBits>
{
    public static string Keyword => "random_bits";

    public override string Name => Keyword;

    public override Attributes Attributes => [("type", Type)];

    public static RandomBits Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Type("type"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 2);
        Expect.Integer(Type, "result");
        return operands[0] == TensorType.Int64() && operands[1] == TensorType.Int64(2)
            ? [Type]
            : throw new OperandException(
                $"takes a key of type int64 and a counter of type int64[2], but was given {operands[0]} and {operands[1]}");
    }

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var key = (ulong)operands[0].Integer(0);
        var start = new UInt128((ulong)operands[1].Integer(1), (ulong)operands[1].Integer(0));
        var words = new uint[(long)Type.Shape.Size * Type.DType.Size / sizeof(uint)];
        for (var i = 0; i < words.Length; i += 4)
        {
            var (a, b, c, d) = Philox.Block(unchecked(start + (UInt128)(i / 4)), key);
            ReadOnlySpan<uint> block = [a, b, c, d];
            block[..Math.Min(4, words.Length - i)].CopyTo(words.AsSpan(i));
        }

        return [Type.DType == DType.Int32
            ? Tensor.Of(Array.ConvertAll(words, word => (int)word), Type.Shape)
            : Tensor.Of([.. words.Chunk(2).Select(pair => (long)(pair[0] | ((ulong)pair[1] << 32)))], Type.Shape)];
    }
}
