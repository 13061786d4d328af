using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Laws;

/// <content>Flat primitives, through which no derivative flows.</content>
public static partial class PrimitiveCases
{
    private static Dictionary<string, Func<Draw, PrimitiveCase>> Flat() => new()
    {
        [Constant.Keyword] = d => new(new Constant(d.Flag() ? d.Tensor(d.Shape()) : d.Integers(d.Shape(), -9, 9)), []),
        [StopGradient.Keyword] = d => Unary(d, d.Shape(), _ => new StopGradient()),
        [Iota.Keyword] = d =>
        {
            var shape = d.Shape(lowest: 1);
            return new(new Iota(new((DType)d.Int(0, 3), shape), d.Int(0, shape.Rank - 1)), []);
        },
        [ArgMax.Keyword] = d => Searched(d, axis => new ArgMax(axis)),
        [ArgMin.Keyword] = d => Searched(d, axis => new ArgMin(axis)),
        [And.Keyword] = d => Connected(d, new And()),
        [Or.Keyword] = d => Connected(d, new Or()),
        [Xor.Keyword] = d => Connected(d, new Xor()),
        [Not.Keyword] = d => new(new Not(), [d.Flags(d.Shape())]),
        [RandomBits.Keyword] = d => new(
            new RandomBits(new(d.Flag() ? DType.Int32 : DType.Int64, d.Shape())),
            [Tensor.Scalar((long)d.Int(int.MinValue, int.MaxValue)), Tensor.Vector<long>(d.Int(-2, 2), d.Int(-2, 2))]),
    };

    private static PrimitiveCase Connected(Draw d, Primitive connective)
    {
        var shape = d.Shape();
        return new(connective, [d.Flags(shape), d.Flags(shape)]);
    }

    private static PrimitiveCase Searched(Draw d, Func<int, Primitive> primitive)
    {
        var shape = d.Shape(lowest: 1);
        var axis = d.Int(0, shape.Rank - 1);
        shape = shape.With(axis, Math.Max(shape[axis], 1));
        return new(primitive(axis), [d.Flag() ? d.Tensor(shape) : d.Integers(shape, -2, 2)]);
    }
}
