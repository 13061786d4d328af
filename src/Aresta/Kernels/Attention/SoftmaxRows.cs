using System.Numerics;
using System.Runtime.CompilerServices;

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
    public static T Exponentials(T* scores, int end, int length, int keys, byte* mask, nint step, out bool isFinite)
    {
        Fill(scores + end, length - end, T.NegativeInfinity);
        if (mask is not null)
        {
            for (var j = 0; j < end; j++)
            {
                scores[j] = mask[j * step] != 0 ? scores[j] : T.NegativeInfinity;
            }
        }

        var greatest = Greatest(scores, length);
        isFinite = !T.IsInfinity(greatest);
        return isFinite ? Sum(scores, length, greatest) : Attained(scores, end, length, keys, mask, step, greatest);
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
    public static void Pullback(T* weights, T* cotangents, T inverse, int end, int length, byte* mask, nint step)
    {
        Fill(cotangents + end, length - end, T.Zero);
        if (mask is not null)
        {
            for (var j = 0; j < end; j++)
            {
                cotangents[j] = mask[j * step] != 0 ? cotangents[j] : T.Zero;
            }
        }

        Weigh(weights, cotangents, inverse, length);
    }

    /// <summary>So many elements, and up to a vector more.</summary>
    public static void Fill(T* at, int count, T number)
    {
        var numbers = W.Broadcast(number);
        for (var j = 0; j < count; j += W.Count)
        {
            W.Store(numbers, at + j);
        }
    }

    // A NaN may be lost: the sum finds it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Greatest(T* scores, int length)
    {
        var line = stackalloc T[Line];
        for (var lane = 0; lane < Line; lane += W.Count)
        {
            var greatest = W.Constant(double.NegativeInfinity);
            for (var j = lane; j < length; j += Line)
            {
                greatest = W.AtLeast(greatest, W.Load(scores + j));
            }

            W.Store(greatest, line + lane);
        }

        return Folded<Greatest>(line);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Sum(T* scores, int length, T greatest)
    {
        var line = stackalloc T[Line];
        var shift = W.Broadcast(greatest);
        for (var lane = 0; lane < Line; lane += W.Count)
        {
            var sum = W.Constant(0);
            for (var j = lane; j < length; j += Line)
            {
                var e = Exponentials<W, T>.Exp(W.Load(scores + j) - shift);
                W.Store(e, scores + j);
                sum += e;
            }

            W.Store(sum, line + lane);
        }

        return Folded<Summed>(line);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(T* weights, T* cotangents, T inverse, int length)
    {
        var line = stackalloc T[Line];
        var factor = W.Broadcast(inverse);
        for (var lane = 0; lane < Line; lane += W.Count)
        {
            var sum = W.Constant(0);
            for (var j = lane; j < length; j += Line)
            {
                var weight = W.Load(weights + j) * factor;
                W.Store(weight, weights + j);
                sum = W.MultiplyAdd(weight, W.Load(cotangents + j), sum);
            }

            W.Store(sum, line + lane);
        }

        var mean = W.Broadcast(Folded<Summed>(line));
        for (var j = 0; j < length; j += W.Count)
        {
            W.Store(W.Load(weights + j) * (W.Load(cotangents + j) - mean), cotangents + j);
        }
    }

    private static T Folded<TReduction>(T* line) where TReduction : struct, IReduction
    {
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

        Fill(scores + end, length - end, T.Zero);
        return isNaN ? T.NaN : T.CreateChecked(T.IsNegative(greatest) ? keys : count);
    }
}
