using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// What the derivative of a loop needs to know of each step: kept by the loop as it runs, and handed to the loop that runs the derivative.
/// What is the same in every step is handed over once; arrays over which the loop runs are handed over as they are; the rest is gathered as
/// rows, or pushed onto stacks where the number of steps is open or where it is a stack itself.
/// </summary>
internal sealed class LoopResiduals
{
    private readonly Loop loop;
    private readonly Node node;
    private readonly IReadOnlyList<Value> residuals;
    private readonly Value[] inputs;
    private readonly NodeMap<bool> invariant = new();
    private readonly int?[] stacks;
    private readonly int?[] rows;
    private readonly int? count;
    private readonly int states;
    private readonly Node keeping;

    /// <summary>Makes the loop that keeps them.</summary>
    public LoopResiduals(Loop loop, Node node, (LoopBuilder Parts, int Rows) primal, IReadOnlyList<Value> residuals)
    {
        (this.loop, this.node, this.residuals, inputs) = (loop, node, residuals, [.. loop.Step.Inputs]);
        (stacks, rows) = (new int?[residuals.Count], new int?[residuals.Count]);
        FindInvariant();
        var (parts, given) = primal;
        if (loop.RunsOpen)
        {
            count = parts.States;
            parts.Next(parts.State(Value.Constant(Tensor.Scalar(0L))) + 1);
        }

        for (var i = 0; i < residuals.Count; i++)
        {
            var residual = residuals[i];
            if (invariant.Contains(residual.Node) || IsRow(residual))
            {
                continue;
            }

            if (loop.RunsOpen || residual.Type.IsStack)
            {
                stacks[i] = parts.States;
                var empty = Node.Create(new EmptyStack(TensorType.StackOf(residual.Type))).Result();
                parts.Next(Node.Create(new StackPush(), parts.State(empty), residual).Result());
            }
            else
            {
                rows[i] = parts.Give(residual);
            }
        }

        states = parts.States;
        var more = states > loop.States || rows.Any(row => row is not null);
        keeping = more
            ? loop.Again(parts).Extending(node, [.. Enumerable.Range(0, loop.States), .. Enumerable.Range(states, given)])
            : node;
    }

    /// <summary>Hands them to a loop, before anything else is added to it.</summary>
    /// <param name="parts">The loop.</param>
    /// <param name="reversed">Whether it begins with the last step.</param>
    /// <returns>
    /// The inputs of its body that stand for the residuals, how many states that took, and which of these says how many steps are left.
    /// </returns>
    public (Value[] Values, int States, int Left) Recall(LoopBuilder parts, bool reversed)
    {
        if (count is { } counted)
        {
            parts.Next(parts.State(keeping.Result(counted)) - 1);
        }

        var constants = Invariants();
        var values = new Value[residuals.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (stacks[i], rows[i]) switch
            {
                ({ } stack, _) => Popped(parts, keeping.Result(stack), reversed),
                (_, { } row) => parts.Row(keeping.Result(states + row)),
                _ when invariant.Contains(residuals[i].Node) => parts.Close(constants[residuals[i]]),
                _ => parts.Row(node.Operands[Array.IndexOf(inputs, residuals[i])]),
            };
        }

        return (values, parts.States, 0);
    }

    private static Value Popped(LoopBuilder parts, Value stack, bool reversed)
    {
        var first = reversed ? stack : Node.Create(new ReverseItems(), stack).Result();
        var popped = Node.Create(new StackPop(), parts.State(first));
        parts.Next(popped.Result(0));
        return popped.Result(1);
    }

    private bool IsRow(Value residual) => Array.IndexOf(inputs, residual) >= loop.Closed + loop.States;

    // Nodes of the body that are the same in every step: they depend on what it closes over alone.
    private void FindInvariant()
    {
        for (var i = 0; i < loop.Closed; i++)
        {
            invariant.TryAdd(inputs[i].Node, true);
        }

        foreach (var each in Graph.Ancestors([.. residuals]))
        {
            if (each.Primitive is not Input && each.Operands.All(operand => invariant.Contains(operand.Node)))
            {
                invariant.TryAdd(each, true);
            }
        }
    }

    // Those residuals outside of the loop.
    private ValueMap<Value> Invariants()
    {
        var outside = new ValueMap<Value>();
        for (var i = 0; i < loop.Closed; i++)
        {
            outside[inputs[i]] = node.Operands[i];
        }

        var needed = residuals.Where(residual => invariant.Contains(residual.Node)).ToArray();
        Dependents.Replay(Graph.Ancestors(needed).Where(each => each.Primitive is not Input), outside);
        return outside;
    }
}
