using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Laws;

/// <summary>A primitive and operands that it takes, away from kinks and jumps wherever it is differentiable.</summary>
/// <param name="Primitive">The primitive.</param>
/// <param name="Operands">The operands. Of a stack, all items: one after the other along axis 0, the top last.</param>
/// <param name="Condition">By how much the operation may multiply relative errors: 1 but for solutions of equations.</param>
public sealed record PrimitiveCase(Primitive Primitive, Tensor[] Operands, double Condition = 1)
{
    /// <summary>For operands that are stacks the number of axes of their lanes; null for those that are not. None unless given.</summary>
    public int?[]? Lanes { get; init; }

    /// <summary>The primitive on float32, where float64 is one of its parameters.</summary>
    public Primitive? Single { get; init; }

    /// <summary>The unit roundoff of its coarsest floating dtype.</summary>
    public double Epsilon =>
        Math.ScaleB(1, Trace().Nodes.SelectMany(node => node.Results).Any(type => type.DType == DType.Float32) ? -24 : -53);

    /// <summary>
    /// The graph that applies the primitive to an input for each operand; an output for each result. Operands that are stacks are made of
    /// their items inside, results that are stacks are taken apart, so that it is a function of numbers.
    /// </summary>
    public Graph Trace() =>
        Graph.Trace(v => Outputs(Apply(v).Node), [.. Operands.Select(x => x.Type)], originBudget: 0);

    /// <summary>The node that applies the primitive to such inputs, and its operands, stacks where it takes stacks.</summary>
    /// <param name="inputs">A value for each operand.</param>
    /// <param name="single">Whether the inputs are float32 where the operands are float64.</param>
    public (Node Node, Value[] Operands) Apply(Value[] inputs, bool single = false)
    {
        Value[] operands = [.. inputs.Select((x, i) => Lanes?[i] is { } lanes ? Pile(x, lanes) : x)];
        return (Node.Create((single ? Single : null) ?? Primitive, operands), operands);
    }

    /// <summary>The results of a node, stacks as their items.</summary>
    public Value[] Outputs(Node node)
    {
        // One more than there can be, so that the height is seen as well.
        var tallest = Operands.Where((_, i) => Lanes?[i] is not null).Select(x => x.Shape[0]).DefaultIfEmpty(3).Max() + 2;
        return [.. Enumerable.Range(0, node.Results.Length).SelectMany(i => Items(node.Result(i), tallest))];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Primitive}({string.Join(", ", Operands.Select(x => $"{x.Type} {x}"))})";

    private static Value Pile(Value items, int lanes)
    {
        var item = new TensorType(items.DType, [.. items.Shape.AsSpan()[(lanes + 1)..]]);
        var stack = Node.Create(new EmptyStack(TensorType.StackOf(item, [.. items.Shape.AsSpan()[1..(lanes + 1)]]))).Result();
        for (var i = 0; i < items.Shape[0]; i++)
        {
            stack = Node.Create(new StackPush(), stack, items[i]).Result();
        }

        return stack;
    }

    // Top first; behind the last one zeros, and that there was none.
    private static IEnumerable<Value> Items(Value value, int count)
    {
        if (!value.Type.IsStack)
        {
            yield return value;
            yield break;
        }

        for (var i = 0; i < count; i++)
        {
            var popped = Node.Create(new StackPop(), value);
            value = popped.Result(0);
            yield return popped.Result(2);
            foreach (var item in Items(popped.Result(1), count))
            {
                yield return item;
            }
        }
    }
}
