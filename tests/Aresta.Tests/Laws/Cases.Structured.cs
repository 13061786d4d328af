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
        [Product.Keyword] = d => WithZeros(d, d.Shape(), shape => new Product(d.Axes(shape.Rank))),
        [Recurrence.Keyword] = d =>
        {
            var b = d.Shape(lowest: 1);
            var axis = d.Int(0, b.Rank - 1);
            return new(new Recurrence(axis, d.Flag()), [d.Tensor(b.With(axis, Math.Max(b[axis] - 1, 0))), d.Tensor(b)]);
        },
        [Sort.Keyword] = d => Ordered(d, (shape, axis) => new Sort(axis, d.Flag(), d.Int(0, shape[axis]))),
        [CumulativeMax.Keyword] = d => Ordered(d, (_, axis) => new CumulativeMax(axis)),
        [CumulativeMin.Keyword] = d => Ordered(d, (_, axis) => new CumulativeMin(axis)),
        [TriangularSolve.Keyword] = d =>
        {
            // Small entries beside the diagonal keep the solution of the size of the right-hand side.
            var (batch, n) = (d.Shape(highest: 1), d.Int(0, 3));
            Shape b = [.. batch, n, d.Int(0, 3)];
            return new(
                new TriangularSolve(d.Flag(), d.Flag(), d.Flag()),
                [Matrices(d, [.. batch, n, n], _ => d.Signed(1, 2), 0.5), d.Tensor(b)], Condition: 32);
        },
        [Cholesky.Keyword] = d => new(new Cholesky(), [Matrices(d, Square(d), _ => d.Double(2, 3), 0.5)], Condition: 32),
        [Lu.Keyword] = d =>
        {
            // The pivots stand out, in rows of any order.
            var a = Matrices(d, Square(d), _ => d.Signed(1.5, 2.5), 0.3);
            var (n, order) = (a.Shape[^1], d.Permutation(a.Shape[^1]));
            var permuted = a.ToDoubles().Select((_, i) => a[(i / (n * n) * n * n) + (order[i / n % n] * n) + (i % n)]);
            return new(new Lu(), [Tensor.Of([.. permuted], a.Shape)], Condition: 32);
        },
        [Qr.Keyword] = d =>
        {
            // No zeros below the diagonal: there LAPACK's signs jump.
            var shape = Tall(d);
            var a = Matrices(d, shape, _ => d.Signed(1.5, 2.5), 0.3, least: 0.1);
            return new(new Qr(shape[^1] == shape[^2] && d.Flag()), [a], Condition: 32);
        },
        [Eigh.Keyword] = d => new(new Eigh(), [Matrices(d, Square(d), Spaced(d), 0.2)], Condition: 64),
        [Svd.Keyword] = d => new(new Svd(), [Matrices(d, Tall(d), Spaced(d), 0.2)], Condition: 64),
        [PseudoInverse.Keyword] = d =>
        {
            var shape = Tall(d);
            Shape turned = [.. shape.AsSpan()[..^2], shape[^1], shape[^2]];
            return new(new PseudoInverse(1e-10, 0), [Matrices(d, d.Flag() ? shape : turned, _ => d.Signed(1.5, 2.5), 0.3)], Condition: 64);
        },
        [Determinant.Keyword] = d => WithZeros(d, Square(d), _ => new Determinant()) with { Condition = 32 },
        [Cofactors.Keyword] = d => new(new Cofactors(), [Matrices(d, Square(d), Spaced(d), 0.2)], Condition: 64),
    };

    private static Shape Square(Draw d)
    {
        var n = d.Int(0, 3);
        return [.. d.Shape(highest: 1), n, n];
    }

    private static Shape Tall(Draw d)
    {
        var n = d.Int(0, 3);
        return [.. d.Shape(highest: 1), d.Int(n, 4), n];
    }

    // Matrices with the given diagonal, and other elements whose absolute values are between least and off.
    private static Tensor Matrices(Draw d, Shape shape, Func<int, double> diagonal, double off, double least = 0)
    {
        return Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(i => Element(i / shape[^1] % shape[^2], i % shape[^1]))], shape);

        double Element(int row, int column) => row == column ? diagonal(row) : d.Signed(least, off);
    }

    // Eigenvalues or singular values far from each other and from 0.
    private static Func<int, double> Spaced(Draw d) => row => (3 * (row + 1)) + d.Double(-0.3, 0.3);

    private static PrimitiveCase WithZeros(Draw d, Shape shape, Func<Shape, Primitive> primitive) =>
        new(primitive(shape), [d.Tensor(shape, () => d.Int(0, 2) == 0 ? 0 : d.Signed(0.5, 2))]);

    private static PrimitiveCase Reduced(Draw d, Func<IntList, Primitive> primitive)
    {
        var shape = d.Shape(shortest: 1);
        return new(primitive(d.Axes(shape.Rank)), [Distinct(d, shape)]);
    }

    private static PrimitiveCase Ordered(Draw d, Func<Shape, int, Primitive> primitive)
    {
        var shape = d.Shape(lowest: 1);
        return new(primitive(shape, d.Int(0, shape.Rank - 1)), [Distinct(d, shape)]);
    }

    // All elements are at least 0.2 apart.
    private static Tensor Distinct(Draw d, Shape shape) =>
        Tensor.Of([.. d.Permutation(shape.Size).Select(i => (0.4 * i) + d.Double(-0.1, 0.1))], shape);
}
