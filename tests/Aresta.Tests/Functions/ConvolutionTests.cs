using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Functions;

/// <summary>Convolutions against loops that add up the definition, and against each other's adjoints.</summary>
public class ConvolutionTests
{
    /// <summary>Groups, stride, padding, dilation of axis 0; those of axis 1 differ by one.</summary>
    public static TheoryData<int, int, int, int> Settings => new()
    {
        { 1, 1, 0, 1 }, { 1, 2, 1, 1 }, { 2, 1, 1, 2 }, { 2, 3, 2, 1 }, { 4, 1, 0, 1 },
    };

    [Theory, MemberData(nameof(Settings))]
    public void A_convolution_is_the_sum_of_its_definition(int groups, int stride, int padding, int dilation)
    {
        var (x, kernel) = (DerivativeCheck.Random(1, 2, 4, 7, 6), DerivativeCheck.Random(2, 8, 4 / groups, 3, 2));
        var bias = DerivativeCheck.Random(3, 8);
        int[] strides = [stride, stride + 1], zeros = [padding, padding + 1], dilations = [dilation, dilation + 1];
        var y = Evaluation.Of(
            (a, k, b) => a.Convolve(k, b, [.. strides], [.. zeros], [.. dilations], groups), x, kernel, bias);
        int[] lengths = [.. Enumerable.Range(0, 2).Select(i =>
            ((x.Shape[2 + i] + (2 * zeros[i]) - (dilations[i] * (kernel.Shape[2 + i] - 1)) - 1) / strides[i]) + 1)];
        Assert.Equal([2, 8, .. lengths], y.Shape);
        var at = 0;
        for (var n = 0; n < 2; n++)
        {
            for (var o = 0; o < 8; o++)
            {
                for (var i = 0; i < lengths[0]; i++)
                {
                    for (var j = 0; j < lengths[1]; j++)
                    {
                        var sum = bias[o];
                        for (var c = 0; c < 4 / groups; c++)
                        {
                            for (var k = 0; k < 3; k++)
                            {
                                for (var l = 0; l < 2; l++)
                                {
                                    var row = (i * strides[0]) + (k * dilations[0]) - zeros[0];
                                    var column = (j * strides[1]) + (l * dilations[1]) - zeros[1];
                                    if (row is >= 0 and < 7 && column is >= 0 and < 6)
                                    {
                                        var channel = (o / (8 / groups) * (4 / groups)) + c;
                                        sum += kernel[(((((o * (4 / groups)) + c) * 3) + k) * 2) + l]
                                            * x[(((((n * 4) + channel) * 7) + row) * 6) + column];
                                    }
                                }
                            }
                        }

                        Assert.Equal(sum, y[at++], 1e-13);
                    }
                }
            }
        }
    }

    [Theory, MemberData(nameof(Settings))]
    public void A_transposed_convolution_is_the_adjoint(int groups, int stride, int padding, int dilation)
    {
        // The pullback of x ↦ Convolve(x, kernel) transposes with the same kernel; what the windows leave over is output padding.
        var (x, kernel) = (DerivativeCheck.Random(1, 2, 4, 8, 9), DerivativeCheck.Random(2, 8, 4 / groups, 3, 2));
        IntList strides = [stride, stride + 1], zeros = [padding, padding + 1], dilations = [dilation, dilation + 1];
        var convolution = Graph.Trace(a => a.Convolve(Value.Constant(kernel), null, strides, zeros, dilations, groups), x.Type);
        var cotangent = DerivativeCheck.Random(3, [.. convolution.Outputs[0].Shape]);
        var pulled = Interpreter.Run(Pullback.Of(convolution), x, cotangent)[1];
        IntList over = [.. Enumerable.Range(0, 2).Select(i =>
            (x.Shape[2 + i] + (2 * zeros[i]) - (dilations[i] * (kernel.Shape[2 + i] - 1)) - 1) % strides[i])];
        var laid = Evaluation.Of(
            c => c.ConvolveTransposed(Value.Constant(kernel), null, strides, zeros, over, dilations, groups), cotangent);
        Assert.Equal(pulled.Shape, laid.Shape);
        Assert.All(pulled.ToDoubles().Zip(laid.ToDoubles()), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
    }

    [Fact]
    public void Derivatives_are_those_of_differences() => DerivativeCheck.Of(
        v => [v[0].Convolve(v[1], v[2], [2], [1], [2], 2), v[0].ConvolveTransposed(v[3], v[2], [2], [1], [1], [1], 2)],
        [DerivativeCheck.Random(1, 2, 4, 6), DerivativeCheck.Random(2, 4, 2, 3), DerivativeCheck.Random(3, 4),
            DerivativeCheck.Random(4, 4, 2, 3)],
        tolerance: 1e-6);

    [Fact]
    public void Sizes_need_not_fit_for_the_same_length()
    {
        for (var length = 3; length < 8; length++)
        {
            for (var stride = 1; stride < 4; stride++)
            {
                var y = Evaluation.Of(
                    (x, k) => x.ConvolveSame(k, strides: [stride], dilations: [2]),
                    DerivativeCheck.Random(1, 1, 1, length), DerivativeCheck.Random(2, 1, 1, 3));
                Assert.Equal((length + stride - 1) / stride, y.Shape[2]);
            }
        }

        Evaluation.Of((x, k) => x.ConvolveSame(k), Tensor.Of([1.0, 2, 3], [1, 1, 3]), Tensor.Of([1.0, 10], [1, 1, 2]))
            .Is([1, 1, 3], 21, 32, 3);
    }

    [Fact]
    public void A_convolution_is_a_window_and_a_contraction()
    {
        var graph = Graph.Trace((x, k) => x.Convolve(k), TensorType.Float64(1, 2, 5, 5), TensorType.Float64(3, 2, 3, 3));
        Assert.Equal(["window", "contract"], Names(graph));
        Assert.Equal(["contract", "contract", "contract", "overlap_add", "window"], Names(Pullback.Of(graph)).Order());

        static IEnumerable<string> Names(Graph graph) =>
            graph.Nodes.Select(node => node.Primitive.Name).Where(name => name is "window" or "contract" or "overlap_add");
    }

    [Fact]
    public void One_sample_has_no_axis_of_samples()
    {
        var (x, kernel) = (DerivativeCheck.Random(1, 2, 5, 4, 3), DerivativeCheck.Random(2, 3, 2, 2, 2, 2));
        var one = Evaluation.Of((a, k) => a.Convolve(k), x, kernel);
        Assert.Equal([3, 4, 3, 2], one.Shape);
        Assert.Equal(one.ToDoubles(), Evaluation.Of((a, k) => a.ExpandDims([0]).Convolve(k), x, kernel).ToDoubles());
    }

    [Fact]
    public void Patches_and_pixels_return()
    {
        var x = Evaluation.Count([1, 2, 3, 3]);
        var columns = Evaluation.Of(a => a.Unfold([2, 2]), x);
        Assert.Equal([1, 8, 4], columns.Shape);
        Assert.Equal([0, 1, 3, 4], columns.ToDoubles()[..4]);
        Assert.Equal([1, 2, 4, 5], columns.ToDoubles()[4..8]);

        // Each element comes back as often as windows hold it.
        var ones = Tensor.Of(Enumerable.Repeat(1.0, 18).ToArray(), [1, 2, 3, 3]);
        Evaluation.Of(a => a.Unfold([2, 2]).Fold([3, 3], [2, 2]), ones)
            .Is([1, 2, 3, 3], [.. Enumerable.Repeat<double[]>([1, 2, 1, 2, 4, 2, 1, 2, 1], 2).SelectMany(n => n)]);

        var shuffled = Evaluation.Of(a => a.PixelShuffle(2), Evaluation.Count([4, 1, 2]));
        shuffled.Is([1, 2, 4], 0, 2, 1, 3, 4, 6, 5, 7);
        Evaluation.Of(a => a.PixelShuffle(2).PixelUnshuffle(2), Evaluation.Count([8, 3, 2]))
            .Is([8, 3, 2], Evaluation.Count([48]).ToDoubles());
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        Assert.Contains("takes a kernel [O, 4, …]", Message(x => x.Convolve(Value.Zeros(TensorType.Float64(2, 3, 2)))));
        Assert.Contains(
            "3 groups do not divide the 4 channels", Message(x => x.Convolve(Value.Zeros(TensorType.Float64(3, 1, 2)), groups: 3)));
        Assert.Contains("a kernel of the same rank", Message(x => x.Convolve(Value.Zeros(TensorType.Float64(3, 4, 2, 2, 2)))));
        Assert.Contains("strides [1,2] must name one number, or one for each of 1 axes", Message(
            x => x.Convolve(Value.Zeros(TensorType.Float64(3, 4, 2)), strides: [1, 2])));

        static string Message(Func<Value, Value> function) =>
            Assert.Throws<GraphException>(() => Graph.Trace(function, TensorType.Float64(1, 4, 6))).Message;
    }
}
