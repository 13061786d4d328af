using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// An operation that runs its body again and again: on what it closes over, on a state that each run hands to the next, and, for some
/// loops, on one row of each of several arrays. Operands, and inputs of the body, come in this order; results, and outputs of the body, are
/// the states, then the rows.
/// </summary>
/// <param name="Step">The body.</param>
/// <param name="Closed">How many operands it closes over.</param>
/// <param name="States">How many values the state has.</param>
public abstract record Loop(Graph Step, int Closed, int States) : Control
{
    /// <summary>Whether the number of steps is known only when it has run, so that what is kept of each step goes onto stacks.</summary>
    internal abstract bool RunsOpen { get; }

    /// <summary>A loop of as many steps in the same direction, whose first states and first closed values are those of this one.</summary>
    internal abstract Node Again(LoopBuilder parts);

    /// <summary>A loop of as many steps over the rows of this one, all of whose states are others.</summary>
    /// <param name="parts">The loop.</param>
    /// <param name="reversed">Whether it begins with the last step.</param>
    /// <param name="left">Which of its states says how many steps are left, for a loop that runs open.</param>
    internal abstract Node Along(LoopBuilder parts, bool reversed, int left);

    public sealed override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents) => new LoopDerivatives(this, node).Push(tangents);

    public sealed override Value?[] Linearize(Node node, ReadOnlySpan<Value?> tangents) =>
        new LoopDerivatives(this, node).Linearize(tangents);

    public sealed override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted) =>
        new LoopDerivatives(this, node).Pull(cotangents, wanted);

    /// <summary>Refuses numbers of values that do not fit, and states that change their type.</summary>
    private protected void ExpectLoop(ReadOnlySpan<TensorType> inputs)
    {
        if (Closed < 0 || States < 0 || Closed + States > inputs.Length || States > Step.Outputs.Length)
        {
            throw new OperandException(FormattableString.Invariant(
                $"closes over {Closed} values and has {States} states, which does not fit its {inputs.Length} operands and its body"));
        }

        Expect(Step, "body", inputs);
        for (var i = 0; i < States; i++)
        {
            if (Step.Outputs[i].Type != inputs[Closed + i])
            {
                throw new OperandException(FormattableString.Invariant(
                    $"state {i} keeps its type, but begins as {inputs[Closed + i]} and goes on as {Step.Outputs[i].Type}"));
            }
        }
    }
}
