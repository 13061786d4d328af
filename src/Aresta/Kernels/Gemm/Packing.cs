using System.Numerics;
using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>
/// Copies blocks of the factors into panels that a kernel walks through in order. A panel of A keeps the direction in which A is
/// contiguous, as a kernel takes any stride between rows and between columns; one of B has contiguous rows as wide as a tile.
/// </summary>
internal static unsafe class Packing<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : IVectors<T, V>
{
    /// <summary>Packs one panel of A, times <paramref name="alpha"/>: as rows if A has contiguous ones, otherwise as columns.</summary>
    public static void Left(in Matrix<T> a, int rows, int depth, T alpha, T* target)
    {
        if (a.Column == 1)
        {
            for (var i = 0; i < rows; i++)
            {
                Line(a.Of(i, 0), target + ((nint)i * depth), depth);
            }
        }
        else if (a.Row == 1)
        {
            for (var k = 0; k < depth; k++)
            {
                Line(a.Of(0, k), target + ((nint)k * rows), rows);
            }
        }
        else
        {
            for (var k = 0; k < depth; k++)
            {
                for (var i = 0; i < rows; i++)
                {
                    target[((nint)k * rows) + i] = *a.Of(i, k);
                }
            }
        }

        if (alpha != T.One)
        {
            for (nint i = 0; i < (nint)rows * depth; i++)
            {
                target[i] *= alpha;
            }
        }
    }

    /// <summary>Packs one panel of B: rows of <paramref name="width"/> elements, the last ones zero where B has ended.</summary>
    public static void Right(in Matrix<T> b, int depth, int columns, int width, T* target)
    {
        for (nint end = width; columns < width && end <= (nint)depth * width; end += width)
        {
            L.Store(target + end - L.Count, L.Zero);
        }

        if (b.Column == 1 && columns == width)
        {
            for (var k = 0; k < depth; k++)
            {
                T* source = b.Of(k, 0), to = target + ((nint)k * width);
                for (var j = 0; j < width; j += L.Count)
                {
                    L.Store(to + j, L.Load(source + j));
                }
            }
        }
        else if (b.Column == 1)
        {
            for (var k = 0; k < depth; k++)
            {
                Line(b.Of(k, 0), target + ((nint)k * width), columns);
            }
        }
        else if (b.Row == 1)
        {
            Transposition.Copy(b.Start, b.Column, target, width, columns, depth);
        }
        else
        {
            for (var k = 0; k < depth; k++)
            {
                for (var j = 0; j < columns; j++)
                {
                    target[((nint)k * width) + j] = *b.Of(k, j);
                }
            }
        }
    }

    /// <summary>Copies contiguous elements: whole vectors, of which the last may overlap.</summary>
    public static void Line(T* source, T* target, int length)
    {
        if (length >= L.Count)
        {
            for (var i = 0; i <= length - L.Count; i += L.Count)
            {
                L.Store(target + i, L.Load(source + i));
            }

            L.Store(target + length - L.Count, L.Load(source + length - L.Count));
            return;
        }

        if (length >= Vector256<T>.Count)
        {
            var last = Vector256.Load(source + length - Vector256<T>.Count);
            Vector256.Load(source).Store(target);
            last.Store(target + length - Vector256<T>.Count);
            return;
        }

        for (var i = 0; i < length; i++)
        {
            target[i] = source[i];
        }
    }

    /// <summary>Copies a tile, as a result lies in memory, to contiguous rows.</summary>
    public static void Gather(in Matrix<T> c, int rows, int columns, T* tile, int width)
    {
        if (c.Column == 1)
        {
            for (var i = 0; i < rows; i++)
            {
                Line(c.Of(i, 0), tile + (i * width), columns);
            }
        }
        else if (c.Row == 1)
        {
            Transposition.Copy(c.Start, c.Column, tile, width, columns, rows);
        }
        else
        {
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    tile[(i * width) + j] = *c.Of(i, j);
                }
            }
        }
    }

    /// <summary>Copies a tile of contiguous rows to where the result lies in memory.</summary>
    public static void Scatter(T* tile, int width, in Matrix<T> c, int rows, int columns)
    {
        if (c.Column == 1)
        {
            for (var i = 0; i < rows; i++)
            {
                Line(tile + (i * width), c.Of(i, 0), columns);
            }
        }
        else if (c.Row == 1)
        {
            Transposition.Copy(tile, width, c.Start, c.Column, rows, columns);
        }
        else
        {
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    *c.Of(i, j) = tile[(i * width) + j];
                }
            }
        }
    }

    /// <summary>C ← value.</summary>
    public static void Fill(in Matrix<T> c, int rows, int columns, T value)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                *c.Of(i, j) = value;
            }
        }
    }

    /// <summary>C ← factor·C.</summary>
    public static void Scale(in Matrix<T> c, int rows, int columns, T factor)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                *c.Of(i, j) *= factor;
            }
        }
    }
}
