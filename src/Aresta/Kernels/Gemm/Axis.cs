namespace Aresta.Kernels;

/// <summary>One dimension of a loop around products: how long it is, and how far its steps are in each matrix, in elements.</summary>
/// <param name="Length">How many steps.</param>
/// <param name="A">From step to step in A.</param>
/// <param name="B">From step to step in B.</param>
/// <param name="C">From step to step in C; 0 for what is summed.</param>
internal readonly record struct Axis(int Length, nint A, nint B, nint C)
{
    /// <summary>The axis with A and B exchanged.</summary>
    public Axis Swapped => new(Length, B, A, C);

    /// <summary>How many steps some axes have together.</summary>
    public static int Count(ReadOnlySpan<Axis> axes)
    {
        var count = 1;
        foreach (var axis in axes)
        {
            count = checked(count * axis.Length);
        }

        return count;
    }

    /// <summary>How far a step is from the first one, in each matrix; the last axis moves fastest.</summary>
    public static (nint A, nint B, nint C) Offsets(ReadOnlySpan<Axis> axes, int step)
    {
        nint a = 0, b = 0, c = 0;
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            var (rest, at) = Math.DivRem(step, axes[i].Length);
            (a, b, c, step) = (a + (at * axes[i].A), b + (at * axes[i].B), c + (at * axes[i].C), rest);
        }

        return (a, b, c);
    }
}
