using Aresta.GradBench.AdBench;
using Aresta.GradBench.ByHand;
using Aresta.GradBench.Problems;

namespace Aresta.GradBench.Tests;

public class AdBenchTests
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "adbench");

    public static TheoryData<string> Names => [.. Instance.All(Path.Combine(Data, "inputs")).Select(instance => instance.Name)];

    [Fact]
    public void All_four_are_there() =>
        Assert.Equal(
            ["gmm_test", "ba1_n49_m7776_p31843", "lstm_l2_c1024", "hand_test", "hand_complicated_test"], Names.Select(row => row.Data));

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_and_derivatives_agree_with_the_references(string name)
    {
        var instance = Instance.All(Path.Combine(Data, "inputs")).Single(instance => instance.Name == name);
        var (problem, byHand) = instance.Create();
        problem.Prepare();
        problem.Evaluate();
        problem.Differentiate();
        byHand.Differentiate();
        var (value, derivative, isRight) = Report.Check(instance, Path.Combine(Data, "reference"), problem, byHand);
        Assert.NotNull(value);
        Assert.True(isRight, FormattableString.Invariant($"The value is off by {value}, the derivative by {derivative}."));
    }

    [Fact]
    public void A_camera_that_is_not_turned_has_derivatives()
    {
        double[] camera = [0, 0, 0, 1, 2, 3, 400, 5, -8, 0.08, 0.003];
        var data = BundleAdjustment.Data.Repeated(2, 3, 5, camera, [7, 0.5, 13], 0.4, [270, 830]);
        var byHand = new ProjectionJacobian(data);
        var problem = new BundleAdjustment(data);
        problem.Prepare();
        problem.Differentiate();
        byHand.Differentiate();
        Assert.InRange(References.ErrorToLargest(byHand.Derivative, problem.Derivative), 0, 1e-14);
    }

    [Fact]
    public void A_mirrored_hand_moves_as_by_hand()
    {
        var instance = Instance.All(Path.Combine(Data, "inputs")).Single(instance => instance.Name == "hand_complicated_test");
        var data = ((HandTracking)instance.Create().Problem).Arguments;
        data = data with { Model = data.Model with { IsMirrored = true } };
        var (problem, byHand) = (new HandTracking(data), new HandJacobian(data));
        problem.Differentiate();
        byHand.Differentiate();
        Assert.InRange(References.ErrorToLargest(byHand.Derivative, problem.Derivative), 0, 1e-14);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    [InlineData(17, 2)]
    public void A_network_of_any_width_agrees_with_that_by_hand(int bits, int layers)
    {
        var data = Speed.Draws.Network(layers, bits, 12);
        var byHand = new NetworkGradient(data);
        var problem = new LongShortTermMemory(data);
        problem.Prepare();
        problem.Differentiate();
        byHand.Differentiate();
        Assert.InRange(References.ErrorToLargest(byHand.Derivative, problem.Derivative), 0, 1e-13);
    }

    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(1, 4, -1)]
    [InlineData(4, 3, 1)]
    public void A_prior_of_any_strength_agrees_with_that_by_hand(int d, int k, int sign)
    {
        var data = Speed.Draws.Mixture(d, k, 20) with { Gamma = 1.5, M = 3, PriorSign = sign };
        var byHand = new MixtureGradient(data);
        var problem = new GaussianMixture(data);
        problem.Prepare();
        problem.Differentiate();
        byHand.Differentiate();
        Assert.InRange(References.ErrorToLargest(byHand.Derivative, problem.Derivative), 0, 1e-13);
    }

    [Fact]
    public void Absent_data_is_no_error() => Assert.True(Report.Run(Path.Combine(Data, "nowhere"), "", null));
}
