using Aresta.Graphs;

namespace Aresta.Learning.Diagnostics;

/// <summary>Parameters that a loop uses in each of its steps, such as the weight between states.</summary>
internal static class StepUses
{
    /// <summary>The most numbers that the parts of one gradient may have together: above, they are not told apart.</summary>
    private const long MostNumbers = 1 << 22;

    /// <summary>A use.</summary>
    /// <param name="Name">What the parameter is called in the body: its cotangent there is the part of the gradient of each step.</param>
    /// <param name="Parameter">Which parameter, by its place among the inputs.</param>
    public sealed record Use(string Name, int Parameter);

    /// <summary>The uses of given parameters in the scans of a graph; each is given its name in the body.</summary>
    public static List<Use> In(Graph graph, int[] parameters)
    {
        List<Use> uses = [];
        foreach (var node in graph.Nodes.Where(node => node.Primitive is Scan))
        {
            var scan = (Scan)node.Primitive;
            for (var operand = 0; operand < scan.Closed; operand++)
            {
                var parameter = Array.FindIndex(parameters, i => graph.Inputs[i] == node.Operands[operand]);
                var inside = scan.Step.Inputs[operand];

                // A budget asks for little memory; one of these would spend it.
                if (parameter >= 0 && scan.Budget == 0 && (long)scan.Length * inside.Shape.Size <= MostNumbers)
                {
                    var name = FormattableString.Invariant($"{graph.Inputs[parameters[parameter]].Name} by step {uses.Count}");
                    inside.Named(name);
                    uses.Add(new(name, parameters[parameter]));
                }
            }
        }

        return uses;
    }
}
