using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Laws;

/// <content>Structured primitives.</content>
public static partial class PrimitiveCases
{
    private static Dictionary<string, Func<Draw, PrimitiveCase>> Structured() => new()
    {
        [Max.Keyword] = d => Reduced(d, axes => new Max(axes)),
        [Min.Keyword] = d => Reduced(d, axes => new Min(axes)),
        [TriangularSolve.Keyword] = d =>
        {
            // Small entries beside the diagonal keep the solution of the size of the right-hand side.
            var (batch, n) = (d.Shape(highest: 1), d.Int(0, 3));
            Shape a = [.. batch, n, n];
            Shape b = [.. batch, n, d.Int(0, 3)];
            var factor = d.Tensor(a, -0.5, 0.5).ToDoubles();
            return new(
                new TriangularSolve(d.Flag(), d.Flag(), d.Flag()),
                [Tensor.Of([.. factor.Select((x, i) => OnDiagonal(i, n) ? d.Signed(1, 2) : x)], a), d.Tensor(b)], Condition: 32);
        },
        [Cholesky.Keyword] = d =>
        {
            var (batch, n) = (d.Shape(highest: 1), d.Int(0, 3));
            Shape a = [.. batch, n, n];
            var matrix = d.Tensor(a, -0.5, 0.5).ToDoubles();
            var symmetric = matrix.Select((x, i) => OnDiagonal(i, n)
                ? d.Double(2, 3)
                : matrix[Math.Min(i, (i / (n * n) * n * n) + (i % n * n) + (i / n % n))]);
            return new(new Cholesky(), [Tensor.Of([.. symmetric], a)], Condition: 32);
        },
    };

    private static bool OnDiagonal(int flat, int n) => flat % (n * n) % (n + 1) == 0;

    // All elements are at least 0.2 apart, so that none but one is the extreme.
    private static PrimitiveCase Reduced(Draw d, Func<IntList, Primitive> primitive)
    {
        var shape = d.Shape(shortest: 1);
        var order = d.Permutation(shape.Size);
        return new(primitive(d.Axes(shape.Rank)), [Tensor.Of([.. order.Select(i => (0.4 * i) + d.Double(-0.1, 0.1))], shape)]);
    }
}
