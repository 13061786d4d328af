using System.Numerics;

namespace Aresta.Kernels;

/// <summary>What a product is computed by.</summary>
internal enum Kernel
{
    /// <summary>Tiles of the result in registers.</summary>
    Tiles,

    /// <summary>Inner products of contiguous rows with a vector.</summary>
    Dots,

    /// <summary>A sum of contiguous rows, each times a number.</summary>
    Lines,
}

/// <summary>The kernel of a product, and whether Cᵀ = Bᵀ·Aᵀ is computed by it instead of C = A·B.</summary>
internal readonly record struct Method(Kernel Kernel, bool Swapped)
{
    // Cycles an element: to write it in order, to transpose while packing, to gather singly, to write a tile across its direction.
    private const double Streaming = 0.1;
    private const double Transposing = 0.25;
    private const double Gathering = 1.5;
    private const double Scattering = 1.0;

    /// <summary>Chooses by the shape, and by what is contiguous.</summary>
    public static Method Of<T>(in Product<T> p, int lanes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (right, left) = (p.Columns == 1, p.Rows == 1);
        return (right && p.A.Column == 1, left && p.B.Row == 1, left && p.B.Column == 1, right && p.A.Row == 1) switch
        {
            (_, _, true, _) when p.Depth < lanes || !(right || p.B.Row == 1) => new(Kernel.Lines, false),
            (_, _, _, true) when p.Depth < lanes || !(left || p.A.Column == 1) => new(Kernel.Lines, true),
            (true, _, _, _) => new(Kernel.Dots, false),
            (_, true, _, _) => new(Kernel.Dots, true),
            (_, _, true, _) => new(Kernel.Lines, false),
            (_, _, _, true) => new(Kernel.Lines, true),
            _ => new(Kernel.Tiles, Cycles(p.Transposed, lanes) < Cycles(p, lanes)),
        };
    }

    /// <summary>About how many cycles a product by tiles takes, whichever way is shorter: to compare, not to predict.</summary>
    public static double Estimate<T>(in Product<T> p, int lanes) where T : unmanaged, IFloatingPointIeee754<T> =>
        Math.Min(Cycles(p, lanes), Cycles(p.Transposed, lanes));

    private static double Cycles<T>(in Product<T> p, int lanes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double Size(int rows, int columns) => (double)rows * columns;

        var multiplying = Size(p.Rows, p.Depth) * ((p.Columns + lanes - 1) / lanes);
        var packing = p.B.Column == 1 ? 0 : Size(p.Depth, p.Columns) * (p.B.Row == 1 ? Transposing : Gathering);
        var reading = p.A.Column == 1 || p.A.Row == 1 ? 0 : Size(p.Rows, p.Depth) * Gathering;
        var writing = Size(p.Rows, p.Columns) * (p.C.Column == 1 ? Streaming : p.C.Row == 1 ? Scattering : 2 * Gathering);
        return multiplying + packing + reading + writing;
    }
}
