using Aresta.Expressions;

namespace Aresta.Optimization.Tests;

/// <summary>What a fit says beside the parameters, and what it refuses.</summary>
public class FitTests
{
    private const string Line = "x,y\n1,1\n2,3\n3,2\n4,5\n5,4\n";

    private static Fit Of(string csv, string formula, params (string, double)[] start) =>
        Fit.Of(FitFormula.Parse(formula), new DataReader(new StringReader(csv)), start);

    /// <summary>A straight line by hand: x̄ = y̅ = 3, Sxx = Syy = 10, Sxy = 8; slope 0.8, intercept 0.6, 3.6 left over.</summary>
    [Fact]
    public void A_straight_line_by_hand()
    {
        var fit = Of(Line, "y = a + b*x", ("a", 100), ("b", -7));
        Assert.True(fit.Converged);
        Close(0.6, fit.Parameters[0].Value);
        Close(0.8, fit.Parameters[1].Value);
        Close(3.6, fit.ResidualSumOfSquares);
        Assert.Equal(3, fit.DegreesOfFreedom);
        Close(Math.Sqrt(1.2), fit.ResidualStandardDeviation);
        Close(0.64, fit.RSquared);
        Close(Math.Sqrt(0.12), fit.Parameters[1].StandardError);
        Close(Math.Sqrt(1.2 * (0.2 + 0.9)), fit.Parameters[0].StandardError);
        Close(-3 / Math.Sqrt(11), fit.Correlation[0, 1]);
        Close(fit.Correlation[0, 1], fit.Correlation[1, 0]);
        Close(1 - 1.4, fit.Residuals[0]);
        Close(1.4, fit.Fitted[0]);

        static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-12);
    }

    [Fact]
    public void Parts_of_the_model_have_names_and_the_left_side_may_be_a_formula()
    {
        var fit = Of("x,y,unused\n1,2.5,a\n2,20,b\n3,130,c\n4,1100,d\n", "k = b*x\nlog(y) = a + k # Zeile", ("a", 0), ("b", 1));
        var direct = Of("x,y\n1,2.5\n2,20\n3,130\n4,1100\n", "log(y) = a + b*x", ("a", 0), ("b", 1));
        Assert.Equal(direct.Parameters[1].Value, fit.Parameters[1].Value, 1e-13);
    }

    [Fact]
    public void Parameters_that_the_data_do_not_tell_apart_have_no_standard_errors()
    {
        var fit = Of(Line, "y = (a + b)*x", ("a", 1), ("b", 1));
        Assert.All(fit.Parameters, parameter => Assert.Equal(double.NaN, parameter.StandardError));
        Assert.True(fit.Converged);
        Assert.Equal(53.0 / 55, fit.Parameters.Sum(parameter => parameter.Value), 1e-12);
    }

    [Fact]
    public void As_many_rows_as_parameters_leave_no_degree_of_freedom()
    {
        var fit = Of("x,y\n1,1\n2,3\n", "y = a + b*x", ("a", 0), ("b", 0));
        Assert.Equal(0, fit.DegreesOfFreedom);
        Assert.Equal(double.NaN, fit.Parameters[0].StandardError);
        Assert.Equal(2, fit.Parameters[1].Value, 1e-12);
    }

    [Theory]
    [InlineData("a*x", "The formula has no =; write what was measured on its left, as in y = a*x + b.")]
    [InlineData("y = a*z", "z is neither a column nor a parameter. The columns are: x, y. A parameter has a first value: z=1.")]
    [InlineData("y = 2*x", "The parameter a is not in the model.")]
    [InlineData("a*y = a*x", "On the left of = there can only be columns, and a is none. The columns are: x, y.")]
    [InlineData("k = a^2; y = a*x", "The formula gives several values: k, result; only the last may be used by none of the others.")]
    [InlineData("y = [a, x]", "The formula gives float64[2], and not one number.")]
    [InlineData("log(y - 1) = a*x", "Line 2: the left side of = is -Infinity.")]
    [InlineData("y = a*log(x - 2)",
        "At the first values the model or one of its derivatives is not finite for line 2; begin with others.")]
    public void What_does_not_fit_together_is_refused(string formula, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<OptimizationException>(() => Of(Line, formula, ("a", 1))).Message);

    [Fact]
    public void Places_in_a_formula_are_those_of_the_whole()
    {
        Assert.Equal(12, Assert.Throws<ExpressionException>(() => FitFormula.Parse("y = a*x + b §")).Span.Start);
        Assert.Equal(4, Assert.Throws<ExpressionException>(() => FitFormula.Parse("log(§) = a*x")).Span.Start);
    }

    [Fact]
    public void Parameters_are_checked()
    {
        Assert.Equal("There are no parameters; give each a first value: name=1.", Refused());
        Assert.Equal("x is a column, so it cannot be a parameter.", Refused(("x", 1)));
        Assert.Equal("5 rows of data do not determine 6 parameters.", Assert.Throws<OptimizationException>(() => Of(
            Line, "y = a+b+c+d+f+g", ("a", 1), ("b", 1), ("c", 1), ("d", 1), ("f", 1), ("g", 1))).Message);

        static string Refused(params (string, double)[] start) =>
            Assert.Throws<OptimizationException>(() => Of(Line, "y = x", start)).Message;
    }
}
