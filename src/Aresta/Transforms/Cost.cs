using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// An estimate of the work in nodes, by which transformations choose: the elements that are read or written, whichever are more, and for a
/// contraction the products; for a loop all its steps, or one where their number is open.
/// </summary>
internal static class Cost
{
    public static double Of(IEnumerable<Node> nodes) => nodes.Sum(Of);

    public static double Of(Node node)
    {
        switch (node.Primitive)
        {
            case ScanPull pull:
                return (pull.Schedule.Steps * Of(pull.Bodies[0].Graph.Nodes)) + (pull.Length * Of(pull.StepPull.Nodes));
            case Scan scan:
                return scan.Length * Of(scan.Step.Nodes);
            case Cond cond:
                return Math.Max(Of(cond.Then.Nodes), Of(cond.Else.Nodes));
            case Control control:
                return control.Bodies.Sum(body => Of(body.Graph.Nodes));
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
}
