using System.Collections;
using System.Runtime.CompilerServices;

namespace Aresta.Tensors;

/// <summary>
/// The lengths of a tensor along its axes, outermost first. A scalar has none, and a length may be 0. Written <c>[2, 3]</c> in C#.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    private readonly IntList lengths;

    private Shape(IntList lengths, int size) => (this.lengths, ExtraSize) = (lengths, size - 1);

    // The default value of the struct is the scalar shape, so that a shape is never invalid: the size is kept less one.
    private int ExtraSize { get; }

    /// <summary>The shape of a scalar.</summary>
    public static Shape Scalar => default;

    /// <summary>The most axes there can be, as in NumPy 2: code may then compare every axis with every other.</summary>
    public const int MaxRank = 64;

    /// <summary>A shape with the given lengths.</summary>
    /// <exception cref="ArgumentException">
    /// A length is negative, there are 2³¹ elements or more, or more than <see cref="MaxRank"/> axes.
    /// </exception>
    public static Shape Create(ReadOnlySpan<int> lengths)
    {
        if (lengths.Length > MaxRank)
        {
            throw new ArgumentException($"A shape has at most {MaxRank} axes, but {lengths.Length} lengths are given.");
        }

        var list = IntList.Create(lengths);
        long size = 1;
        long bound = 1;
        foreach (var length in lengths)
        {
            if (length < 0)
            {
                throw new ArgumentException($"Shape {list} has a negative length.");
            }

            // The product without the zero lengths must fit as well: strides of an empty tensor are computed too.
            bound = Math.Min(bound * Math.Max(length, 1), long.MaxValue / int.MaxValue);
            size *= length;
            if (bound > Array.MaxLength)
            {
                throw new ArgumentException($"Shape {list} has more than {Array.MaxLength} elements, the most a tensor can hold.");
            }
        }

        return new(list, (int)size);
    }

    /// <summary>The number of axes.</summary>
    public int Rank => lengths.Count;

    /// <summary>The number of elements: the product of the lengths, 1 for a scalar.</summary>
    public int Size => ExtraSize + 1;

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>The length along <paramref name="axis"/>, counted from 0.</summary>
    public int this[int axis] => lengths[axis];

    /// <summary>The length along <paramref name="axis"/>, where <c>^1</c> is the last.</summary>
    public int this[Index axis] => lengths[axis.GetOffset(Rank)];

    /// <summary>The lengths.</summary>
    public IntList Lengths => lengths;

    /// <summary>The lengths.</summary>
    public ReadOnlySpan<int> AsSpan() => lengths.AsSpan();

    /// <summary>How far apart neighbors along each axis stand in row-major order.</summary>
    public int[] Strides()
    {
        var strides = new int[Rank];
        var stride = 1;
        for (var axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(this[axis], 1);
        }

        return strides;
    }

    /// <summary>The axis meant by <paramref name="axis"/>, where −1 is the last.</summary>
    /// <exception cref="ArgumentException">There is no such axis.</exception>
    public int Axis(int axis) => axis >= -Rank && axis < Rank
        ? (axis + Rank) % Rank
        : throw new ArgumentException($"Shape {this} has no axis {axis}; its axes are {(Rank == 0 ? "none" : $"0 to {Rank - 1}")}.");

    /// <summary>This shape with another length along <paramref name="axis"/>.</summary>
    public Shape With(int axis, int length)
    {
        var copy = AsSpan().ToArray();
        copy[Axis(axis)] = length;
        return Create(copy);
    }

    /// <summary>This shape without the given axes (each from 0).</summary>
    public Shape Without(IntList axes)
    {
        var kept = lengths;
        return [.. Enumerable.Range(0, Rank).Where(axis => !axes.Contains(axis)).Select(axis => kept[axis])];
    }

    /// <summary>This shape with a new axis of the given length before <paramref name="axis"/>.</summary>
    public Shape Insert(int axis, int length) => [.. AsSpan()[..axis], length, .. AsSpan()[axis..]];

    /// <inheritdoc/>
    public bool Equals(Shape other) => lengths.Equals(other.lengths);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => lengths.GetHashCode();

    /// <summary>Whether both have the same lengths.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The shape as text: <c>[2,3]</c>.</summary>
    public override string ToString() => lengths.ToString();

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => lengths.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
