using Aresta.Numerics;
using Aresta.Numerics.Framework;
using static Aresta.Numerics.Elementary;

namespace Aresta.GradBench.Problems;

/// <summary>A hand's bones, written once for every type of number: from the angles of its fingers to places of vertices.</summary>
internal sealed class HandSkeleton<T>(HandModel model) where T : IFrameworkNumber<T>
{
    private const int Columns = 4, Size = 3 * Columns;

    private readonly T[] absolutes = new T[Size * model.Parents.Length];
    private readonly T[] bones = new T[Size * model.Parents.Length];
    private readonly T[] local = new T[Size];

    /// <summary>Takes four angles for each of five fingers: the transformations of the bones, from rest to their places, follow.</summary>
    public void Take(ReadOnlySpan<T> angles)
    {
        for (var bone = 0; bone < model.Parents.Length; bone++)
        {
            var parent = model.Parents[bone];
            var absolute = absolutes.AsSpan(bone * Size, Size);
            Local(angles, bone);
            if (parent < 0)
                local.CopyTo(absolute);
            else
                Multiply(absolutes.AsSpan(parent * Size, Size), local, absolute);
            Multiply(absolute, model.InverseAbsolutes.AsSpan(bone * Size, Size), bones.AsSpan(bone * Size, Size));
        }
    }

    /// <summary>Adds what the bones of one finger make of the place of a vertex, times a number.</summary>
    public void Add(int vertex, int finger, double by, Span<T> position)
    {
        var rest = model.Positions.AsSpan(3 * vertex, 3);
        foreach (var (bone, weight) in model.Weights[vertex])
            if (HandModel.Finger(bone) == finger)
                for (var row = 0; row < 3; row++)
                    Add(bones.AsSpan(bone * Size + row * Columns, Columns), rest, weight * by, ref position[row]);
    }

    /// <summary>Where a vertex is, as a mere place.</summary>
    public (double X, double Y, double Z) Place(int vertex)
    {
        var (x, y, z) = (0.0, 0.0, 0.0);
        var rest = model.Positions.AsSpan(3 * vertex, 3);
        foreach (var (bone, weight) in model.Weights[vertex])
        {
            var own = bones.AsSpan(bone * Size, Size);
            x += weight * Row(own, rest);
            y += weight * Row(own[Columns..], rest);
            z += weight * Row(own[(2 * Columns)..], rest);
        }

        return (model.IsMirrored ? -x : x, y, z);

        static double Row(ReadOnlySpan<T> row, ReadOnlySpan<double> rest) =>
            T.ToDouble(row[0]) * rest[0] + T.ToDouble(row[1]) * rest[1] + T.ToDouble(row[2]) * rest[2] + T.ToDouble(row[3]);
    }

    private static void Add(ReadOnlySpan<T> row, ReadOnlySpan<double> rest, double weight, ref T sum) =>
        sum += row[0] * (weight * rest[0]) + row[1] * (weight * rest[1]) + (row[2] * (weight * rest[2]) + row[3] * weight);

    /// <summary>
    /// How a bone lies to its parent: turned by its first angle about x and its second about z, which follow one another. The second
    /// bone of a finger has both, the third and fourth the first; the others stay as they are.
    /// </summary>
    private void Local(ReadOnlySpan<T> angles, int bone)
    {
        var rest = model.Relatives.AsSpan(bone * Size, Size);
        for (var i = 0; i < Size; i++)
            local[i] = T.Constant(rest[i]);
        var (finger, joint) = ((bone - 1) / 4, (bone - 1) % 4);
        if (bone == 0 || joint == 0)
            return;
        var own = angles.Slice(4 * finger, 4);
        if (joint == 1)
            Turn(0, 1, own[1]);
        Turn(1, 2, own[joint == 1 ? 0 : joint]);
    }

    /// <summary>The product with a rotation by an angle in the plane of two axes.</summary>
    private void Turn(int from, int to, T angle)
    {
        var (sin, cos) = (Sin(angle), Cos(angle));
        for (var row = 0; row < Size; row += Columns)
        {
            var (a, b) = (local[row + from], local[row + to]);
            (local[row + from], local[row + to]) = (a * cos + b * sin, b * cos - a * sin);
        }
    }

    /// <summary>One transformation after another.</summary>
    private static void Multiply(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> product)
    {
        for (var row = 0; row < Size; row += Columns)
            for (var column = 0; column < Columns; column++)
            {
                var sum = a[row] * b[column] + a[row + 1] * b[Columns + column] + a[row + 2] * b[2 * Columns + column];
                product[row + column] = column == 3 ? sum + a[row + 3] : sum;
            }
    }

    private static void Multiply(ReadOnlySpan<T> a, ReadOnlySpan<double> b, Span<T> product)
    {
        for (var row = 0; row < Size; row += Columns)
            for (var column = 0; column < Columns; column++)
            {
                var sum = a[row] * b[column] + a[row + 1] * b[Columns + column] + a[row + 2] * b[2 * Columns + column];
                product[row + column] = column == 3 ? sum + a[row + 3] : sum;
            }
    }
}
