using Aresta.Expressions;

namespace Aresta.Optimization.Tests;

/// <summary>Minima of formulas.</summary>
public class MinimizationTests
{
    private static (GraphObjective Objective, MinimizationResult Found) Of(string formula, params double[] start)
    {
        var objective = new GraphObjective(Program.Parse(formula).ToGraph());
        return (objective, Minimization.Minimize(objective.Evaluate, start));
    }

    [Theory]
    [InlineData("(1-x)^2 + 100*(y-x^2)^2", 0.0, -1.2, 1.0)]
    [InlineData("sin(x)", -1.0, 1.0)]
    [InlineData("x*log(x)", -0.36787944117144233, 1.0)]
    [InlineData("cosh(x - 1)", 1.0, 1.0)]
    [InlineData("2 + 0*x", 2.0, 5.0)]
    public void A_minimum_is_found(string formula, double minimum, params double[] start)
    {
        var (_, found) = Of(formula, start);
        Assert.True(found.IsConverged);
        Assert.Equal(minimum, found.Value, 1e-12);
        Assert.All(found.Gradient, g => Assert.Equal(0, g, 1e-7));
    }

    /// <summary>Where it is level and curves downward, there is a way down.</summary>
    [Theory]
    [InlineData("x^4 - x^2", -0.25, 0.0)]
    [InlineData("x^2 + y^4 - y^2", -0.25, 1.0, 0.0)]
    public void Saddles_and_summits_are_left(string formula, double minimum, params double[] start)
    {
        var (_, found) = Of(formula, start);
        Assert.True(found.IsConverged);
        Assert.Equal(minimum, found.Value, 1e-12);
    }

    [Theory]
    [InlineData("x", 1.0)]
    [InlineData("x^2 - y^2", 1.0, 1.0)]
    public void Without_a_minimum_none_is_claimed(string formula, params double[] start) =>
        Assert.False(Of(formula, start).Found.IsConverged);

    [Fact]
    public void Blocks_of_the_hessian_stand_in_their_places()
    {
        var program = Program.Parse("sum(M@v)*s + s^3");
        var types = new Dictionary<string, Tensors.TensorType>
        {
            ["M"] = Tensors.TensorType.Float64(2, 2),
            ["v"] = Tensors.TensorType.Float64(2),
            ["s"] = Tensors.TensorType.Float64(),
        };
        var objective = new GraphObjective(program.ToGraph(types));
        double[] x = [1, 2, 3, 4, 5, 6, 7];
        var (gradient, hessian, ahead, behind) = (new double[7], new double[49], new double[7], new double[7]);
        Assert.Equal((17 + 39) * 7 + 343, objective.Evaluate(x, gradient, hessian));
        for (var j = 0; j < 7; j++)
        {
            x[j] += 0.5;
            objective.Evaluate(x, ahead, []);
            x[j] -= 1;
            objective.Evaluate(x, behind, []);
            x[j] += 0.5;
            for (var i = 0; i < 7; i++)
            {
                Assert.Equal(ahead[i] - behind[i], hessian[(i * 7) + j], 1e-9); // exact: the gradient is quadratic
            }
        }
    }

    [Fact]
    public void A_start_without_a_value_is_refused() => Assert.Equal(
        OptimizationProblem.StartNotFinite, Assert.Throws<OptimizationException>(() => Of("log(x)", -1)).Problem);
}
