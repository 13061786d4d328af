using System.Numerics;

namespace Aresta.Kernels;

/// <summary>result ← left·right, element by element: a contraction that sums nothing, in strips of the last axis.</summary>
internal readonly unsafe struct PointwiseWork<T, E> : IChunks
    where T : unmanaged, IFloatingPointIeee754<T>
    where E : struct, IEpilogue<T>
{
    private const int Strip = 4096;

    private static readonly Axis[] Single = [new(1, 1, 1, 1)];

    private readonly Axis[] _axes;
    private readonly Axis _inner;
    private readonly int _strips;
    private readonly T* _left;
    private readonly T* _right;
    private readonly T* _result;
    private readonly E _epilogue;

    private PointwiseWork(Axis[] axes, T* left, T* right, T* result, in E epilogue)
    {
        (_axes, _inner, _epilogue) = (axes, axes[^1], epilogue);
        _left = left;
        _right = right;
        _result = result;
        _strips = (_inner.Length + Strip - 1) / Strip;
    }

    private ReadOnlySpan<Axis> Outer => _axes.AsSpan(0, _axes.Length - 1);

    /// <summary>Computes all of it.</summary>
    public static void Run(Axis[] axes, T* left, T* right, T* result, in E epilogue, int threads)
    {
        var work = new PointwiseWork<T, E>(axes.Length == 0 ? Single : axes, left, right, result, epilogue);
        Workers.Shared.Run(work, checked(Axis.Count(work.Outer) * work._strips), threads);
    }

    public void Run(int chunk, int worker)
    {
        var (outer, strip) = Math.DivRem(chunk, _strips);
        var (a, b, c) = Axis.Offsets(Outer, outer);
        var start = strip * Strip;
        var end = Math.Min(_inner.Length, start + Strip);
        T* left = _left + a, right = _right + b, result = _result + c;
        for (nint i = start; i < end; i++)
        {
            result[i * _inner.C] = left[i * _inner.A] * right[i * _inner.B];
        }

        _epilogue.Apply(new(outer, 0, start, 1, end - start, new(result + (start * _inner.C), 1, _inner.C)) { Worker = worker });
    }
}
