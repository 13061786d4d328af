using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Refuses outputs and donations that do not fit a graph.</summary>
internal static class Arguments
{
    /// <summary>
    /// There is a tensor for each output, of its type; its memory is that of no other, but for the input it is written over.
    /// </summary>
    /// <exception cref="GraphException">There is not.</exception>
    public static void Check(
        Graph graph, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor> outputs, ReadOnlySpan<(int Input, int Output)> donations)
    {
        if (outputs.Length != graph.Outputs.Length)
        {
            throw new GraphException(
                FormattableString.Invariant($"The graph has {graph.Outputs.Length} outputs, but {outputs.Length} tensors were given."));
        }

        for (var i = 0; i < outputs.Length; i++)
        {
            var type = graph.Outputs[i].Type;
            if (outputs[i]?.Type != type || type.IsStack)
            {
                throw new GraphException(type.IsStack
                    ? FormattableString.Invariant($"Output {i} is {type}, of unknown length; run without tensors for outputs.")
                    : FormattableString.Invariant($"Output {i}, {graph.Outputs[i]}, was given {Given(outputs[i])}."));
            }

            var donor = -1;
            foreach (var (input, output) in donations)
            {
                donor = output == i ? input : donor;
            }

            if (donor >= 0 && outputs[i].Elements != inputs[donor].Elements)
            {
                throw new GraphException(FormattableString.Invariant(
                    $"Output {i} is written over input {donor}, so both are one tensor, but two are given."));
            }

            for (var j = 0; j < inputs.Length; j++)
            {
                if (j != donor && outputs[i].Elements == inputs[j].Elements && type.Shape.Size > 0)
                {
                    throw new GraphException(FormattableString.Invariant(
                        $"Output {i} is given the memory of input {j}; that is allowed only where the options of the plan say so."));
                }
            }

            for (var j = 0; j < i; j++)
            {
                if (outputs[i].Elements == outputs[j].Elements && type.Shape.Size > 0)
                {
                    throw new GraphException(FormattableString.Invariant($"Outputs {j} and {i} are given the same memory."));
                }
            }
        }
    }

    /// <summary>Each donation joins an input and an output of one type, each at most once.</summary>
    /// <exception cref="ArgumentException">One does not.</exception>
    public static void Check(Graph graph, IReadOnlyList<(int Input, int Output)> donations)
    {
        var (inputs, outputs) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (input, output) in donations)
        {
            if (input < 0 || input >= graph.Inputs.Length || output < 0 || output >= graph.Outputs.Length
                || graph.Inputs[input].Type != graph.Outputs[output].Type || graph.Inputs[input].Type.IsStack
                || !inputs.Add(input) || !outputs.Add(output))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Output {output} cannot be written over input {input}: both exist, have one type, no stack, and are named once."));
            }
        }
    }

    private static string Given(Tensor? tensor) => tensor is null ? "no tensor, but null" : $"a tensor of {tensor.Type}";
}
