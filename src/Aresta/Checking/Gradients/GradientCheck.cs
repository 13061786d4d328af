using System.Collections.Immutable;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>
/// Holds the derivatives of a function against its values at a point: forward mode against differences, reverse mode against forward mode,
/// and both again on the derivatives themselves.
/// </summary>
/// <remarks>
/// No tolerance is chosen by hand: the rounding errors of the function are measured (<see cref="Noise"/>), the truncation of a
/// difference is what one more step changed. A float32 function is re-typed to float64, where its rules are the same; if an operation
/// refuses, it is checked as it is, within what float32 allows. What <see cref="StopGradient"/> stops is held at its value.
/// Custom functions whose rules are <see cref="Custom.Deliberate"/> have the derivatives of their bodies for the check, and the report
/// lists them.
/// </remarks>
public static class GradientCheck
{
    /// <summary>Checks the derivatives of a graph, by all floating inputs, at a point.</summary>
    /// <param name="graph">The function.</param>
    /// <param name="inputs">The point: a tensor for each input.</param>
    /// <param name="order">Up to which order of derivatives; each order checks twice as many functions as the one before.</param>
    /// <param name="seed">Of the directions that are drawn.</param>
    /// <exception cref="GraphException">The inputs do not fit the graph.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is less than 1.</exception>
    public static GradientReport Run(Graph graph, ReadOnlySpan<Tensor> inputs, int order = 1, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        Execution.Interpreter.Run(graph, inputs);
        var point = inputs.ToArray();
        (graph, var deliberate) = Deliberate.Without(graph);
        var single = graph.Nodes.Any(node => node.Results.Any(type => type.DType == DType.Float32));
        var doubled = single ? Precision.Doubled(graph) : null;
        if (doubled is not null)
        {
            (graph, point) = (doubled, [.. point.Select(Precision.Doubled)]);
        }

        var findings = ImmutableArray.CreateBuilder<GradientFinding>();
        var pending = new Queue<(string Name, int Order, Graph Graph, Tensor[] Point)>();
        pending.Enqueue(("f", 1, graph, point));
        while (pending.TryDequeue(out var next))
        {
            // A wrong derivative makes the derivatives of it wrong too: its own order is the one to repair.
            if (findings.Any(finding => finding.Verdict == CheckVerdict.Broken && finding.Order < next.Order))
            {
                break;
            }

            var at = new CheckedPoint(next.Name, next.Order, next.Graph, next.Point, seed);
            if (at.V.Length == 0 || at.W.Length == 0)
            {
                continue;
            }

            findings.AddRange(at.Check());
            if (next.Order < order)
            {
                pending.Enqueue(($"the pushforward of {next.Name}", next.Order + 1, at.Pushforward, [.. next.Point, .. at.V]));
                pending.Enqueue(($"the pullback of {next.Name}", next.Order + 1, at.Pullback, [.. next.Point, .. at.W]));
            }
        }

        return new(findings.ToImmutable(), doubled is not null) { LeftOut = [.. deliberate] };
    }
}
