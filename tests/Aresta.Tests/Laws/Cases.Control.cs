using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Laws;

/// <content>
/// Operations with bodies. The bodies are fixed ones of float64 or float32; what they are applied to is drawn. Random bodies in random
/// bodies have tests of their own.
/// </content>
public static partial class PrimitiveCases
{
    private static Dictionary<string, Func<Draw, PrimitiveCase>> Control() => new()
    {
        [Call.Keyword] = d =>
        {
            var (shape, keep) = (d.Shape(), d.Int(0, 2) switch { 0 => Keep.Everything, 1 => Keep.Nothing, _ => Keep.Named("product") });
            return Typed(
                dtype => new Call(
                    Of(dtype, [shape, shape], v =>
                    [
                        Sin((v[0] * v[1]).Named("product")) * v[0], v[1], Value.Constant(Tensor.Scalar(2, dtype)),
                    ]),
                    "part", keep),
                [d.Tensor(shape), d.Tensor(shape)]);
        },
        [Cond.Keyword] = d =>
        {
            var shape = d.Shape();
            return Typed(
                dtype => new Cond(
                    Of(dtype, [shape, shape], v => [Sin(v[0] * v[1]), v[1].Sum(), v[0]]),
                    Of(dtype, [shape, shape], v => [v[0] * Exp(v[1]), v[0].Sum() * 2, Value.Zeros(v[0].Type)])),
                [d.Flags(Shape.Scalar), d.Tensor(shape), d.Tensor(shape)]);
        },
        [Scan.Keyword] = d =>
        {
            var (shape, length, backward, budget) = (d.Shape(highest: 2), d.Int(0, 7) == 0 ? 0 : d.Int(1, 4), d.Flag(), d.Int(0, 2));
            return Typed(
                dtype => new Scan(
                    Of(dtype, [shape, shape, Shape.Scalar, shape], v =>
                    [
                        Tanh((v[0] * v[1]) + v[3]), v[2] + Sin(v[1]).Sum(), v[1] * v[2], v[3], v[0],
                    ]),
                    1, 2, length, backward, budget),
                [d.Tensor(shape), d.Tensor(shape), d.Tensor([]), d.Tensor([length, .. shape])]);
        },
        [ScanPull.Keyword] = PullUnderBudget,
        [While.Keyword] = d =>
        {
            // So many steps as the first state says; it stays half an integer away from the jump.
            var shape = d.Shape(highest: 2);
            return Typed(
                dtype => new While(
                    Of(dtype, [shape, Shape.Scalar, shape], v => [v[1] > 0.5]),
                    Of(dtype, [shape, Shape.Scalar, shape], v => [v[1] - 1, Sin(v[2] * v[0]) + (v[2] * v[1] / 4)]),
                    1),
                [d.Tensor(shape), Tensor.Scalar(d.Int(0, 4) + d.Double(-0.1, 0.1)), d.Tensor(shape)]);
        },
        [Custom.Keyword] = d =>
        {
            var (shape, given, deliberate) = (d.Shape(), d.Int(0, 2), d.Flag());
            return Typed(
                dtype => new Custom(
                    Of(dtype, [shape, shape], v => [Sin(v[1]) * v[0], (v[0] * v[1]).Sum()]),
                    given == 0 ? null : Of(dtype, [shape, shape, shape, Shape.Scalar, shape, shape], v =>
                    [
                        (Cos(v[1]) * v[0] * v[5]) + (Sin(v[1]) * v[4]), ((v[0] * v[5]) + (v[1] * v[4])).Sum(),
                    ]),
                    given == 1 ? null : Of(dtype, [shape, shape, shape, Shape.Scalar, shape, Shape.Scalar], v =>
                    [
                        (Sin(v[1]) * v[4]) + (v[1] * v[5]), (Cos(v[1]) * v[0] * v[4]) + (v[0] * v[5]),
                    ]),
                    [0, 1], 1, "part", deliberate),
                [d.Tensor(shape), d.Tensor(shape)]);
        },
    };

    private static PrimitiveCase Typed(Func<DType, Primitive> primitive, Tensor[] operands) =>
        new(primitive(DType.Float64), operands) { Single = primitive(DType.Float32) };

    private static Graph Of(DType dtype, Shape[] shapes, Func<Value[], Value[]> body) =>
        Graph.Trace(v => body(v), [.. shapes.Select(shape => new TensorType(dtype, shape))], originBudget: 0);
}
