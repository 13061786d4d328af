using Aresta.Numerics;
using Aresta.Numerics.Framework;
using static Aresta.Numerics.Elementary;

namespace Aresta.GradBench.Problems;

/// <summary>How a hand is turned and moved as a whole, written once for every type of number.</summary>
internal sealed class HandPlacement<T> where T : IFrameworkNumber<T>
{
    private readonly T[] rotation = new T[9];
    private readonly T[] translation = new T[3];

    /// <summary>Takes 3 numbers of rotation and 3 of translation.</summary>
    public void Take(ReadOnlySpan<T> theta)
    {
        Rotate(theta[0], theta[1], theta[2]);
        theta.Slice(3, 3).CopyTo(translation);
    }

    /// <summary>How far a point is from a place in the hand, when that is turned and moved.</summary>
    public void Error(ReadOnlySpan<double> point, ReadOnlySpan<T> position, Span<T> error)
    {
        for (var row = 0; row < 3; row++)
            error[row] = Turned(point[row] - translation[row], rotation.AsSpan(3 * row, 3), position);
    }

    private static T Turned(T difference, ReadOnlySpan<T> row, ReadOnlySpan<T> position) =>
        difference - (row[0] * position[0] + row[1] * position[1] + row[2] * position[2]);

    /// <summary>The rotation of the whole hand by the angle |a| about a: 3 × 3 numbers.</summary>
    private void Rotate(T a0, T a1, T a2)
    {
        var angle = Sqrt(a0 * a0 + a1 * a1 + a2 * a2);
        if (T.ToDouble(angle) < 1e-4)
        {
            for (var i = 0; i < 9; i++)
                rotation[i] = T.Constant(i % 4 == 0 ? 1 : 0);
            return;
        }

        var (x, y, z) = (a0 / angle, a1 / angle, a2 / angle);
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
}
