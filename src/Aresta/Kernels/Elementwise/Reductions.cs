using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>What many numbers become one by.</summary>
internal enum ReductionKind
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their sum over their number.</summary>
    Mean,

    /// <summary>The greatest; NaN if one is.</summary>
    Max,

    /// <summary>The least; NaN if one is.</summary>
    Min,
}

/// <summary>Two numbers made one: associative and commutative but for rounding.</summary>
internal interface IReduction
{
    /// <summary>What changes no other number.</summary>
    static abstract T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>;

    /// <summary>Two made one.</summary>
    static abstract T Combine<T>(T x, T y) where T : unmanaged, INumber<T>;

    /// <summary>Two made one, in every lane.</summary>
    static abstract V Combine<V, T>(V x, V y) where V : struct, ILanes<V, T> where T : unmanaged;
}

/// <summary>x + y</summary>
internal readonly struct Summed : IReduction
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> => T.Zero;
    public static T Combine<T>(T x, T y) where T : unmanaged, INumber<T> => x + y;
    public static V Combine<V, T>(V x, V y) where V : struct, ILanes<V, T> where T : unmanaged => x + y;
}

/// <summary>max(x, y)</summary>
internal readonly struct Greatest : IReduction
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        typeof(T) == typeof(float) ? (T)(object)float.NegativeInfinity
        : typeof(T) == typeof(double) ? (T)(object)double.NegativeInfinity : T.MinValue;

    public static T Combine<T>(T x, T y) where T : unmanaged, INumber<T> => T.Max(x, y);
    public static V Combine<V, T>(V x, V y) where V : struct, ILanes<V, T> where T : unmanaged => V.Max(x, y);
}

/// <summary>min(x, y)</summary>
internal readonly struct Least : IReduction
{
    public static T Identity<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        typeof(T) == typeof(float) ? (T)(object)float.PositiveInfinity
        : typeof(T) == typeof(double) ? (T)(object)double.PositiveInfinity : T.MaxValue;

    public static T Combine<T>(T x, T y) where T : unmanaged, INumber<T> => T.Min(x, y);
    public static V Combine<V, T>(V x, V y) where V : struct, ILanes<V, T> where T : unmanaged => V.Min(x, y);
}

/// <summary>
/// Many numbers made one, in an order that is fixed by their places alone: element i of a block joins accumulator i modulo
/// <see cref="StateBytes"/> / size, the accumulators are joined in halves, and blocks in pairs of neighbors. Neither the width of the
/// vectors nor strips nor threads change a bit of the result.
/// </summary>
internal abstract unsafe class ReductionKernel
{
    /// <summary>The accumulators of a block, in bytes: four of the widest vectors, enough to keep the adders busy.</summary>
    public const int StateBytes = 256;

    /// <summary>What plans call it.</summary>
    public abstract string Name { get; }

    /// <summary>Bytes of one element.</summary>
    public abstract int Size { get; }

    /// <summary>Sets the accumulators to what changes nothing.</summary>
    public abstract void Begin(byte* state);

    /// <summary>Takes a strip in. Every strip of a block but the last is a whole number of states long.</summary>
    public abstract void Take(byte* state, byte* x, nint step, nint count);

    /// <summary>Makes the accumulators one number.</summary>
    public abstract void End(byte* state, byte* target);

    /// <summary>Makes the results of the blocks of a row one number; they are overwritten.</summary>
    /// <param name="blocks">The results, in order.</param>
    /// <param name="count">How many.</param>
    /// <param name="columns">How many elements they were: what a mean is divided by.</param>
    /// <param name="target">Where to.</param>
    public abstract void Join(byte* blocks, nint count, nint columns, byte* target);

    /// <summary>Makes each of some rows, none longer than a block, one number.</summary>
    /// <param name="x">The rows, one behind the other; one number for all if the step is 0.</param>
    /// <param name="step">1 or 0.</param>
    /// <param name="rows">How many.</param>
    /// <param name="columns">How long they are.</param>
    /// <param name="target">The numbers.</param>
    public abstract void Rows(byte* x, nint step, nint rows, nint columns, byte* target);

    /// <summary>The kernel for a type of numbers.</summary>
    public static ReductionKernel Of(ReductionKind kind, StripType type, VectorWidth width) => kind switch
    {
        ReductionKind.Sum => Of<Summed>(type, width, false),
        ReductionKind.Mean => Of<Summed>(type, width, true),
        ReductionKind.Max => Of<Greatest>(type, width, false),
        _ => Of<Least>(type, width, false),
    };

    private static ReductionKernel Of<TReduction>(StripType type, VectorWidth width, bool mean) where TReduction : struct, IReduction =>
        (type, width) switch
        {
            (StripType.Float32, VectorWidth.Bits512) => new ReductionKernel<TReduction, Lanes512<float>, float>(mean),
            (StripType.Float32, VectorWidth.Bits256) => new ReductionKernel<TReduction, Lanes256<float>, float>(mean),
            (StripType.Float32, _) => new ReductionKernel<TReduction, Lanes128<float>, float>(mean),
            (StripType.Float64, VectorWidth.Bits512) => new ReductionKernel<TReduction, Lanes512<double>, double>(mean),
            (StripType.Float64, VectorWidth.Bits256) => new ReductionKernel<TReduction, Lanes256<double>, double>(mean),
            (StripType.Float64, _) => new ReductionKernel<TReduction, Lanes128<double>, double>(mean),
            (StripType.Int32, _) when !mean => new ReductionKernel<TReduction, Lanes128<int>, int>(false),
            (StripType.Int64, _) when !mean => new ReductionKernel<TReduction, Lanes128<long>, long>(false),
            _ => throw new ArgumentException($"Strips of {type} have no {(mean ? "mean" : "reduction")}; convert them first."),
        };
}

/// <summary>The reduction of one type of numbers with one width of vectors; integers one after another.</summary>
internal sealed unsafe class ReductionKernel<TReduction, V, T>(bool mean) : ReductionKernel
    where TReduction : struct, IReduction where V : struct, ILanes<V, T> where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private static int States => StateBytes / sizeof(T);

    private static bool IsFloating => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    public override string Name => typeof(TReduction).Name.ToLowerInvariant();

    public override int Size => sizeof(T);

    public override void Begin(byte* state) => new Span<T>(state, States).Fill(TReduction.Identity<T>());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(byte* state, byte* x, nint step, nint count)
    {
        var (to, from, whole) = ((nint)state, (nint)x, IsFloating ? count - (count % States) : 0);
        // One pass for each four vectors of accumulators: one in all at 512 bits.
        for (nint first = 0; first < States && whole > 0; first += 4 * V.Count)
        {
            var accumulators = (T*)to + first;
            var (a, b) = (V.Load(accumulators), V.Load(accumulators + V.Count));
            var (c, d) = (V.Load(accumulators + (2 * V.Count)), V.Load(accumulators + (3 * V.Count)));
            for (nint i = 0; i < whole; i += States)
            {
                var source = (T*)from + (step * (i + first));
                a = TReduction.Combine<V, T>(a, V.Load(source));
                b = TReduction.Combine<V, T>(b, V.Load(source + (step * V.Count)));
                c = TReduction.Combine<V, T>(c, V.Load(source + (step * 2 * V.Count)));
                d = TReduction.Combine<V, T>(d, V.Load(source + (step * 3 * V.Count)));
            }

            V.Store(a, accumulators);
            V.Store(b, accumulators + V.Count);
            V.Store(c, accumulators + (2 * V.Count));
            V.Store(d, accumulators + (3 * V.Count));
        }

        for (; IsFloating && whole <= count - V.Count; whole += V.Count)
        {
            var accumulators = (T*)to + (whole % States);
            V.Store(TReduction.Combine<V, T>(V.Load(accumulators), V.Load((T*)from + (step * whole))), accumulators);
        }

        for (; whole < count; whole++)
        {
            var accumulator = (T*)to + (whole % States);
            *accumulator = TReduction.Combine(*accumulator, ((T*)from)[step * whole]);
        }
    }

    public override void End(byte* state, byte* target)
    {
        var accumulators = (T*)state;
        var half = States / 2;
        for (; IsFloating && half >= V.Count; half /= 2)
        {
            for (var i = 0; i < half; i += V.Count)
                V.Store(TReduction.Combine<V, T>(V.Load(accumulators + i), V.Load(accumulators + i + half)), accumulators + i);
        }

        if (IsFloating)
        {
            *(T*)target = V.Fold<TReduction>(V.Load(accumulators));
            return;
        }

        for (; half > 0; half /= 2)
        {
            for (var i = 0; i < half; i++)
                accumulators[i] = TReduction.Combine(accumulators[i], accumulators[i + half]);
        }

        *(T*)target = accumulators[0];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Rows(byte* x, nint step, nint rows, nint columns, byte* target)
    {
        var results = (T*)target;
        var from = (T*)x;
        if (IsFloating && States == 4 * V.Count && columns % V.Count == 0 && step == 1)
        {
            // As below, with the accumulators where they are computed.
            for (nint row = 0; row < rows; row++, from += columns)
            {
                V a = V.Broadcast(TReduction.Identity<T>()), b = a, c = a, d = a;
                nint i = 0;
                for (; i <= columns - States; i += States)
                {
                    a = TReduction.Combine<V, T>(a, V.Load(from + i));
                    b = TReduction.Combine<V, T>(b, V.Load(from + i + V.Count));
                    c = TReduction.Combine<V, T>(c, V.Load(from + i + (2 * V.Count)));
                    d = TReduction.Combine<V, T>(d, V.Load(from + i + (3 * V.Count)));
                }

                a = i < columns ? TReduction.Combine<V, T>(a, V.Load(from + i)) : a;
                b = i + V.Count < columns ? TReduction.Combine<V, T>(b, V.Load(from + i + V.Count)) : b;
                c = i + (2 * V.Count) < columns ? TReduction.Combine<V, T>(c, V.Load(from + i + (2 * V.Count))) : c;
                a = TReduction.Combine<V, T>(a, c);
                b = TReduction.Combine<V, T>(b, d);
                results[row] = V.Fold<TReduction>(TReduction.Combine<V, T>(a, b));
            }
        }
        else
        {
            var state = stackalloc byte[StateBytes];
            for (nint row = 0; row < rows; row++, from += step * columns)
            {
                Begin(state);
                Take(state, (byte*)from, step, columns);
                End(state, (byte*)(results + row));
            }
        }

        for (nint row = 0; mean && row < rows; row++)
            results[row] /= T.CreateTruncating(columns);
    }

    public override void Join(byte* blocks, nint count, nint columns, byte* target)
    {
        var results = (T*)blocks;
        for (nint stride = 1; stride < count; stride *= 2)
        {
            for (nint i = 0; i + stride < count; i += 2 * stride)
                results[i] = TReduction.Combine(results[i], results[i + stride]);
        }

        *(T*)target = mean ? results[0] / T.CreateTruncating(columns) : results[0];
    }
}
