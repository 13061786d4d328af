namespace Aresta.Primitives;

/// <summary>
/// What a value becomes on a batch of examples: one for each of them, side by side along a new axis 0, or one that all examples share
/// because it depends on nothing that differs between them.
/// </summary>
/// <param name="Value">The value: with the batch as axis 0 where it is per example, of the type it had where it is shared.</param>
/// <param name="IsPerExample">Whether it has that axis.</param>
public readonly record struct BatchedValue(Value Value, bool IsPerExample)
{
    /// <summary>The value with the batch as axis 0: a shared one is repeated.</summary>
    /// <param name="size">How many examples there are.</param>
    /// <exception cref="GraphException">Repeated, it would have too many axes or elements.</exception>
    public Value Repeated(int size)
    {
        if (IsPerExample)
        {
            return Value;
        }

        // A repetition of a repetition is one repetition of what stands behind it.
        var (x, shape) = (Value, Value.Shape);
        var axes = Tensors.IntList.Range(shape.Rank);
        if (Value.Node.Primitive is Broadcast inner)
        {
            (x, axes) = (Value.Node.Operands[0], inner.Axes);
        }

        try
        {
            return Node.Create(new Broadcast(shape.Insert(0, size), [.. axes.Select(axis => axis + 1)]), x).Result();
        }
        catch (ArgumentException e)
        {
            throw new GraphException($"{Value} cannot be repeated for a batch of {size}: {e.Message}", e);
        }
    }
}
