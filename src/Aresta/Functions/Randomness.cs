using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>
/// Random numbers as pure functions of a key, an int64: the same key gives the same numbers, on every machine and in every executor. Draw
/// from a key once, and <see cref="Split"/> or <see cref="Fold(Value, Value)"/> it into new keys for further draws.
/// </summary>
/// <remarks>
/// A draw counts from (0, 0), a fold looks at (data, 1) and a split counts from (0, 2): the high half of the counter tells them apart, so
/// that none ever sees another's bits. A key may be an input of a graph, so that every step of a training draws anew.
/// </remarks>
public static class Randomness
{
    private const long Draws = 0, Folds = 1, Splits = 2;

    /// <summary>The key with the given seed.</summary>
    public static Value Key(long seed) => Value.Constant(Tensor.Scalar(seed));

    /// <summary>The key that belongs to a key and a number, such as the step of a training.</summary>
    /// <param name="key">An int64 scalar.</param>
    /// <param name="data">An integer scalar.</param>
    /// <exception cref="GraphException">The key or the number is no integer scalar.</exception>
    public static Value Fold(Value key, Value data)
    {
        var low = Value.Reshape(data.Settled(DType.Int64).ConvertTo(DType.Int64), [1]);
        return Bits(key, TensorType.Int64(), Operations.Concatenate([low, Value.Constant(Tensor.Vector(Folds))]));
    }

    /// <summary>New keys: int64, [<paramref name="count"/>].</summary>
    /// <param name="key">An int64 scalar.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="GraphException">The key is no int64 scalar.</exception>
    public static Value Split(Value key, int count = 2) => Bits(key, TensorType.Int64(count), Counter(Splits));

    /// <summary>Integers of which every bit is random.</summary>
    /// <param name="key">An int64 scalar.</param>
    /// <param name="type">Of dtype int32 or int64.</param>
    /// <exception cref="GraphException">The key is no int64 scalar, or the type not one of integers.</exception>
    public static Value Bits(Value key, TensorType type) => Bits(key, type, Counter(Draws));

    /// <summary>Numbers spread evenly over 0 ≤ u &lt; 1: multiples of 2⁻⁵³, of float32 2⁻²⁴.</summary>
    /// <param name="key">An int64 scalar.</param>
    /// <param name="type">Of dtype float32 or float64.</param>
    /// <exception cref="GraphException">The key is no int64 scalar, or the type not a floating one.</exception>
    public static Value Uniform(Value key, TensorType type)
    {
        var (cells, count) = Cells(key, type);
        return (cells * (0.5 / count)) + 0.5;
    }

    /// <summary>Numbers spread evenly over low ≤ u &lt; high, up to the rounding of low + (high − low)·u.</summary>
    /// <param name="key">An int64 scalar.</param>
    /// <param name="type">Of dtype float32 or float64.</param>
    /// <param name="low">The least; derivatives flow to it.</param>
    /// <param name="high">The bound; derivatives flow to it.</param>
    /// <exception cref="GraphException">The key is no int64 scalar, or the type not a floating one.</exception>
    public static Value Uniform(Value key, TensorType type, Value low, Value high) => low + ((high - low) * Uniform(key, type));

    /// <summary>
    /// Numbers of the standard normal distribution: its quantile function √2·erf⁻¹ at the middles of 2⁵³ (float32 2²⁴) equal cells of −1…1.
    /// </summary>
    /// <param name="key">An int64 scalar.</param>
    /// <param name="type">Of dtype float32 or float64.</param>
    /// <exception cref="GraphException">The key is no int64 scalar, or the type not a floating one.</exception>
    public static Value Normal(Value key, TensorType type)
    {
        var (cells, count) = Cells(key, type);
        return Math.Sqrt(2) * Erfinv((cells + 0.5) * (1 / count));
    }

    /// <summary>Whether, with the given probabilities, an event occurs: bool, of the shape of the probabilities.</summary>
    /// <param name="key">An int64 scalar.</param>
    /// <param name="probability">Floating; below 0 is never, 1 and above always.</param>
    /// <exception cref="GraphException">The key is no int64 scalar, or the probabilities are not floating.</exception>
    public static Value Bernoulli(Value key, Value probability)
    {
        var p = probability.Settled(DType.Float64);
        return Uniform(key, p.Type) < p;
    }

    /// <summary>
    /// Integers spread evenly over low ≤ i &lt; high: int64. (The remainder of 64 random bits favors none by more than one part in
    /// 2⁶⁴ ÷ (high − low).)
    /// </summary>
    /// <param name="key">An int64 scalar.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The bound, above the least.</param>
    /// <exception cref="ArgumentException">There is no integer from low to high.</exception>
    /// <exception cref="GraphException">The key is no int64 scalar.</exception>
    public static Value Integers(Value key, Shape shape, int low, int high)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(high, low);
        return (Bits(key, new(DType.Int64, shape)) % ((double)high - low)) + low;
    }

    /// <summary>0, 1, …, <paramref name="count"/> − 1 in random order: int64, [<paramref name="count"/>].</summary>
    /// <param name="key">An int64 scalar.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="GraphException">The key is no int64 scalar.</exception>
    public static Value Permutation(Value key, int count) => Bits(key, TensorType.Int64(count)).ArgSort(0);

    // Integers spread evenly over −count ≤ i < count, each exact in the dtype: the upper 53 of 64 bits, the upper 24 of 32.
    private static (Value Cells, double Count) Cells(Value key, TensorType type)
    {
        if (!type.DType.IsFloating)
        {
            throw new GraphException($"Random numbers are float32 or float64, but {type} was asked for.");
        }

        var (bits, dropped, kept) = type.DType == DType.Float32 ? (DType.Int32, 8, 24) : (DType.Int64, 11, 53);
        var cells = FloorDivide(Bits(key, type with { DType = bits }), Math.ScaleB(1, dropped));
        return (cells.ConvertTo(type.DType), Math.ScaleB(1, kept - 1));
    }

    private static Value Counter(long purpose) => Value.Constant(Tensor.Vector(0, purpose));

    private static Value Bits(Value key, TensorType type, Value counter) =>
        Node.Create(new RandomBits(type), key.Settled(DType.Int64), counter).Result();
}
