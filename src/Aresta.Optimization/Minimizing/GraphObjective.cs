using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Optimization;

/// <summary>A graph with one number as its output, as a function of all elements of its inputs, one after another.</summary>
public sealed class GraphObjective
{
    private readonly Shape[] shapes;
    private readonly Graph value, first, second;

    /// <summary>Derives the gradient and the Hessian.</summary>
    /// <param name="graph">The graph; its inputs and its one output are float64.</param>
    /// <exception cref="OptimizationException">The output is not one number, or the inputs have no elements or too many.</exception>
    /// <exception cref="GraphException">An input is not float64.</exception>
    public GraphObjective(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (graph.Outputs.Length != 1)
        {
            throw new OptimizationException(
                OptimizationProblem.SeveralValues, string.Join(", ", graph.Outputs.Select(output => output.Name)));
        }

        if (graph.Outputs[0].Type != TensorType.Float64())
        {
            throw new OptimizationException(OptimizationProblem.NotScalar, graph.Outputs[0].Type);
        }

        shapes = [.. graph.Inputs.Select(input => input.DType == DType.Float64
            ? input.Shape
            : throw new GraphException($"The input {input} is not float64, so there is nothing to minimize over."))];
        if (shapes.Sum(shape => (long)shape.Size) is var size && size > Minimization.LargestDimension)
        {
            throw new OptimizationException(OptimizationProblem.TooManyVariables, size, Minimization.LargestDimension);
        }

        if (shapes.Length == 0)
        {
            throw new OptimizationException(OptimizationProblem.NoParameters);
        }

        value = Simplified(graph);
        first = Simplified(Gradient.WithValue(graph));
        second = Simplified(Hessian.Of(graph));
    }

    /// <summary>All elements of the inputs, one after another.</summary>
    public double[] Join(params ReadOnlySpan<Tensor> inputs) => [.. inputs.ToArray().SelectMany(input => input.ToDoubles())];

    /// <summary>The inputs that elements one after another stand for.</summary>
    public Tensor[] Split(ReadOnlySpan<double> x)
    {
        var (inputs, at) = (new Tensor[shapes.Length], 0);
        for (var i = 0; i < inputs.Length; at += shapes[i++].Size)
        {
            inputs[i] = Tensor.Of(x.Slice(at, shapes[i].Size).ToArray(), shapes[i]);
        }

        return inputs;
    }

    /// <summary>An <see cref="ObjectiveFunction"/>.</summary>
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient, Span<double> hessian)
    {
        var inputs = Split(x);
        if (!hessian.IsEmpty)
        {
            Blocks(Interpreter.Run(second, inputs), hessian, x.Length);
        }

        if (gradient.IsEmpty)
        {
            return Interpreter.Run(value, inputs)[0].ToDouble();
        }

        var results = Interpreter.Run(first, inputs);
        Join(results.AsSpan(1)).CopyTo(gradient);
        return results[0].ToDouble();
    }

    // A block for each pair of inputs, row by row, side by side in the matrix.
    private void Blocks(Tensor[] blocks, Span<double> hessian, int n)
    {
        var (row, block) = (0, 0);
        foreach (var high in shapes)
        {
            var column = 0;
            foreach (var wide in shapes)
            {
                var entries = blocks[block++].ToDoubles();
                for (var i = 0; i < high.Size; i++)
                {
                    entries.AsSpan(i * wide.Size, wide.Size).CopyTo(hessian[(((row + i) * n) + column)..]);
                }

                column += wide.Size;
            }

            row += high.Size;
        }
    }

    private static Graph Simplified(Graph graph) => EliminateCommonSubexpressions.Of(Simplify.Of(graph));
}
