using Aresta.Numerics;
using Aresta.Numerics.Framework;
using static Aresta.Numerics.Elementary;

namespace Aresta.GradBench.Problems;

/// <summary>Where a hand is, written once for every type of number: from 26 angles and coordinates to places of vertices.</summary>
internal readonly struct HandPose(HandModel model)
{
    /// <summary>How many numbers say where it is: 3 of rotation, 3 of translation, 4 for each of five fingers.</summary>
    public const int Parameters = 26;

    private const int Columns = 4, Size = 3 * Columns;

    /// <summary>Writes the transformation of each bone, from rest to its place in the hand, 3 × 4 numbers each.</summary>
    public void Bones<T>(ReadOnlySpan<T> theta, Span<T> bones) where T : IFrameworkNumber<T>
    {
        var absolutes = new T[bones.Length];
        Span<T> local = new T[Size];
        for (var bone = 0; bone < model.Parents.Length; bone++)
        {
            var parent = model.Parents[bone];
            var absolute = absolutes.AsSpan(bone * Size, Size);
            Local(theta, bone, local);
            if (parent < 0)
                local.CopyTo(absolute);
            else
                Multiply<T>(absolutes.AsSpan(parent * Size, Size), local, absolute);
            Multiply(absolute, model.InverseAbsolutes.AsSpan(bone * Size, Size), bones.Slice(bone * Size, Size));
        }
    }

    /// <summary>Where a vertex is in the hand.</summary>
    public (T X, T Y, T Z) Position<T>(ReadOnlySpan<T> bones, int vertex) where T : IFrameworkNumber<T>
    {
        var (x, y, z) = (T.Constant(0), T.Constant(0), T.Constant(0));
        var rest = model.Positions.AsSpan(3 * vertex, 3);
        foreach (var (bone, weight) in model.Weights[vertex])
        {
            var own = bones.Slice(bone * Size, Size);
            var (a, b, c) = (weight * rest[0], weight * rest[1], weight * rest[2]);
            x += own[0] * a + own[1] * b + own[2] * c + own[3] * weight;
            y += own[4] * a + own[5] * b + own[6] * c + own[7] * weight;
            z += own[8] * a + own[9] * b + own[10] * c + own[11] * weight;
        }

        return (model.IsMirrored ? -x : x, y, z);
    }

    /// <summary>The rotation of the whole hand by the angle |a| about a: 3 × 3 numbers.</summary>
    public static void Rotation<T>(ReadOnlySpan<T> a, Span<T> rotation) where T : IFrameworkNumber<T>
    {
        var angle = Sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
        if (T.ToDouble(angle) < 1e-4)
        {
            for (var i = 0; i < 9; i++)
                rotation[i] = T.Constant(i % 4 == 0 ? 1 : 0);
            return;
        }

        var (x, y, z) = (a[0] / angle, a[1] / angle, a[2] / angle);
        var (s, c) = (Sin(angle), Cos(angle));
        var rest = 1 - c;
        rotation[0] = x * x + (1 - x * x) * c;
        rotation[1] = x * y * rest - z * s;
        rotation[2] = x * z * rest + y * s;
        rotation[3] = x * y * rest + z * s;
        rotation[4] = y * y + (1 - y * y) * c;
        rotation[5] = y * z * rest - x * s;
        rotation[6] = x * z * rest - y * s;
        rotation[7] = z * y * rest + x * s;
        rotation[8] = z * z + (1 - z * z) * c;
    }

    /// <summary>
    /// How a bone lies to its parent: turned by its first angle about x and its second about z, which follow one another in θ. The second
    /// bone of a finger has both, the third and fourth the first; the others stay as they are.
    /// </summary>
    private void Local<T>(ReadOnlySpan<T> theta, int bone, Span<T> local) where T : IFrameworkNumber<T>
    {
        var rest = model.Relatives.AsSpan(bone * Size, Size);
        for (var i = 0; i < Size; i++)
            local[i] = T.Constant(rest[i]);
        var (finger, joint) = ((bone - 1) / 4, (bone - 1) % 4);
        if (bone == 0 || joint == 0)
            return;
        var angles = theta.Slice(6 + 4 * finger, 4);
        if (joint == 1)
            Turn(local, 0, 1, angles[1]);
        Turn(local, 1, 2, angles[joint == 1 ? 0 : joint]);
    }

    /// <summary>The product with a rotation by an angle in the plane of two axes.</summary>
    private static void Turn<T>(Span<T> local, int from, int to, T angle) where T : IFrameworkNumber<T>
    {
        var (sin, cos) = (Sin(angle), Cos(angle));
        for (var row = 0; row < Size; row += Columns)
        {
            var (a, b) = (local[row + from], local[row + to]);
            (local[row + from], local[row + to]) = (a * cos + b * sin, b * cos - a * sin);
        }
    }

    /// <summary>One transformation after another.</summary>
    private static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> product) where T : IFrameworkNumber<T>
    {
        for (var row = 0; row < Size; row += Columns)
            for (var column = 0; column < Columns; column++)
            {
                var sum = a[row] * b[column] + a[row + 1] * b[Columns + column] + a[row + 2] * b[2 * Columns + column];
                product[row + column] = column == 3 ? sum + a[row + 3] : sum;
            }
    }

    private static void Multiply<T>(ReadOnlySpan<T> a, ReadOnlySpan<double> b, Span<T> product) where T : IFrameworkNumber<T>
    {
        for (var row = 0; row < Size; row += Columns)
            for (var column = 0; column < Columns; column++)
            {
                var sum = a[row] * b[column] + a[row + 1] * b[Columns + column] + a[row + 2] * b[2 * Columns + column];
                product[row + column] = column == 3 ? sum + a[row + 3] : sum;
            }
    }
}
