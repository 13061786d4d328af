using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Tensors;

namespace Aresta.Tests;

/// <summary>Running graphs and comparing what comes out.</summary>
internal static class Numbers
{
    public static double[] Run(Graph graph, params ReadOnlySpan<Tensor> inputs) =>
        [.. Interpreter.Run(graph, inputs).SelectMany(t => t.ToDoubles())];

    /// <summary>Equal up to rounding in the last few of 16 digits of the largest element.</summary>
    public static void Close(double[] expected, double[] actual, double tolerance = 1e-10)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = expected.Where(double.IsFinite).Select(Math.Abs).Append(1).Max();
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * scale || Same(expected[i], actual[i]),
                FormattableString.Invariant($"element {i}: expected {expected[i]:R}, got {actual[i]:R} (scale {scale})"));
        }
    }

    /// <summary>Equal bit by bit; NaN is one value.</summary>
    public static bool Same(double x, double y) =>
        (double.IsNaN(x) && double.IsNaN(y)) || BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y);
}
