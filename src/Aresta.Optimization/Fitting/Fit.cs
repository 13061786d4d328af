using System.Collections.Immutable;
using Aresta.Execution;
using Aresta.Expressions;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Optimization;

/// <summary>A parameter of a model, fitted.</summary>
/// <param name="Name">Its name in the formula.</param>
/// <param name="Value">The value that makes the sum of squares least.</param>
/// <param name="StandardError">
/// How uncertain it is: the root of its entry of s²·(JᵀJ)⁻¹; NaN where the data do not determine it, or leave no degree of freedom.
/// </param>
public readonly record struct FittedParameter(string Name, double Value, double StandardError);

/// <summary>A formula fitted to data by least squares, with exact derivatives.</summary>
public sealed class Fit
{
    // Beyond it the inverse of the triangle has no correct digit.
    private const double LargestCondition = 1e15;

    private Fit(LeastSquaresResult result, IReadOnlyList<string> names, double[] measured)
    {
        var (at, n) = (result.At, names.Count);
        Measured = [.. measured];
        Fitted = [.. measured.Zip(at.Residuals, (y, r) => y + r)];
        Residuals = [.. at.Residuals.Select(r => -r)];
        (ResidualSumOfSquares, DegreesOfFreedom) = (result.Sum, measured.Length - n);
        (Iterations, Converged) = (result.Iterations, result.IsConverged);
        var mean = measured.Average();
        RSquared = 1 - (result.Sum / measured.Sum(y => (y - mean) * (y - mean)));
        ResidualStandardDeviation = DegreesOfFreedom > 0 ? Math.Sqrt(result.Sum / DegreesOfFreedom) : double.NaN;
        var condition = at.Triangle.Svd(computeVectors: false).ConditionNumber;
        ConditionNumber = double.IsNaN(condition) ? double.PositiveInfinity : condition;

        // (JᵀJ)⁻¹ = S⁻¹·R⁻¹·R⁻ᵀ·S⁻¹, so a variance is the square of the length of a row of R⁻¹.
        var (errors, correlation) = (new double[n], new double[n, n]);
        var inverse = ConditionNumber < LargestCondition ? at.Triangle.Inverse() : null;
        for (var i = 0; i < n; i++)
        {
            errors[i] = inverse is null ? double.NaN : ResidualStandardDeviation * inverse.Row(i).L2Norm() / at.Scales[i];
            for (var j = 0; j < n; j++)
            {
                correlation[i, j] = inverse is null ? double.NaN : i == j ? 1
                    : inverse.Row(i).Normalize(2).DotProduct(inverse.Row(j).Normalize(2));
            }
        }

        Correlation = correlation;
        Parameters = [.. names.Select((name, i) => new FittedParameter(name, result.X[i], errors[i]))];
    }

    /// <summary>The parameters, in the order in which they were given.</summary>
    public ImmutableArray<FittedParameter> Parameters { get; }

    /// <summary>How the estimates of each two parameters go together, from −1 to 1.</summary>
    public double[,] Correlation { get; }

    /// <summary>The left side of the formula, row by row.</summary>
    public ImmutableArray<double> Measured { get; }

    /// <summary>The model, row by row.</summary>
    public ImmutableArray<double> Fitted { get; }

    /// <summary>What was measured less the model, row by row.</summary>
    public ImmutableArray<double> Residuals { get; }

    /// <summary>Σ residual²</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>How many rows there are beyond the parameters.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>√(Σ residual² / degrees of freedom); NaN without degrees of freedom.</summary>
    public double ResidualStandardDeviation { get; }

    /// <summary>1 − Σ residual² / Σ (measured − mean)²</summary>
    public double RSquared { get; }

    /// <summary>
    /// The condition number of the Jacobian with columns of length 1: by about so much rounding in the data is enlarged in the parameters.
    /// </summary>
    public double ConditionNumber { get; }

    /// <summary>How many steps were tried.</summary>
    public int Iterations { get; }

    /// <summary>Whether no further step lessens the sum of squares.</summary>
    public bool Converged { get; }

    /// <summary>Fits a formula to data.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="data">The data; of its columns those that the formula names must hold numbers.</param>
    /// <param name="start">The parameters with their first values.</param>
    /// <param name="maxIterations">After how many steps to give up.</param>
    /// <exception cref="OptimizationException">
    /// The data are malformed, formula, data and parameters do not fit together, or a derivative is not finite at the first values.
    /// </exception>
    /// <exception cref="ExpressionException">An operation of the formula cannot take its operands.</exception>
    public static Fit Of(
        FitFormula formula, DataReader data, IReadOnlyList<(string Name, double Value)> start, int maxIterations = 5_000)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(start);
        string[] names = [.. start.Select(parameter => parameter.Name)];
        string[] used = [.. data.Columns.Where(formula.Names.Contains)];
        formula.ResponseGraph(data.Columns);
        formula.ModelGraph(names, data.Columns);
        var (response, model) = (formula.ResponseGraph(used), formula.ModelGraph(names, used));
        Tensor[] columns = [.. data.Read(used).Select(column => Tensor.Vector(column))];
        var rows = data.Lines.Count;
        if (rows < names.Length)
        {
            throw new OptimizationException(OptimizationProblem.TooFewRows, rows, names.Length);
        }

        var measured = Interpreter.Run(Batch.Of(response, rows, [.. used.Select(_ => (int?)0)]), columns)[0].ToDoubles();
        foreach (var (row, y) in measured.Index().Where(item => !double.IsFinite(item.Item)))
        {
            throw new OptimizationException(OptimizationProblem.ResponseNotFinite, data.Lines[row], y);
        }

        var residuals = new ModelResiduals(model, names.Length, columns, measured);
        double[] values = [.. start.Select(parameter => parameter.Value)];
        return residuals.FirstNotFinite(values) is { } bad
            ? throw new OptimizationException(OptimizationProblem.ModelNotFinite, data.Lines[bad])
            : new(LeastSquares.Minimize(residuals.Evaluate, rows, values, maxIterations), names, measured);
    }
}
