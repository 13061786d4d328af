using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>Many rows made one, element by element, in their order: a chain for each column, however columns are cut.</summary>
internal abstract unsafe class ColumnReduction
{
    /// <summary>Sets a row to what changes nothing.</summary>
    public abstract void Begin(byte* row, nint columns);

    /// <summary>Takes rows in.</summary>
    /// <param name="row">What they are joined with.</param>
    /// <param name="source">The first of them.</param>
    /// <param name="step">From row to row, in elements.</param>
    /// <param name="count">How many.</param>
    /// <param name="columns">How long they are.</param>
    public abstract void Take(byte* row, byte* source, nint step, nint count, nint columns);

    /// <summary>Divides a row by a number of elements.</summary>
    public abstract void Divide(byte* row, nint columns, nint by);

    /// <summary>The kernel for a type of numbers.</summary>
    public static ColumnReduction Of(ReductionKind kind, StripType type, VectorWidth width) => kind switch
    {
        ReductionKind.Sum or ReductionKind.Mean => Of<Summed>(type, width),
        ReductionKind.Max => Of<Greatest>(type, width),
        _ => Of<Least>(type, width),
    };

    private static ColumnReduction Of<TReduction>(StripType type, VectorWidth width) where TReduction : struct, IReduction =>
        (type, width) switch
        {
            (StripType.Float32, VectorWidth.Bits512) => new ColumnReduction<TReduction, Lanes512<float>, float>(),
            (StripType.Float32, VectorWidth.Bits256) => new ColumnReduction<TReduction, Lanes256<float>, float>(),
            (StripType.Float32, _) => new ColumnReduction<TReduction, Lanes128<float>, float>(),
            (StripType.Float64, VectorWidth.Bits512) => new ColumnReduction<TReduction, Lanes512<double>, double>(),
            (StripType.Float64, VectorWidth.Bits256) => new ColumnReduction<TReduction, Lanes256<double>, double>(),
            (StripType.Float64, _) => new ColumnReduction<TReduction, Lanes128<double>, double>(),
            (StripType.Int32, _) => new ColumnReduction<TReduction, Lanes128<int>, int>(),
            (StripType.Int64, _) => new ColumnReduction<TReduction, Lanes128<long>, long>(),
            _ => throw new ArgumentException($"Strips of {type} have no reduction; convert them first."),
        };
}

/// <summary>The reduction of one type of numbers with one width of vectors; integers one after another.</summary>
internal sealed unsafe class ColumnReduction<TReduction, V, T> : ColumnReduction
    where TReduction : struct, IReduction where V : struct, ILanes<V, T> where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    public override void Begin(byte* row, nint columns) => new Span<T>(row, (int)columns).Fill(TReduction.Identity<T>());

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(byte* row, byte* source, nint step, nint count, nint columns)
    {
        var (to, from) = ((nint)row, (nint)source);
        var whole = typeof(T) == typeof(int) || typeof(T) == typeof(long) ? 0 : columns - (columns % V.Count);
        nint i = 0;
        for (; i <= count - 4; i += 4)
        {
            T* x = (T*)from + (i * step), y = x + step, z = y + step, w = z + step;
            for (nint j = 0; j < whole; j += V.Count)
            {
                var sum = TReduction.Combine<V, T>(V.Load((T*)to + j), V.Load(x + j));
                sum = TReduction.Combine<V, T>(sum, V.Load(y + j));
                sum = TReduction.Combine<V, T>(sum, V.Load(z + j));
                V.Store(TReduction.Combine<V, T>(sum, V.Load(w + j)), (T*)to + j);
            }
        }

        for (; i < count; i++)
        {
            var x = (T*)from + (i * step);
            for (nint j = 0; j < whole; j += V.Count)
            {
                V.Store(TReduction.Combine<V, T>(V.Load((T*)to + j), V.Load(x + j)), (T*)to + j);
            }
        }

        for (var j = whole; j < columns; j++)
        {
            var sum = ((T*)to)[j];
            var x = (T*)from + j;
            for (i = 0; i < count; i++)
            {
                sum = TReduction.Combine(sum, x[i * step]);
            }

            ((T*)to)[j] = sum;
        }
    }

    public override void Divide(byte* row, nint columns, nint by)
    {
        var divisor = T.CreateTruncating(by);
        for (nint j = 0; j < columns; j++)
        {
            ((T*)row)[j] /= divisor;
        }
    }
}
