using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// Which examples of a batch take part in a branch or in a step of a loop, and what becomes of the others. They are computed along and then
/// not chosen. Most operations do not mind: a derivative that is exactly zero stays so whatever partial it meets. Where that is not so, the
/// others are computed on the values of one that takes part, so that nothing fails, overflows or becomes NaN for their sake.
/// </summary>
internal static class TakingPart
{
    /// <summary>Whether a body can run on values that it was not meant for: it raises no error, and passes no NaN on to zeros.</summary>
    public static bool IsFreeForAll(Graph body) => body.Nodes.All(node => node.Primitive switch
    {
        Input or Flat or Scale or StackPush or StackPop => true,
        Gather or ScatterAdd => false,
        Linear => true,
        Binary<Add> or Binary<Subtract> or Binary<Multiply> or Unary<Negate> => true,
        Elementwise => node.Results[0].DType.IsFloating,
        Custom => false,
        Control control => control.Bodies.All(inner => IsFreeForAll(inner.Graph)),
        _ => false,
    });

    /// <summary>
    /// The operands of a body in which the examples that do not take part have the values of the first that does; there is one.
    /// </summary>
    /// <param name="who">A truth value for each example.</param>
    /// <param name="operands">The operands.</param>
    /// <param name="perExample">Which of them are per example.</param>
    /// <param name="size">How many examples there are, at least one.</param>
    public static Value[] Of(Value who, Value[] operands, bool[] perExample, int size)
    {
        var first = who.ConvertTo(DType.Int64).ArgMax(0);
        return [.. operands.Select((operand, i) => perExample[i] ? Choose(who, operand, Repeated(operand)) : operand)];

        Value Repeated(Value operand) =>
            new BatchedValue(Node.Create(new Gather(0, 0), operand, first).Result(), IsPerExample: false).Repeated(size);
    }

    /// <summary>One value or the other for each example, whatever axes, or lanes, these have.</summary>
    public static Value Choose(Value condition, Value then, Value otherwise)
    {
        var chosen = condition.Shape == then.Shape
            ? condition
            : Node.Create(new Broadcast(then.Shape, [0]), condition).Result();
        return Node.Create(new Where(), chosen, then, otherwise).Result();
    }
}
