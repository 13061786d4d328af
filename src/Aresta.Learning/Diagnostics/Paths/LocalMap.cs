using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Learning.Diagnostics.Paths;

/// <summary>
/// The local derivative along one edge, from a station to the next: a linear map at given values, which can be applied, transposed, and
/// has an operator norm. Compiled once for all edges that are of one form, such as those of all time steps.
/// </summary>
internal sealed class LocalMap
{
    private readonly Plan pull, push, squared;
    private readonly Func<IReadOnlyList<Tensor>, double>? closed;
    private readonly TensorType from, to;

    /// <summary>The derivative of a graph of one output by one input.</summary>
    public LocalMap(Graph graph, int input)
    {
        (from, to) = (graph.Inputs[input].Type, graph.Outputs[0].Type);
        var pulled = Pullback.Of(graph, wrt: [(Port)input]);
        var pushed = Pushforward.Of(graph, wrt: [(Port)input]);
        TensorType[] given = [.. graph.Inputs.Select(x => x.Type)];
        pull = Graph.Trace(v => pulled.Apply(v)[^1], [.. given, to], originBudget: 0).Compile(new() { ThreadCount = 1 });
        push = Graph.Trace(v => pushed.Apply(v)[^1], [.. given, from], originBudget: 0).Compile(new() { ThreadCount = 1 });
        squared = Graph.Trace(
            v => pushed.Apply([.. v[..^1], pulled.Apply(v)[^1]])[^1], [.. given, to], originBudget: 0).Compile(new() { ThreadCount = 1 });
        closed = ClosedNorms.Of(graph, input, push);
    }

    /// <summary>Jᵀ·cotangent at given values.</summary>
    public Tensor Pull(IReadOnlyList<Tensor> given, Tensor cotangent) => pull.Run([.. given, cotangent])[0];

    /// <summary>The operator norm ‖J‖ at given values.</summary>
    public double Norm(IReadOnlyList<Tensor> given)
    {
        var (rows, columns) = (to.Shape.Size, from.Shape.Size);
        return rows == 0 || columns == 0 ? 0
            : Math.Min(rows, columns) <= SpectralNorm.WidestExact ? Exact(given, rows, columns)
            : closed?.Invoke(given) ?? Iterated(given, rows);
    }

    // Row by row or column by column, whichever are fewer.
    private double Exact(IReadOnlyList<Tensor> given, int rows, int columns)
    {
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        var (plan, type) = rows <= columns ? (pull, to) : (push, from);
        var lines = new double[count * length];
        for (var i = 0; i < count; i++)
        {
            var unit = new double[count];
            unit[i] = 1;
            plan.Run([.. given, Typed(unit, type)])[0].ToDoubles().CopyTo(lines, i * length);
        }

        return SpectralNorm.Of(lines, count, length);
    }

    // w ← J·Jᵀ·w / ‖…‖, whose length grows to the square of the norm.
    private double Iterated(IReadOnlyList<Tensor> given, int rows)
    {
        var (w, value) = (SpectralNorm.Start(rows), 0.0);
        for (var step = 0; step < SpectralNorm.MostSteps; step++)
        {
            var next = squared.Run([.. given, Typed(w, to)])[0].ToDoubles();
            var norm = SpectralNorm.Length(next);
            if (!(norm > value * (1 + SpectralNorm.Tolerance)))
            {
                return double.IsNaN(norm) ? norm : Math.Sqrt(Math.Max(norm, value));
            }

            value = norm;
            w = [.. next.Select(x => x / norm)];
        }

        return Math.Sqrt(value);
    }

    /// <summary>A tensor of given numbers.</summary>
    public static Tensor Typed(double[] numbers, TensorType type) => type.DType == DType.Float64
        ? Tensor.Of(numbers, type.Shape)
        : Tensor.Of([.. numbers.Select(x => (float)x)], type.Shape);
}
