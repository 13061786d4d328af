using System.Numerics;

namespace Aresta.Kernels;

/// <summary>Sums of products of integers along axes: rows of the result at a time, in loops that hold no vectors back.</summary>
internal sealed class IntegerContraction
{
    private readonly Axis[] _rows;
    private readonly Axis _row;
    private readonly Axis[] _sums;

    /// <summary>A contraction.</summary>
    /// <param name="axes">One for each label; those with C = 0 (and more than one step) are summed.</param>
    public IntegerContraction(IReadOnlyCollection<Axis> axes)
    {
        Axis[] kept = [.. axes.Where(axis => axis.C != 0).OrderByDescending(axis => axis.C)];
        (_rows, _row) = kept.Length == 0 ? ([], new(1, 0, 0, 1)) : (kept[..^1], kept[^1]);
        _sums = [.. axes.Where(axis => axis.C == 0)];
    }

    /// <summary>How many products are summed.</summary>
    public double MultiplyAdds => (double)Axis.Count(_rows) * _row.Length * Axis.Count(_sums);

    /// <summary>Computes the result.</summary>
    public unsafe void Run<T>(T* left, T* right, T* result, int threads) where T : unmanaged, IBinaryInteger<T> =>
        Workers.Shared.Run(new Rows<T>(this, left, right, result), Axis.Count(_rows), threads);

    private readonly unsafe struct Rows<T>(IntegerContraction contraction, T* left, T* right, T* result) : IChunks
        where T : unmanaged, IBinaryInteger<T>
    {
        private readonly T* left = left;
        private readonly T* right = right;
        private readonly T* result = result;

        public void Run(int chunk, int worker)
        {
            var (rowA, rowB, rowC) = Axis.Offsets(contraction._rows, chunk);
            var row = contraction._row;
            var to = result + rowC;
            for (nint j = 0; j < row.Length; j++)
            {
                to[j * row.C] = T.Zero;
            }

            var sums = Axis.Count(contraction._sums);
            for (var k = 0; k < sums; k++)
            {
                var (a, b, _) = Axis.Offsets(contraction._sums, k);
                T* x = left + rowA + a, y = right + rowB + b;
                for (nint j = 0; j < row.Length; j++)
                {
                    to[j * row.C] += x[j * row.A] * y[j * row.B];
                }
            }
        }
    }
}
