using System.Numerics;

namespace Aresta.Tensors;

/// <summary>
/// Views of a tensor as (shape, strides, start): element (i₀, i₁, …) of the view is element start + Σ iₖ·strideₖ of the tensor. Moving data
/// is reading a view; its adjoint is adding into the same view.
/// </summary>
internal static class Strided
{
    /// <summary>The flat positions of the elements of a view, in row-major order of the view.</summary>
    public static int[] Offsets(Shape shape, ReadOnlySpan<int> strides, int start = 0)
    {
        var offsets = new int[shape.Size];
        var index = new int[shape.Rank];
        var offset = start;
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = offset;
            for (var axis = shape.Rank - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                offset -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return offsets;
    }

    /// <summary>
    /// The flat positions of the elements of a view that is chosen axis by axis: element (i₀, i₁, …) stands at
    /// positions[0][i₀] + positions[1][i₁] + …, and nowhere (−1) where one of them is −1.
    /// </summary>
    public static int[] Offsets(IEnumerable<int[]> positions)
    {
        int[] offsets = [0];
        foreach (var along in positions)
        {
            offsets = [.. offsets.SelectMany(offset => along.Select(position => offset < 0 || position < 0 ? -1 : offset + position))];
        }

        return offsets;
    }

    /// <summary>
    /// The view undone: for each of <paramref name="size"/> flat positions which element of the view stands there, −1 for none.
    /// </summary>
    /// <param name="offsets">The flat positions of a view's elements, no two the same.</param>
    /// <param name="size">How many elements the viewed tensor has.</param>
    public static int[] Inverse(int[] offsets, int size)
    {
        var inverse = new int[size];
        Array.Fill(inverse, -1);
        for (var i = 0; i < offsets.Length; i++)
        {
            inverse[offsets[i]] = i;
        }

        return inverse;
    }

    /// <summary>The elements of <paramref name="source"/> at the given flat positions; −1 stands for zero.</summary>
    public static Tensor Read(Tensor source, Shape shape, int[] offsets) => source.DType switch
    {
        _ when source.Type.IsStack => ReadLanes(source, shape, offsets),
        DType.Float32 => Read<float>(source, shape, offsets),
        DType.Float64 => Read<double>(source, shape, offsets),
        DType.Int32 => Read<int>(source, shape, offsets),
        DType.Int64 => Read<long>(source, shape, offsets),
        _ => Read<bool>(source, shape, offsets),
    };

    /// <summary>Zeros, to which each element of <paramref name="source"/> is added at its position; −1 stands for nowhere.</summary>
    public static Tensor Add(Tensor source, Shape shape, int[] offsets) => source.DType switch
    {
        _ when source.Type.IsStack => AddLanes(source, shape, offsets),
        DType.Bool => throw new OverflowException("Truth values are not added."),
        _ when source.DType.IsFloating => Add<double>(source, shape, offsets),
        _ => Add<long>(source, shape, offsets),
    };

    private static Tensor ReadLanes(Tensor source, Shape shape, int[] offsets)
    {
        var result = Tensor.Zeros(source.Type with { Shape = shape });
        for (var lane = 0; lane < offsets.Length; lane++)
        {
            if (offsets[lane] >= 0)
            {
                source.CopyTo(result, offsets[lane], lane, 1);
            }
        }

        return result;
    }

    private static Tensor AddLanes(Tensor source, Shape shape, int[] offsets)
    {
        var sums = Tensor.Zeros(source.Type with { Shape = shape });
        for (var lane = 0; lane < offsets.Length; lane++)
        {
            if (offsets[lane] >= 0)
            {
                sums.Cells[offsets[lane]] = Stacks.Add(sums.Cells[offsets[lane]], source.Cells[lane]);
            }
        }

        return sums;
    }

    private static Tensor Read<T>(Tensor source, Shape shape, int[] offsets) where T : unmanaged
    {
        ReadOnlySpan<T> x = source.AsSpan<T>();
        var y = new T[offsets.Length];
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = offsets[i] < 0 ? default : x[offsets[i]];
        }

        return Tensor.Of(y, shape);
    }

    private static Tensor Add<T>(Tensor source, Shape shape, int[] offsets) where T : unmanaged, INumber<T>
    {
        var x = Wide.Read<T>(source);
        var sums = new T[shape.Size];
        for (var i = 0; i < offsets.Length; i++)
        {
            if (offsets[i] >= 0)
            {
                sums[offsets[i]] += x[i];
            }
        }

        return Wide.Write(sums, new(source.DType, shape));
    }
}
