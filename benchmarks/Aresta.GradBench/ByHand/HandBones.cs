using Aresta.GradBench.Problems;

namespace Aresta.GradBench.ByHand;

/// <summary>
/// The transformations of a hand's bones and, if wanted, their derivatives by the angles. A bone of a finger depends on the angles of its
/// joint and of those before it in the same finger: at most four.
/// </summary>
internal sealed class HandBones
{
    /// <summary>How many numbers a transformation has: 3 × 4.</summary>
    public const int Size = 12;

    private const int Angles = 4;

    private readonly HandModel model;
    private readonly double[] absolutes;
    private readonly double[] transformations;
    private readonly double[] ofAbsolutes;
    private readonly double[] derivatives;

    public HandBones(HandModel model)
    {
        this.model = model;
        var count = model.Parents.Length;
        (absolutes, transformations) = (new double[Size * count], new double[Size * count]);
        (ofAbsolutes, derivatives) = (new double[Size * Angles * count], new double[Size * Angles * count]);
    }

    /// <summary>The transformation of a bone from rest to its place in the hand.</summary>
    public ReadOnlySpan<double> this[int bone] => transformations.AsSpan(Size * bone, Size);

    /// <summary>Its derivative by one of its finger's angles.</summary>
    public ReadOnlySpan<double> Derivative(int bone, int angle) => derivatives.AsSpan(Size * (Angles * bone + angle), Size);

    /// <summary>How many of its finger's angles a bone depends on: the first so many.</summary>
    public static int AngleCount(int bone) => bone == 0 ? 0 : ((bone - 1) % 4) switch { 0 => 0, 1 => 2, 2 => 3, _ => 4 };

    /// <summary>Computes the transformations.</summary>
    public void Move(ReadOnlySpan<double> theta, bool differentiate)
    {
        Span<double> local = stackalloc double[Size], ofFirst = stackalloc double[Size], ofSecond = stackalloc double[Size];
        for (var bone = 0; bone < model.Parents.Length; bone++)
        {
            var rest = model.Relatives.AsSpan(Size * bone, Size);
            var own = AngleCount(bone);
            var finger = own == 0 ? [] : theta.Slice(6 + (bone - 1) / 4 * Angles, Angles);
            if (own == 0)
                rest.CopyTo(local);
            else
                Turn(rest, own == 2 ? finger[0] : finger[own - 1], own == 2 ? finger[1] : 0, local, ofFirst, ofSecond);
            var absolute = absolutes.AsSpan(Size * bone, Size);
            var parent = model.Parents[bone];
            if (parent < 0)
                local.CopyTo(absolute);
            else
                Multiply(absolutes.AsSpan(Size * parent, Size), local, absolute, 1);
            var inverse = model.InverseAbsolutes.AsSpan(Size * bone, Size);
            Multiply(absolute, inverse, transformations.AsSpan(Size * bone, Size), 1);
            if (!differentiate)
                continue;
            for (var angle = 0; angle < own; angle++)
            {
                var place = Size * (Angles * bone + angle);
                var ofAbsolute = ofAbsolutes.AsSpan(place, Size);
                if (own == 2)
                    Multiply(absolutes.AsSpan(Size * parent, Size), angle == 0 ? ofFirst : ofSecond, ofAbsolute, 0);
                else if (angle == own - 1)
                    Multiply(absolutes.AsSpan(Size * parent, Size), ofFirst, ofAbsolute, 0);
                else
                    Multiply(ofAbsolutes.AsSpan(Size * (Angles * parent + angle), Size), local, ofAbsolute, 1);
                Multiply(ofAbsolute, inverse, derivatives.AsSpan(place, Size), 1);
            }
        }
    }

    /// <summary>rest · Rz(second) · Rx(first), and its derivatives by both.</summary>
    private static void Turn(
        ReadOnlySpan<double> rest, double first, double second, Span<double> local, Span<double> ofFirst, Span<double> ofSecond)
    {
        var (sx, cx) = Math.SinCos(first);
        var (sz, cz) = Math.SinCos(second);
        for (var row = 0; row < Size; row += 4)
        {
            var (a, b, c) = (rest[row], rest[row + 1], rest[row + 2]);
            var (turned, across) = (a * cz + b * sz, b * cz - a * sz);
            var (middle, last) = (across * cx + c * sx, c * cx - across * sx);
            (local[row], local[row + 1], local[row + 2], local[row + 3]) = (turned, middle, last, rest[row + 3]);
            (ofFirst[row], ofFirst[row + 1], ofFirst[row + 2], ofFirst[row + 3]) = (0, last, -middle, 0);
            (ofSecond[row], ofSecond[row + 1], ofSecond[row + 2], ofSecond[row + 3]) = (across, -turned * cx, turned * sx, 0);
        }
    }

    /// <summary>The product of two transformations or derivatives: <paramref name="one"/> is the last row's last number.</summary>
    private static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> product, double one)
    {
        for (var row = 0; row < Size; row += 4)
        {
            var (x, y, z) = (a[row], a[row + 1], a[row + 2]);
            product[row] = x * b[0] + y * b[4] + z * b[8];
            product[row + 1] = x * b[1] + y * b[5] + z * b[9];
            product[row + 2] = x * b[2] + y * b[6] + z * b[10];
            product[row + 3] = x * b[3] + y * b[7] + z * b[11] + one * a[row + 3];
        }
    }
}
