using Aresta.Benchmarks.Measuring;
using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Benchmarks.Composition.CheckpointedAgainstPlain;
using static Aresta.Numerics.Elementary;

namespace Aresta.Benchmarks.Composition;

/// <summary>One run of a batched graph against a loop of runs: gradients of single examples, a Jacobian, a Hessian.</summary>
internal static class BatchedAgainstLooped
{
    private const int Examples = 64, Width = 32;

    public static List<Outcome> Run()
    {
        Console.WriteLine($"Batched against looped, a network of two layers of {Width}:");
        var outcomes = new List<Outcome>();
        Tensor x = Random(1, Width), v = Random(2, Width, Width), w = Random(3, Width, Width), many = Random(4, Examples, Width);
        TensorType[] types = [x.Type, v.Type, w.Type];
        var network = Graph.Trace(y => [y[2].Dot(Tanh(y[1].Dot(y[0])))], types, originBudget: 0);
        var loss = Graph.Trace(y => [Square(network.Apply(y)[0]).Sum()], types, originBudget: 0);

        var gradient = Gradient.Of(loss, wrt: [1, 2]);
        Tensor[] each = [.. many.ToDoubles().Chunk(Width).Select(row => Tensor.Vector(row))];
        var batch = Batch.Of(gradient, Examples, [0, null, null]);
        Measure(
            outcomes, $"gradients of {Examples} examples", () => Interpreter.Run(batch, many, v, w),
            () => each.SelectMany(one => Interpreter.Run(gradient, one, v, w)).ToArray(),
            (batched, looped) => Rows(batched[0], Examples).Zip(looped.Where((_, i) => i % 2 == 0)));

        var (jacobian, pullback) = (Jacobian.Of(network, wrt: 0), Pullback.Of(network, wrt: 0));
        Measure(
            outcomes, $"Jacobian {Width} × {Width}", () => Interpreter.Run(jacobian, x, v, w),
            () => [.. Units().Select(unit => Interpreter.Run(pullback, x, v, w, unit)[1])],
            (batched, looped) => Rows(batched[0], Width).Zip(looped));

        var (hessian, product) = (Hessian.Of(loss, wrt: 0), HessianVectorProduct.Of(loss, wrt: 0));
        Measure(
            outcomes, $"Hessian {Width} × {Width}", () => Interpreter.Run(hessian, x, v, w),
            () => [.. Units().Select(unit => Interpreter.Run(product, x, v, w, unit)[^1])],
            (batched, looped) => Rows(batched[0], Width).Zip(looped));
        return outcomes;
    }

    private static void Measure(
        List<Outcome> outcomes, string name, Func<Tensor[]> batched, Func<Tensor[]> looped,
        Func<Tensor[], Tensor[], IEnumerable<(double[], Tensor)>> pairs)
    {
        foreach (var (row, one) in pairs(batched(), looped()))
        {
            if (row.Zip(one.ToDoubles(), (a, b) => Math.Abs(a - b)).Max() > 1e-12)
            {
                throw new InvalidOperationException($"{name}: batched and looped differ.");
            }
        }

        var times = Interleaved.Time(() => batched(), () => looped());
        foreach (var (mode, time) in new[] { "batched", "looped" }.Zip(times))
        {
            outcomes.Add(new(name, mode, time.Median, time.Low, time.High, time.Median / times[0].Median));
            Console.WriteLine(outcomes[^1] with { Mode = $"{name}, {mode}" });
        }
    }

    private static IEnumerable<double[]> Rows(Tensor all, int count) => all.ToDoubles().Chunk(all.Shape.Size / count);

    private static IEnumerable<Tensor> Units() =>
        Enumerable.Range(0, Width).Select(k => Tensor.Vector(Enumerable.Range(0, Width).Select(i => i == k ? 1.0 : 0).ToArray()));
}
