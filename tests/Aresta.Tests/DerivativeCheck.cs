using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Laws;
using Aresta.Transforms;

namespace Aresta.Tests;

/// <summary>Derivatives held against finite differences, and forward against reverse, order by order.</summary>
internal static class DerivativeCheck
{
    /// <summary>Checks a function at a point: first derivatives, then those of its pushforward and its pullback, up to an order.</summary>
    public static void Of(Func<Value[], Value[]> function, Tensor[] point, int order = 2, double step = 1e-3, double tolerance = 1e-7) =>
        Of(Graph.Trace(function, [.. point.Select(x => x.Type)]), point, order, step, tolerance, "f");

    public static Tensor Random(int seed, params int[] lengths)
    {
        var random = new Random(seed);
        var shape = Shape.Create(lengths);
        return Tensor.Of(Enumerable.Range(0, shape.Size).Select(_ => (2 * random.NextDouble()) - 1).ToArray(), shape);
    }

    private static void Of(Graph graph, Tensor[] point, int order, double step, double tolerance, string name)
    {
        var floating = point.Where(x => x.DType.IsFloating).ToArray();
        var tangents = floating.Select((x, i) => Random(100 + i, [.. x.Shape])).ToArray();
        var (pushforward, pullback) = (Pushforward.Of(graph), Pullback.Of(graph));
        var outputs = graph.Outputs.Length;
        var pushed = Interpreter.Run(pushforward, [.. point, .. tangents])[outputs..];
        var differences = Difference(graph, point, tangents, step);
        for (var k = 0; k < pushed.Length; k++)
        {
            var scale = 1 + differences[k].Select(Math.Abs).DefaultIfEmpty().Max();
            for (var i = 0; i < differences[k].Length; i++)
            {
                var error = Math.Abs(pushed[k][i] - differences[k][i]);
                Assert.True(
                    error <= tolerance * scale,
                    FormattableString.Invariant(
                        $"{name}: tangent of output {k}[{i}] is {pushed[k][i]}, but differences give {differences[k][i]}"));
            }
        }

        var cotangents = pushed.Select((t, i) => Random(200 + i, [.. t.Shape])).ToArray();
        var pulled = Interpreter.Run(pullback, [.. point, .. cotangents])[outputs..];
        var (left, right) = (Vectors.Inner(pushed, cotangents), Vectors.Inner(tangents, pulled));
        var size = pushed.Zip(cotangents, (t, c) => t.ToDoubles().Zip(c.ToDoubles(), (x, y) => Math.Abs(x * y)).Sum()).Sum();
        Assert.True(
            Math.Abs(left - right) <= 1e-9 * (1 + size), FormattableString.Invariant($"{name}: <Jv,w> is {left}, but <v,J'w> is {right}"));
        if (order > 1)
        {
            Of(pushforward, [.. point, .. tangents], order - 1, step, tolerance, $"pushforward of {name}");
            Of(pullback, [.. point, .. cotangents], order - 1, step, tolerance, $"pullback of {name}");
        }
    }

    // (8·(f(+h) − f(−h)) − (f(+2h) − f(−2h)))/12h, whose error is of order h⁴.
    private static double[][] Difference(Graph graph, Tensor[] point, Tensor[] tangents, double step)
    {
        var (p1, m1, p2, m2) = (At(step), At(-step), At(2 * step), At(-2 * step));
        return [.. p1.Select((x, k) => x.Select((_, i) => ((8 * (p1[k][i] - m1[k][i])) - p2[k][i] + m2[k][i]) / (12 * step)).ToArray())];

        double[][] At(double h) =>
            [.. Interpreter.Run(graph, point.Moved(h, tangents)).Where(y => y.DType.IsFloating).Select(y => y.ToDoubles())];
    }
}
