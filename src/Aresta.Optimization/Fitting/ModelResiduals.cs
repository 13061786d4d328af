using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Optimization;

/// <summary>The model less what was measured, for all rows at once: the graph of one row, batched over the rows.</summary>
internal sealed class ModelResiduals
{
    private readonly int parameters;
    private readonly Tensor[] columns;
    private readonly double[] measured;
    private readonly Graph values, both;

    /// <param name="model">The value and its derivatives by the parameters; takes the parameters, then the columns.</param>
    /// <param name="parameters">How many parameters there are.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="measured">What was measured, row by row.</param>
    public ModelResiduals(Graph model, int parameters, Tensor[] columns, double[] measured)
    {
        (this.parameters, this.columns, this.measured) = (parameters, columns, measured);
        int?[] axes = [.. Enumerable.Repeat((int?)null, parameters), .. columns.Select(_ => (int?)0)];
        both = Batch.Of(model, measured.Length, axes);
        values = Graph.Create(both.Inputs.AsSpan(), both.Outputs.AsSpan()[..1]);
    }

    /// <summary>A <see cref="ResidualFunction"/>.</summary>
    public void Evaluate(ReadOnlySpan<double> x, Span<double> residuals, Span<double> jacobian)
    {
        var results = Run(jacobian.IsEmpty ? values : both, x);
        var model = results[0].AsSpan<double>();
        for (var i = 0; i < residuals.Length; i++)
        {
            residuals[i] = model[i] - measured[i];
        }

        for (var j = 0; j < parameters && !jacobian.IsEmpty; j++)
        {
            var partials = results[1 + j].AsSpan<double>();
            for (var i = 0; i < residuals.Length; i++)
            {
                jacobian[(i * parameters) + j] = partials[i];
            }
        }
    }

    /// <summary>The first row whose value or derivative is not finite.</summary>
    public int? FirstNotFinite(double[] x)
    {
        var results = Run(both, x);
        for (var i = 0; i < measured.Length; i++)
        {
            if (results.Any(result => !double.IsFinite(result[i])))
            {
                return i;
            }
        }

        return null;
    }

    private Tensor[] Run(Graph graph, ReadOnlySpan<double> x)
    {
        var inputs = new Tensor[parameters + columns.Length];
        for (var i = 0; i < parameters; i++)
        {
            inputs[i] = x[i];
        }

        columns.CopyTo(inputs, parameters);
        return Interpreter.Run(graph, inputs);
    }
}
