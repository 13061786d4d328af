using Aresta.Tensors;
using CsCheck;

namespace Aresta.Tests.Laws;

/// <summary>A sequence of CsCheck draws that its seed determines.</summary>
/// <param name="seed">The seed.</param>
public sealed class Draw(ulong seed)
{
    private readonly PCG source = new(1, seed);

    /// <summary>A draw from a generator.</summary>
    public T Of<T>(Gen<T> generator) => generator.Generate(source, null, out _);

    /// <summary>An integer between two, both included.</summary>
    public int Int(int low, int high) => Of(Gen.Int[low, high]);

    /// <summary>One of two truth values.</summary>
    public bool Flag() => Of(Gen.Bool);

    /// <summary>A number between two.</summary>
    public double Double(double low, double high) => Of(Gen.Double[low, high]);

    /// <summary>A number between two, or its negative.</summary>
    public double Signed(double low, double high) => Flag() ? Double(low, high) : -Double(low, high);

    /// <summary>
    /// A shape of the given range of ranks, with lengths from <paramref name="shortest"/> to 3. Scalars are rare, and so are lengths of 0.
    /// </summary>
    public Shape Shape(int lowest = 0, int highest = 3, int shortest = 0)
    {
        var rank = Int(0, 7) == 0 ? lowest : Int(Math.Max(lowest, Math.Min(1, highest)), highest);
        var least = Int(0, 4) == 0 ? shortest : Math.Max(shortest, 1);
        return Tensors.Shape.Create(Of(Gen.Int[least, 3].Array[rank]));
    }

    /// <summary>A float64 tensor of numbers between two.</summary>
    public Tensor Tensor(Shape shape, double low = -2, double high = 2) => Tensor(shape, () => Double(low, high));

    /// <summary>A float64 tensor of drawn elements.</summary>
    public Tensor Tensor(Shape shape, Func<double> element) =>
        Tensors.Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(_ => element())], shape);

    /// <summary>An int64 or int32 tensor of numbers between two, both included.</summary>
    public Tensor Integers(Shape shape, int low, int high) => Flag()
        ? Tensors.Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(_ => (long)Int(low, high))], shape)
        : Tensors.Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(_ => Int(low, high))], shape);

    /// <summary>A bool tensor.</summary>
    public Tensor Flags(Shape shape) => Tensors.Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(_ => Flag())], shape);

    /// <summary>The numbers below <paramref name="count"/> in any order.</summary>
    public IntList Permutation(int count) => [.. Of(Gen.Shuffle(Enumerable.Range(0, count).ToArray()))];

    /// <summary>Some of the axes below <paramref name="rank"/>, in any order; rarely none.</summary>
    public IntList Axes(int rank) => [.. Permutation(rank).Take(Int(0, 7) == 0 ? 0 : Int(Math.Min(1, rank), rank))];

    /// <summary>A list with an integer between two for each of <paramref name="count"/> places.</summary>
    public IntList List(int count, int low, int high) => [.. Of(Gen.Int[low, high].Array[count])];
}
