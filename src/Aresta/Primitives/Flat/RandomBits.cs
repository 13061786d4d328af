using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// Random bits, a pure function of a key (int64) and a counter (int64[2], the low half first): Philox4x32-10 at counter, counter + 1, …,
/// whose words are the elements in order, one to an int32 and two, the low one first, to an int64.
/// </summary>
/// <remarks>
/// Keys of shape [batch…] and counters of shape [batch…, 2] give each index of the batch bits of its own. Examples of a batch that share
/// key and counter share the bits too: they are a function of these alone, so that batching equals looping.
/// </remarks>
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
        var batch = operands[0].Shape;
        return operands[0].DType == DType.Int64 && operands[1] == new TensorType(DType.Int64, [.. batch, 2])
            && Type.Shape.AsSpan().StartsWith(batch.AsSpan())
            ? [Type]
            : throw new OperandException(
                $"takes a key of type int64 and a counter of type int64[2], but was given {operands[0]} and {operands[1]}; "
                + $"several of both stand along the first axes of the result, {Type}");
    }

    public override Primitive Batched(int size) => new RandomBits(Type with { Shape = Type.Shape.Insert(0, size) });

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var keys = operands[0].Shape.Size;
        var each = keys == 0 ? 0 : Type.Shape.Size / keys * (Type.DType.Size / sizeof(uint));
        var words = new uint[(long)keys * each];
        for (var k = 0; k < keys; k++)
        {
            var key = (ulong)operands[0].Integer(k);
            var start = new UInt128((ulong)operands[1].Integer((2 * k) + 1), (ulong)operands[1].Integer(2 * k));
            Fill(words.AsSpan(k * each, each), key, start);
        }

        return [Type.DType == DType.Int32
            ? Tensor.Of(Array.ConvertAll(words, word => (int)word), Type.Shape)
            : Tensor.Of([.. words.Chunk(2).Select(pair => (long)(pair[0] | ((ulong)pair[1] << 32)))], Type.Shape)];
    }

    private static void Fill(Span<uint> words, ulong key, UInt128 start)
    {
        for (var i = 0; i < words.Length; i += 4)
        {
            var (a, b, c, d) = Philox.Block(unchecked(start + (UInt128)(i / 4)), key);
            ReadOnlySpan<uint> block = [a, b, c, d];
            block[..Math.Min(4, words.Length - i)].CopyTo(words[i..]);
        }
    }
}
