using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Laws;

/// <content>Stacks, of up to three items in each of their lanes.</content>
public static partial class PrimitiveCases
{
    private static Dictionary<string, Func<Draw, PrimitiveCase>> Stacks() => new()
    {
        [EmptyStack.Keyword] = d =>
            new(new EmptyStack(TensorType.StackOf(new(DType.Float64, d.Shape(highest: 2)), d.Shape(highest: 2))), []),
        [StackPush.Keyword] = d =>
        {
            var (items, lanes) = Piled(d);
            return new(new StackPush(), [items, d.Tensor([.. items.Shape.AsSpan()[1..]])]) { Lanes = [lanes, null] };
        },
        [StackPop.Keyword] = d => OfStack(d, new StackPop()),
        [ZeroItems.Keyword] = d => OfStack(d, new ZeroItems()),
        [ReverseItems.Keyword] = d => OfStack(d, new ReverseItems()),
        [AddItems.Keyword] = d =>
        {
            var (items, lanes) = Piled(d);
            return new(new AddItems(), [items, d.Tensor(items.Shape)]) { Lanes = [lanes, lanes] };
        },
    };

    private static PrimitiveCase OfStack(Draw d, Primitive primitive)
    {
        var (items, lanes) = Piled(d);
        return new(primitive, [items]) { Lanes = [lanes] };
    }

    private static (Tensor Items, int Lanes) Piled(Draw d)
    {
        var (lanes, item) = (d.Shape(highest: 2), d.Shape(highest: 2));
        return (d.Tensor([d.Int(0, 3), .. lanes, .. item]), lanes.Rank);
    }
}
