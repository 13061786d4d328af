namespace Aresta.Optimization.Tests.Nist;

/// <summary>Formulas fitted to the reference data sets, from both starting points.</summary>
public class NistTests
{
    public static IEnumerable<TheoryDataRow<string, int>> Starts => NistProblem.Starts;

    [Theory, MemberData(nameof(Starts))]
    public void Parameters_and_standard_errors_have_eight_digits(string name, int start)
    {
        var problem = NistProblem.All[name];
        using var csv = new StringReader(problem.Csv());
        var fit = Fit.Of(
            FitFormula.Parse(problem.Formula), new DataReader(csv), [.. problem.Start(start).Select((value, i) => ($"b{i + 1}", value))]);
        var parameters = fit.Parameters.Zip(problem.Parameters, (p, right) => NistProblem.Digits(p.Value, right)).Min();
        var errors = fit.Parameters.Zip(problem.StandardErrors, (p, right) => NistProblem.Digits(p.StandardError, right)).Min();
        var sum = NistProblem.Digits(fit.ResidualSumOfSquares, problem.ResidualSumOfSquares);
        Assert.True(fit.Converged);
        Assert.Equal((problem.Rows - fit.Parameters.Length, problem.Rows), (fit.DegreesOfFreedom, fit.Residuals.Length));
        Assert.InRange(parameters, 8, 17);

        // Lanczos1 is exact but for its 13 digits: what is left over is rounding, and so are the standard errors.
        if (name != "Lanczos1")
        {
            Assert.InRange(errors, 8, 17);
            Assert.InRange(sum, 8, 17);
        }
    }
}
