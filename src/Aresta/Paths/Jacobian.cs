namespace Aresta.Paths;

/// <summary>A small dense matrix in row-major order: the derivative of one tensor by another, both flattened.</summary>
/// <param name="Rows">The elements of the tensor that moves.</param>
/// <param name="Columns">The elements of the tensor that moves it.</param>
/// <param name="Elements">∂ row / ∂ column, row by row.</param>
public sealed record Jacobian(int Rows, int Columns, double[] Elements)
{
    /// <summary>The derivative of a tensor by itself.</summary>
    public static Jacobian Identity(int size)
    {
        var elements = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            elements[(i * size) + i] = 1;
        }

        return new(size, size, elements);
    }

    /// <summary>The sum of two derivatives of one shape.</summary>
    public static Jacobian operator +(Jacobian left, Jacobian right) =>
        left with { Elements = [.. left.Elements.Zip(right.Elements, (l, r) => l + r)] };

    /// <summary>
    /// The chain: first <paramref name="inner"/>, then <paramref name="outer"/>. As in the sweeps, an exact 0 ends a path: 0 times anything
    /// is 0.
    /// </summary>
    public static Jacobian operator *(Jacobian outer, Jacobian inner)
    {
        var elements = new double[outer.Rows * inner.Columns];
        for (var row = 0; row < outer.Rows; row++)
        {
            for (var k = 0; k < outer.Columns; k++)
            {
                var last = outer.Elements[(row * outer.Columns) + k];
                for (var column = 0; column < inner.Columns && last != 0; column++)
                {
                    var first = inner.Elements[(k * inner.Columns) + column];
                    elements[(row * inner.Columns) + column] += first == 0 ? 0 : last * first;
                }
            }
        }

        return new(outer.Rows, inner.Columns, elements);
    }
}
