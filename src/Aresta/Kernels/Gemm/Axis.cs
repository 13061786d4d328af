namespace Aresta.Kernels;

/// <summary>One dimension of a loop around products: how long it is, and how far its steps are in each matrix, in elements.</summary>
/// <param name="Length">How many steps.</param>
/// <param name="A">From step to step in A.</param>
/// <param name="B">From step to step in B.</param>
/// <param name="C">From step to step in C; 0 for what is summed.</param>
internal readonly record struct Axis(int Length, nint A, nint B, nint C)
{
    /// <summary>The product of some lengths.</summary>
    public static int Product(ReadOnlySpan<int> lengths)
    {
        var product = 1;
        foreach (var length in lengths)
        {
            product = checked(product * length);
        }

        return product;
    }

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

    /// <summary>
    /// The same steps in as few axes as can be: an axis whose step is, in every matrix, as long as another axis altogether continues it.
    /// Axes of one step go; the longest strides come first.
    /// </summary>
    public static Axis[] Merge(IEnumerable<Axis> axes)
    {
        var merged = axes.Where(axis => axis.Length != 1).ToList();
        for (var i = 0; i < merged.Count; i++)
        {
            var inner = merged[i];
            var outer = merged.FindIndex(axis => inner.Length > 0 && inner.Continues(axis));
            if (outer >= 0 && outer != i)
            {
                merged[i] = inner with { Length = checked(inner.Length * merged[outer].Length) };
                merged.RemoveAt(outer);
                i = -1; // what has grown may be continued by what came before
            }
        }

        return [.. merged.OrderByDescending(axis => Math.Max(Math.Abs(axis.A), Math.Max(Math.Abs(axis.B), Math.Abs(axis.C))))];
    }

    private bool Continues(Axis outer) => outer.A == A * Length && outer.B == B * Length && outer.C == C * Length;
}
