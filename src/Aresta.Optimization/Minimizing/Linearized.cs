using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Aresta.Optimization;

/// <summary>
/// Residuals near a point: r + J·p, with J = Q·R·S, where S holds the lengths of the columns of J (1 for a column of zeros).
/// </summary>
internal sealed class Linearized
{
    // With more parameters, differences of gradients would cost more than they save.
    private const int MostCurved = 100;

    private readonly ResidualFunction function;
    private readonly Matrix<double> rows, orthogonal; // J·S⁻¹ and Q
    private readonly Vector<double> turned; // Qᵀ·r

    public Linearized(ResidualFunction function, int count, double[] x)
    {
        (this.function, X, Residuals) = (function, x, new double[count]);
        var entries = new double[checked(count * x.Length)];
        function(x, Residuals, entries);
        Sum = SumOfSquares(Residuals);
        Scales = new double[x.Length];
        IsFinite = double.IsFinite(Sum) && entries.All(double.IsFinite);
        Triangle = Matrix<double>.Build.Dense(Math.Min(count, x.Length), x.Length);
        turned = Vector<double>.Build.Dense(Math.Min(count, x.Length));
        rows = orthogonal = Matrix<double>.Build.Dense(count, x.Length);
        if (!IsFinite || entries.Length == 0)
        {
            return;
        }

        var jacobian = Matrix<double>.Build.DenseOfRowMajor(count, x.Length, entries);
        for (var j = 0; j < x.Length; j++)
        {
            // The 2-norm without overflow: by the largest entry first.
            var largest = jacobian.Column(j).AbsoluteMaximum();
            Scales[j] = largest == 0 ? 1 : largest * (jacobian.Column(j) / largest).L2Norm();
            jacobian.SetColumn(j, jacobian.Column(j) / Scales[j]);
        }

        // A matrix wider than high is made square by rows of zeros: that changes no step.
        var padding = Math.Max(0, x.Length - count);
        rows = jacobian;
        var decomposition = (padding > 0 ? jacobian.Stack(Matrix<double>.Build.Dense(padding, x.Length)) : jacobian).QR(QRMethod.Thin);
        (Triangle, orthogonal) = (decomposition.R, decomposition.Q);
        turned = orthogonal.TransposeThisAndMultiply(Padded(Residuals));
    }

    public double[] X { get; }

    public double[] Residuals { get; }

    public double Sum { get; }

    /// <summary>The length of each column of the Jacobian; 1 for a column of zeros.</summary>
    public double[] Scales { get; }

    /// <summary>R of the scaled Jacobian, n × n.</summary>
    public Matrix<double> Triangle { get; }

    public bool IsFinite { get; }

    /// <summary>Whether the residuals, or their projection on what the parameters can change, are exactly zero.</summary>
    public bool IsStationary => Sum == 0 || turned.All(t => t == 0);

    /// <summary>‖S·x‖</summary>
    public double Size => Length(X);

    /// <summary>‖S·p‖</summary>
    public double Length(double[] step) => Math.Sqrt(step.Zip(Scales, (p, s) => p * s * p * s).Sum());

    /// <summary>Whether the step is too short to move the point by more than rounding.</summary>
    public bool IsShort(double[] step) => step.Zip(X).All(pair => Math.Abs(pair.First) <= 1e-16 * Math.Abs(pair.Second));

    /// <summary>The p that makes ‖r + J·p‖² + damping·‖D·p‖² least.</summary>
    /// <param name="damping">How much long steps are disliked.</param>
    /// <param name="weights">The diagonal of D.</param>
    public double[] Step(double damping, ReadOnlySpan<double> weights = default) => Solve(turned, damping, weights);

    /// <summary>
    /// The step with its bend, p + a/2: a is the damped answer to the second derivative of the residuals along p, which a difference gives
    /// well enough (M. K. Transtrum, J. P. Sethna, arXiv:1201.5885). Null where the bend is not small beside the step.
    /// </summary>
    public double[]? Bent(double[] step, double damping, ReadOnlySpan<double> weights)
    {
        const double fraction = 0.1;
        var ahead = new double[Residuals.Length];
        function([.. X.Zip(step, (x, p) => x + (fraction * p))], ahead, []);
        var straight = rows * Vector<double>.Build.DenseOfEnumerable(step.Zip(Scales, (p, s) => p * s));
        for (var i = 0; i < ahead.Length; i++)
        {
            ahead[i] = 2 / fraction * (((ahead[i] - Residuals[i]) / fraction) - straight[i]);
        }

        var bend = Solve(orthogonal.TransposeThisAndMultiply(Padded(ahead)), damping, weights);
        var (curved, length) = (0.0, 0.0);
        for (var j = 0; j < step.Length; j++)
        {
            curved += bend[j] * weights[j] * bend[j] * weights[j];
            length += step[j] * weights[j] * step[j] * weights[j];
        }

        return 4 * curved <= 0.75 * 0.75 * length ? [.. step.Zip(bend, (p, b) => p + (b / 2))] : null;
    }

    /// <summary>
    /// Newton's step, with the curvature of the residuals that the others leave out: where residuals stay large, only it ends quickly. The
    /// second derivatives are differences of exact gradients. Null where they have no minimum, or there are many parameters.
    /// </summary>
    public double[]? NewtonStep()
    {
        var n = X.Length;
        if (n > MostCurved)
        {
            return null;
        }

        var hessian = Matrix<double>.Build.Dense(n, n);
        for (var j = 0; j < n; j++)
        {
            var width = 6e-6 * (X[j] == 0 ? Math.Sqrt(Sum) / Scales[j] : Math.Abs(X[j]));
            hessian.SetColumn(j, (ScaledGradient(j, width) - ScaledGradient(j, -width)) / (2 * width * Scales[j]));
        }

        if (!hessian.ForAll(double.IsFinite))
        {
            return null;
        }

        var spectrum = ((hessian + hessian.Transpose()) / 2).Evd(Symmetricity.Symmetric);
        return spectrum.EigenValues.All(value => value.Real > 0)
            ? [.. spectrum.Solve(-Triangle.TransposeThisAndMultiply(turned)).Zip(Scales, (p, s) => p / s)]
            : null;
    }

    // Jᵀ·r beside this point, by the scaled parameters of this point.
    private Vector<double> ScaledGradient(int moved, double by)
    {
        var (x, residuals, entries) = (X.ToArray(), new double[Residuals.Length], new double[Residuals.Length * X.Length]);
        x[moved] += by;
        function(x, residuals, entries);
        return Matrix<double>.Build.DenseOfRowMajor(residuals.Length, x.Length, entries)
            .TransposeThisAndMultiply(Vector<double>.Build.Dense(residuals)).PointwiseDivide(Vector<double>.Build.Dense(Scales));
    }

    private double[] Solve(Vector<double> right, double damping, ReadOnlySpan<double> weights)
    {
        if (damping == 0)
        {
            return [.. Triangle.Solve(-right).Zip(Scales, (p, s) => p / s)];
        }

        var below = new double[X.Length];
        for (var j = 0; j < below.Length; j++)
        {
            below[j] = Math.Sqrt(damping) * (weights[j] / Scales[j]);
        }

        var scaled = Triangle.Stack(Matrix<double>.Build.DenseOfDiagonalArray(below)).QR(QRMethod.Thin)
            .Solve(Vector<double>.Build.DenseOfEnumerable([.. (-right), .. new double[below.Length]]));
        return [.. scaled.Zip(Scales, (p, s) => p / s)];
    }

    /// <summary>‖r‖² − ‖r + J·p‖², without the cancellation.</summary>
    public double Reduction(double[] step)
    {
        var change = Triangle * Vector<double>.Build.DenseOfEnumerable(step.Zip(Scales, (p, s) => p * s));
        return -change.DotProduct((2 * turned) + change);
    }

    /// <summary>The sum of squares after a step; infinite where it is not finite.</summary>
    public double SumAt(double[] step, out double[] moved)
    {
        moved = [.. X.Zip(step, (x, p) => x + p)];
        var residuals = new double[Residuals.Length];
        function(moved, residuals, []);
        var sum = SumOfSquares(residuals);
        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }

    private Vector<double> Padded(double[] residuals) =>
        Vector<double>.Build.DenseOfArray([.. residuals, .. new double[orthogonal.RowCount - residuals.Length]]);

    private static double SumOfSquares(double[] residuals)
    {
        var sum = 0.0;
        foreach (var r in residuals)
        {
            sum += r * r;
        }

        return sum;
    }
}
