using System.Runtime.CompilerServices;
using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// An estimate of the work in nodes, by which transformations choose: the elements that are read or written, whichever are more, and for a
/// contraction the products; for a loop the work of its body, as often as it runs.
/// </summary>
internal static class Cost
{
    /// <summary>How many steps a loop is supposed to take of which nothing is known: some iterations of a method that converges.</summary>
    public const int StepsOfWhile = 10;

    // A body may stand in many nodes, and those in bodies again.
    private static readonly ConditionalWeakTable<Graph, object> Bodies = [];

    public static double Of(IEnumerable<Node> nodes) => nodes.Sum(Of);

    public static double Of(Node node)
    {
        switch (node.Primitive)
        {
            case ScanPull pull:
                return (pull.Schedule.Steps * Of(pull.Bodies[0].Graph)) + (pull.Length * Of(pull.StepPull));
            case Scan scan:
                return scan.Length * Of(scan.Step);
            case While loop:
                return StepsOfWhile * (Of(loop.Condition) + Of(loop.Step));
            case Cond cond:
                return Math.Max(Of(cond.Then), Of(cond.Else));
            case Control control:
                return Of(control.Bodies[0].Graph);
        }

        var read = node.Operands.Sum(operand => (double)operand.Shape.Size);
        var written = node.Results.Sum(result => (double)result.Shape.Size);
        if (node.Primitive is Contract contract)
        {
            var left = node.Operands[0].Shape;
            foreach (var label in contract.Summed)
            {
                written *= left[contract.Left.IndexOf(label)];
            }
        }

        return 1 + Math.Max(read, written);
    }

    private static double Of(Graph body) => (double)Bodies.GetValue(body, static graph => Of(graph.Nodes));
}
