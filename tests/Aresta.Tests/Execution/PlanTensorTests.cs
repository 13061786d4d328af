using System.Numerics.Tensors;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Numerical = System.Numerics.Tensors.Tensor;
using Tensor = Aresta.Tensors.Tensor;

namespace Aresta.Tests.Execution;

/// <summary>Plans on the framework's tensors.</summary>
public class PlanTensorTests
{
    // x·2 + n, whether it is positive, its sum, and a scalar times 3.
    private static readonly Graph Graph = Graph.Trace(
        v =>
        {
            var y = (v[0] * 2) + v[1].ConvertTo(DType.Float32);
            return [y, y > 0, y.Sum(), v[2] * 3];
        },
        [TensorType.Float32(2, 3), TensorType.Int64(2, 3), TensorType.Float64()], originBudget: 0);

    private static Tensor<float> X => Numerical.Create([1f, -2, 3, -4, 5, -6], [2, 3]);

    private static Tensor<long> N => Numerical.Create([1L, 1, 1, 2, 2, 2], [2, 3]);

    [Fact]
    public void A_plan_runs_on_them_where_they_lie()
    {
        var plan = Graph.Compile(new() { ThreadCount = 1 });
        var y = Numerical.CreateFromShape<float>([2, 3]);
        var positive = Numerical.CreateFromShape<bool>([2, 3]);
        var (sum, scalar) = (Numerical.CreateFromShape<float>([1]), Numerical.CreateFromShape<double>([1]));
        IReadOnlyTensor[] inputs = [X, N, Numerical.Create([7.0])];
        ITensor[] outputs = [y, positive, sum, scalar];
        plan.Run(inputs, outputs);
        Assert.Equal([3f, -3, 7, -6, 12, -10], y.ToArray());
        Assert.Equal([true, false, true, false, true, false], positive.ToArray());
        Assert.Equal(3, sum[0]);
        Assert.Equal(21, scalar[0]);
        Shared.Allocations.None(() => plan.Run(inputs, outputs));
    }

    [Fact]
    public void Other_strides_are_copied()
    {
        var plan = Graph.Compile();
        // The transposes of what lies there: rows and columns exchanged.
        var x = Numerical.Create([1f, -4, -2, 5, 3, -6], [2, 3], [1, 2]);
        var memory = new float[12];
        var y = Numerical.Create(memory, [2, 3], [6, 2]);
        var (positive, sum) = (Numerical.CreateFromShape<bool>([2, 3]), Numerical.CreateFromShape<float>([1]));
        plan.Run([x, N, Numerical.Create([0.0])], [y, positive, sum, Numerical.CreateFromShape<double>([1])]);
        Assert.Equal([3f, 0, -3, 0, 7, 0, -6, 0, 12, 0, -10, 0], memory);
        Assert.Equal(3, sum[0]);
    }

    [Fact]
    public void State_is_written_over()
    {
        var plan = PlanModels.Momentum(4).Compile(new() { Donations = [(0, 0), (1, 1)] });
        var (w, m, g) = (Numerical.Create([1.0, 2, 3, 4]), Numerical.Create(new double[4]), Numerical.Create([1.0, 1, 2, 2]));
        var square = Numerical.CreateFromShape<double>([1]);
        plan.Run([w, m, g], [w, m, square]);
        Assert.Equal([1.0, 1, 2, 2], m.ToArray());
        Assert.Equal([0.9, 1.9, 2.8, 3.8], w.ToArray());
        Assert.Equal(30, square[0]);

        var other = Numerical.CreateFromShape<double>([4]);
        Assert.Contains("written over input 0", Refused(() => plan.Run([w, m, g], [other, m, square])), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var plan = Graph.Compile();
        IReadOnlyTensor[] inputs = [X, N, Numerical.Create([7.0])];
        ITensor[] outputs =
        [
            Numerical.CreateFromShape<float>([2, 3]), Numerical.CreateFromShape<bool>([2, 3]), Numerical.CreateFromShape<float>([1]),
            Numerical.CreateFromShape<double>([1]),
        ];
        Assert.Contains("takes 3 inputs and gives 4 outputs", Refused(() => plan.Run(inputs[..2], outputs)), StringComparison.Ordinal);
        Assert.Contains(
            "float64 and lengths [2,3]", Refused(() => plan.Run([Numerical.CreateFromShape<double>([2, 3]), .. inputs[1..]], outputs)),
            StringComparison.Ordinal);
        Assert.Contains(
            "float32 and lengths [3,2]", Refused(() => plan.Run([Numerical.CreateFromShape<float>([3, 2]), .. inputs[1..]], outputs)),
            StringComparison.Ordinal);
        Assert.Contains("null", Refused(() => plan.Run([null!, .. inputs[1..]], outputs)), StringComparison.Ordinal);
        Assert.Contains(
            "Output 0 is given the memory of input 0", Refused(() => plan.Run(inputs, [(ITensor)inputs[0], .. outputs[1..]])),
            StringComparison.Ordinal);
        plan.Run(inputs, outputs); // and it still runs
        Assert.Equal(3, ((Tensor<float>)outputs[2])[0]);
    }

    [Fact]
    public void The_memory_of_a_plan_is_spans_of_tensors()
    {
        using var memory = Graph.Compile().CreateMemory();
        X.AsReadOnlyTensorSpan().CopyTo(memory.InputTensor<float>(0));
        N.AsReadOnlyTensorSpan().CopyTo(memory.InputTensor<long>(1));
        memory.InputTensor<double>(2)[0] = 7;
        memory.Run();
        var y = memory.OutputTensor<float>(0);
        Assert.Equal([2, 3], y.Lengths.ToArray());
        Assert.Equal(12, y[1, 1]);
        Assert.Equal(21, memory.OutputTensor<double>(3)[0]);
        Assert.Throws<ArgumentException>(() => memory.InputTensor<double>(0).Lengths.Length);
    }

    [Fact]
    public void Tensors_are_spans_of_tensors_and_are_copied_from_them()
    {
        var tensor = Tensor.Of([1, 2, 3, 4, 5, 6], [2, 3]);
        var span = tensor.AsTensorSpan<int>();
        span[1, 2] = 60;
        Assert.Equal(60, tensor[5]);
        Assert.Equal(tensor, Tensor.CopyOf(tensor.AsTensorSpan<int>().AsReadOnlyTensorSpan()));
        var turned = new ReadOnlyTensorSpan<float>(new float[] { 1, 2, 3, 4, 5, 6 }, [3, 2], [1, 3]);
        Assert.Equal(Tensor.Of([1f, 4, 2, 5, 3, 6], [3, 2]), Tensor.CopyOf(turned));
        Assert.Equal([1], Tensor.Scalar(2.0).AsTensorSpan<double>().Lengths.ToArray());
    }

    private static string Refused(Action run) => Assert.Throws<GraphException>(run).Message;
}
