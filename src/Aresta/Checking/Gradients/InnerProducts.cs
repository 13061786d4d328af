using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>⟨J·v, w⟩ and ⟨v, Jᵀ·w⟩, which are one number by the definition of the transpose.</summary>
/// <param name="Pushed">⟨J·v, w⟩.</param>
/// <param name="Pulled">⟨v, Jᵀ·w⟩.</param>
/// <param name="Tolerance">By how much rounding lets them differ.</param>
internal readonly record struct InnerProducts(double Pushed, double Pulled, double Tolerance)
{
    /// <summary>By how much they differ.</summary>
    public double Difference => Math.Abs(Pushed - Pulled);

    /// <summary>Whether both are finite and differ by more than rounding.</summary>
    public bool Disagree => Difference > Tolerance;

    /// <summary>
    /// Both products, and the noise in their difference as it varies when x, v and w vary in their last places: a wrong rule shifts it,
    /// rounding scatters it.
    /// </summary>
    public static InnerProducts Of(Graph pushforward, Graph pullback, int outputs, Tensor[] x, Tensor[] v, Tensor[] w)
    {
        var single = x.Any(tensor => tensor.DType == DType.Float32);
        var (pushed, pulled, size) = At(0);
        var differences = Enumerable.Range(0, 8).Select(j =>
        {
            var (left, right, _) = At(j * Noise.Spacing(single));
            return left - right;
        }).ToArray();
        return new(pushed, pulled, (Noise.Deviations * Noise.Deviation(differences)) + (4 * Noise.Unit(single) * size));

        (double Pushed, double Pulled, double Size) At(double t)
        {
            var (xt, vt, wt) = (Direction.Moved(x, v, t), Direction.Moved(v, v, t), Direction.Moved(w, w, 3 * t));
            var jv = Direction.Flat(Interpreter.Run(pushforward, [.. xt, .. vt])[outputs..]);
            var jtw = Direction.Flat(Interpreter.Run(pullback, [.. xt, .. wt])[outputs..]);
            double[] left = [.. jv.Zip(Direction.Flat(wt), (a, b) => a * b)];
            double[] right = [.. jtw.Zip(Direction.Flat(vt), (a, b) => a * b)];
            return (left.Sum(), right.Sum(), left.Concat(right).Sum(Math.Abs));
        }
    }
}
