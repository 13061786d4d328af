using System.Collections.Immutable;

namespace Aresta.Tensors;

/// <summary>
/// A function of matrices over tensors that are batches: matrices along the last two axes (or vectors along the last, or numbers), one for
/// each index of the leading axes.
/// </summary>
/// <param name="function">The function.</param>
/// <param name="operands">The types of one or two operands.</param>
/// <param name="results">The types of up to three results.</param>
internal sealed class MatrixBatch(IMatrixFunction function, TensorType[] operands, TensorType[] results)
{
    /// <summary>How many places a run asks for: two operands, then three results.</summary>
    private const int FirstResult = 2, Places = 5;

    private readonly int batch = operands[0].Shape.Rank - 2;
    private readonly long parts = operands.Concat(results).Sum(
        type => (long)Size(type.Shape, operands[0].Shape.Rank - 2, type.Shape.Rank));

    /// <summary>How many matrices there are.</summary>
    public int Count { get; } = Size(operands[0].Shape, 0, operands[0].Shape.Rank - 2);

    /// <summary>How many doubles it takes to compute one of them.</summary>
    public long Doubles => parts + function.Working(operands[0].Shape[^2], operands[0].Shape[^1]);

    /// <summary>The results for tensors.</summary>
    public static Tensor[] Evaluate(IMatrixFunction function, ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        Tensor[] given = [.. operands], made = [.. results.Select(Tensor.Zeros)];
        var all = new MatrixBatch(function, Array.ConvertAll(given, x => x.Type), [.. results]);
        var places = new MatrixPlace[Places];
        for (var i = 0; i < given.Length; i++)
        {
            places[i] = new(given[i]);
        }

        for (var i = 0; i < made.Length; i++)
        {
            places[FirstResult + i] = new(made[i]);
        }

        var memory = new double[all.Doubles];
        for (var i = 0; i < all.Count; i++)
        {
            all.Run(places, i, memory);
        }

        return made;
    }

    /// <summary>Computes one of the batch.</summary>
    /// <param name="places">Where two operands and three results lie; places of what there is not are not looked at.</param>
    /// <param name="index">Which.</param>
    /// <param name="memory">At least <see cref="Doubles"/>.</param>
    public void Run(ReadOnlySpan<MatrixPlace> places, int index, Span<double> memory)
    {
        var bench = new Workbench(memory);
        MatrixParts parts = default;
        parts.A = Part(ref bench, operands, 0);
        parts.B = Part(ref bench, operands, 1);
        parts.X = Part(ref bench, results, 0);
        parts.Y = Part(ref bench, results, 1);
        parts.Z = Part(ref bench, results, 2);
        places[0].Read(index, parts.A.Elements);
        places[1].Read(index, parts.B.Elements);
        function.Compute(parts, bench);
        places[FirstResult].Write(index, parts.X.Elements);
        places[FirstResult + 1].Write(index, parts.Y.Elements);
        places[FirstResult + 2].Write(index, parts.Z.Elements);
    }

    private Matrix Part(scoped ref Workbench bench, TensorType[] types, int i)
    {
        if (i >= types.Length)
        {
            return default;
        }

        var (shape, rank) = (types[i].Shape, types[i].Shape.Rank);
        return bench.Matrix(rank - batch < 2 ? 1 : shape[^2], rank - batch < 1 ? 1 : shape[^1]);
    }

    private static int Size(Shape shape, int from, int to)
    {
        var size = 1;
        for (var axis = from; axis < to; axis++)
        {
            size = checked(size * shape[axis]);
        }

        return size;
    }
}

/// <summary>Where a batch of parts of one length lies: in a tensor, or at an address.</summary>
internal readonly unsafe struct MatrixPlace
{
    private readonly Tensor? tensor;
    private readonly nint address;
    private readonly DType dtype;

    /// <summary>A tensor.</summary>
    public MatrixPlace(Tensor tensor) => (this.tensor, dtype) = (tensor, tensor.DType);

    /// <summary>Elements at an address.</summary>
    public MatrixPlace(byte* address, DType dtype) => (this.address, this.dtype) = ((nint)address, dtype);

    /// <summary>A part as doubles.</summary>
    public void Read(int index, Span<double> to)
    {
        if (dtype == DType.Float64)
        {
            Part<double>(index, to.Length).CopyTo(to);
            return;
        }

        var from = to.IsEmpty ? [] : Part<float>(index, to.Length);
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = from[i];
        }
    }

    /// <summary>A part, each element rounded once to the dtype.</summary>
    public void Write(int index, ReadOnlySpan<double> from)
    {
        switch (dtype)
        {
            case var _ when from.IsEmpty || (tensor is null && address == 0):
                break;
            case DType.Float64:
                from.CopyTo(Part<double>(index, from.Length));
                break;
            case DType.Float32:
                var single = Part<float>(index, from.Length);
                for (var i = 0; i < from.Length; i++)
                {
                    single[i] = (float)from[i];
                }

                break;
            default:
                var whole = Part<long>(index, from.Length);
                for (var i = 0; i < from.Length; i++)
                {
                    whole[i] = (long)from[i];
                }

                break;
        }
    }

    private Span<T> Part<T>(int index, int length) where T : unmanaged => tensor is null
        ? new((T*)address + ((nint)index * length), length)
        : tensor.AsSpan<T>().Slice(index * length, length);
}
