namespace Aresta.Optimization.Tests.Problems;

/// <summary>From the published starts to a published minimum, for functions of one's own.</summary>
public class MghTests
{
    public static IEnumerable<TheoryDataRow<int, string>> Rows => MghProblem.Rows;

    [Theory, MemberData(nameof(Rows))]
    public void Least_squares_find_a_published_minimum(int row, string _)
    {
        var problem = MghProblem.All[row];
        var found = LeastSquares.Minimize(problem.Function, problem.Residuals, problem.Start);
        Assert.True(found.IsConverged);
        problem.RequireMinimum(found.Sum);
    }

    [Theory, MemberData(nameof(Rows))]
    public void Newtons_method_finds_a_published_minimum(int row, string _)
    {
        var problem = MghProblem.All[row];
        var found = Minimization.Minimize(problem.Objective, problem.Start);
        Assert.True(found.IsConverged);
        problem.RequireMinimum(found.Value);
    }
}
