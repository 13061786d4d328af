using MathNet.Numerics.LinearAlgebra;

namespace Aresta.Optimization;

/// <summary>A function near a point: its value, its gradient, and its Hessian by eigenvalues and eigenvectors.</summary>
internal sealed class Curved
{
    // What steep places said of a variable is forgotten by and by.
    private const double Decay = 0.9;

    // Eigenvalues smaller than this beside the largest are rounding.
    private const double Level = 1e-15;

    private readonly Matrix<double> hessian, directions;
    private readonly double[] curvatures;
    private readonly Vector<double> slopes; // the gradient along each eigenvector

    public Curved(ObjectiveFunction function, double[] x, double[] weights)
    {
        var n = x.Length;
        var (gradient, second) = (new double[n], new double[n * n]);
        (X, Value) = (x, function(x, gradient, second));
        Gradient = Vector<double>.Build.Dense(gradient);
        hessian = Matrix<double>.Build.DenseOfRowMajor(n, n, second);
        IsFinite = double.IsFinite(Value) && gradient.All(double.IsFinite) && second.All(double.IsFinite);
        (directions, curvatures, slopes) = (hessian, gradient, Gradient);
        Weights = [.. weights.Select((w, j) => Math.Max(Decay * w, Math.Sqrt(Math.Abs(hessian[j, j]))))];
        if (IsFinite && n > 0)
        {
            Weights = [.. Weights.Select(w => w == 0 ? 1 : w)];
            var spectrum = Matrix<double>.Build
                .Dense(n, n, (i, j) => (hessian[i, j] + hessian[j, i]) / 2 / Weights[i] / Weights[j]).Evd(Symmetricity.Symmetric);
            (directions, curvatures) = (spectrum.EigenVectors, [.. spectrum.EigenValues.Select(value => value.Real)]);
            slopes = directions.TransposeThisAndMultiply(Gradient.PointwiseDivide(Vector<double>.Build.Dense(Weights)));
        }
    }

    public double[] X { get; }

    public double Value { get; }

    public Vector<double> Gradient { get; }

    public double GradientSize => Gradient.L2Norm();

    public bool IsFinite { get; }

    /// <summary>Whether the point is level and nothing curves downward from it.</summary>
    public bool IsStationary => Gradient.All(g => g == 0) && curvatures.All(c => c >= -Level * curvatures.Max(Math.Abs));

    /// <summary>D: how long a step by one variable counts.</summary>
    public double[] Weights { get; }

    public double FirstRadius() => Length(Vector<double>.Build.Dense(X)) is > 0 and var size ? 0.1 * size : 1;

    /// <summary>‖D·p‖</summary>
    public double Length(Vector<double> step) => step.PointwiseMultiply(Vector<double>.Build.Dense(Weights)).L2Norm();

    /// <summary>The step to the least value of the quadratic model within the radius.</summary>
    public Vector<double> Step(double radius)
    {
        var (least, floor) = (curvatures.Min(), Level * curvatures.Max(Math.Abs));
        if (least > floor && Length(0) <= radius)
        {
            return Along(0);
        }

        // The length falls as the shift grows: bisection.
        var (low, high) = (Math.Max(0, -least) + floor, Math.Max(0, -least) + (slopes.L2Norm() / radius) + floor);
        for (var i = 0; i < 200 && high - low > 1e-3 * high; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Length(middle) > radius ? (middle, high) : (low, middle);
        }

        // From a ridge or a saddle the slopes do not lead down, so the rest of the radius goes along the direction that does.
        var step = Along(high);
        var (length, down) = (Length(step), directions.Column(Array.IndexOf(curvatures, least)));
        return least < -floor && length < 0.9 * radius
            ? step + (Math.Sqrt((radius * radius) - (length * length)) * down.PointwiseDivide(Vector<double>.Build.Dense(Weights)))
            : step;
    }

    /// <summary>By how much the quadratic model falls.</summary>
    public double Reduction(Vector<double> step) => -Gradient.DotProduct(step) - (step.DotProduct(hessian * step) / 2);

    private double Length(double shift)
    {
        var sum = 0.0;
        for (var i = 0; i < curvatures.Length; i++)
        {
            var part = slopes[i] / (curvatures[i] + shift);
            sum += double.IsNaN(part) ? 0 : part * part;
        }

        return Math.Sqrt(sum);
    }

    private Vector<double> Along(double shift) => (directions * Vector<double>.Build.Dense(
        curvatures.Length, i => slopes[i] == 0 ? 0 : -slopes[i] / (curvatures[i] + shift)))
        .PointwiseDivide(Vector<double>.Build.Dense(Weights));
}
