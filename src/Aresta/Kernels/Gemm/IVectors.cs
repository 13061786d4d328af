namespace Aresta.Kernels;

/// <summary>Vectors of numbers: what the kernels of products are written in, once for all widths.</summary>
/// <typeparam name="T">The numbers: float or double.</typeparam>
/// <typeparam name="V">The vectors.</typeparam>
internal unsafe interface IVectors<T, V> where T : unmanaged where V : struct
{
    /// <summary>How many numbers a vector has.</summary>
    static abstract int Count { get; }

    /// <summary>The height of the tallest tile, two vectors wide, that fits the registers.</summary>
    static abstract int Rows { get; }

    /// <summary>Zeros.</summary>
    static abstract V Zero { get; }

    /// <summary>The numbers at an address, which need not be aligned.</summary>
    static abstract V Load(T* address);

    /// <summary>One number, everywhere.</summary>
    static abstract V Splat(T number);

    /// <summary>x·y + z, rounded once where the machine can.</summary>
    static abstract V MultiplyAdd(V x, V y, V z);

    /// <summary>x·y.</summary>
    static abstract V Multiply(V x, V y);

    /// <summary>x + y.</summary>
    static abstract V Add(V x, V y);

    /// <summary>The greater of each two; NaN if either is.</summary>
    static abstract V Max(V x, V y);

    /// <summary>The sum of the numbers of a vector, in an order that the width alone decides.</summary>
    static abstract T Sum(V x);

    /// <summary>Writes the numbers to an address, which need not be aligned.</summary>
    static abstract void Store(T* address, V x);
}
