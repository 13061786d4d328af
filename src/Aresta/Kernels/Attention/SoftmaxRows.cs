using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aresta.Kernels;

/// <summary>
/// The softmax of one row of scores, and its pullback, in lines of 64 bytes. Sums have the order of the places in a line, halved: the same
/// at every width of vectors.
/// </summary>
internal static unsafe class SoftmaxRows<T, W>
    where T : unmanaged, IFloatingPointIeee754<T>
    where W : struct, ILanes<W, T>
{
    private static int Line => 64 / sizeof(T);

    // A line of ones, and one of zeros: from somewhere between, a mask of the first elements.
    private static ReadOnlySpan<byte> Ones =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>
    /// Writes e^(score − greatest) over the scores, and gives what they sum to. Where the greatest is infinite, those that attain it are
    /// 1: of −∞ all do, <paramref name="keys"/>.
    /// </summary>
    /// <param name="scores">Scores; from <paramref name="end"/> on they are −∞, or become so.</param>
    /// <param name="end">How many of them count.</param>
    /// <param name="length">Elements of the row: whole lines.</param>
    /// <param name="keys">How many scores there would be without any end.</param>
    /// <param name="mask">Who may be attended to, at multiples of a step; null for all.</param>
    /// <param name="step">From key to key in the mask.</param>
    /// <param name="isFinite">Whether the greatest is finite, so that a derivative flows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Exponentials(T* scores, int end, int length, int keys, byte* mask, nint step, out bool isFinite)
    {
        Cut(scores, end, length, T.NegativeInfinity);
        if (mask is not null)
        {
            for (var j = 0; j < end; j++)
            {
                scores[j] = mask[j * step] != 0 ? scores[j] : T.NegativeInfinity;
            }
        }

        var line = stackalloc T[W.Count == Line ? 1 : Line];
        var greatest = Greatest(scores, length, line);
        isFinite = !T.IsInfinity(greatest);
        return isFinite ? Sum(scores, length, greatest, line) : Attained(scores, end, length, keys, mask, step, greatest);
    }

    /// <summary>
    /// From e^(score − greatest) and the cotangents of the weights: the weights w over the former, and w·(cotangent − Σ w·cotangent), what
    /// flows back to the scores, over the latter.
    /// </summary>
    /// <param name="weights">What <see cref="Exponentials"/> gave.</param>
    /// <param name="cotangents">From <paramref name="end"/> on they count for nothing.</param>
    /// <param name="inverse">1 over the sum.</param>
    /// <param name="end">As for <see cref="Exponentials"/>; likewise the rest.</param>
    /// <param name="length">Elements of the row: whole lines.</param>
    /// <param name="mask">Who may be attended to.</param>
    /// <param name="step">From key to key in the mask.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pullback(T* weights, T* cotangents, T inverse, int end, int length, byte* mask, nint step)
    {
        Cut(cotangents, end, length, T.Zero);
        if (mask is not null)
        {
            for (var j = 0; j < end; j++)
            {
                cotangents[j] = mask[j * step] != 0 ? cotangents[j] : T.Zero;
            }
        }

        var line = stackalloc T[W.Count == Line ? 1 : Line];
        Weigh(weights, cotangents, inverse, length, line);
    }

    /// <summary>So many elements, and up to a vector more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fill(T* at, int count, T number)
    {
        var numbers = W.Broadcast(number);
        for (var j = 0; j < count; j += W.Count)
        {
            W.Store(numbers, at + j);
        }
    }

    // Ends a row: whole vectors are written, so that they are read again without waiting.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Cut(T* row, int end, int length, T number)
    {
        var (numbers, at) = (W.Broadcast(number), end / Line * Line);
        if (at < end)
        {
            var kept = (T*)((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Ones)) + 64) - (end - at);
            for (var lane = 0; lane < Line; lane += W.Count)
            {
                W.Store(W.Select(W.Load(kept + lane), W.Load(row + at + lane), numbers), row + at + lane);
            }

            at += Line;
        }

        for (; at < length; at += W.Count)
        {
            W.Store(numbers, row + at);
        }
    }

    // A NaN may be lost: the sum finds it again.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Greatest(T* scores, int length, T* line)
    {
        var greatest = W.Constant(double.NegativeInfinity);
        for (var lane = 0; lane < Line; lane += W.Count)
        {
            greatest = W.Constant(double.NegativeInfinity);
            for (var j = lane; j < length; j += Line)
            {
                greatest = W.AtLeast(greatest, W.Load(scores + j));
            }

            Keep(greatest, line + lane);
        }

        return Folded<Greatest>(greatest, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Sum(T* scores, int length, T greatest, T* line)
    {
        var (shift, sum) = (W.Broadcast(greatest), W.Constant(0));
        for (var lane = 0; lane < Line; lane += W.Count)
        {
            sum = W.Constant(0);
            for (var j = lane; j < length; j += Line)
            {
                var e = Exponentials<W, T>.Exp(W.Load(scores + j) - shift);
                W.Store(e, scores + j);
                sum += e;
            }

            Keep(sum, line + lane);
        }

        return Folded<Summed>(sum, line);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Weigh(T* weights, T* cotangents, T inverse, int length, T* line)
    {
        var (factor, sum) = (W.Broadcast(inverse), W.Constant(0));
        for (var lane = 0; lane < Line; lane += W.Count)
        {
            sum = W.Constant(0);
            for (var j = lane; j < length; j += Line)
            {
                var weight = W.Load(weights + j) * factor;
                W.Store(weight, weights + j);
                sum = W.MultiplyAdd(weight, W.Load(cotangents + j), sum);
            }

            Keep(sum, line + lane);
        }

        var mean = W.Broadcast(Folded<Summed>(sum, line));
        for (var j = 0; j < length; j += W.Count)
        {
            W.Store(W.Load(weights + j) * (W.Load(cotangents + j) - mean), cotangents + j);
        }
    }

    // Where a vector is a line, it stays in its register.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(W x, T* line)
    {
        if (W.Count < Line)
        {
            W.Store(x, line);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Folded<TReduction>(W x, T* line) where TReduction : struct, IReduction
    {
        if (W.Count == Line)
        {
            return W.Fold<TReduction>(x);
        }

        for (var half = Line / 2; half >= W.Count; half /= 2)
        {
            for (var j = 0; j < half; j += W.Count)
            {
                W.Store(TReduction.Combine<W, T>(W.Load(line + j), W.Load(line + half + j)), line + j);
            }
        }

        return W.Fold<TReduction>(W.Load(line));
    }

    private static T Attained(T* scores, int end, int length, int keys, byte* mask, nint step, T greatest)
    {
        var (count, isNaN) = (0, false);
        for (var j = 0; j < end; j++)
        {
            isNaN |= T.IsNaN(scores[j]);
            var attains = scores[j] == greatest;
            count += attains ? 1 : 0;
            scores[j] = attains && (mask is null || mask[j * step] != 0) ? T.One : T.Zero;
        }

        Cut(scores, end, length, T.Zero);
        return isNaN ? T.NaN : T.CreateChecked(T.IsNegative(greatest) ? keys : count);
    }
}
