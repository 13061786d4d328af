using System.Numerics;
using System.Runtime.InteropServices;

namespace Aresta.Kernels.Tests;

/// <summary>A matrix in native memory, in one of several layouts, with memory around it that nobody may change.</summary>
internal sealed unsafe class Laid<T> : IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The number of layouts.</summary>
    public const int Layouts = 6;

    private static readonly T Guard = T.CreateChecked(-7777);

    private readonly T* _memory;
    private readonly int _length;

    public Laid(int rows, int columns, int layout, Func<int, int, T> element)
    {
        (Rows, Columns) = (rows, columns);
        var (row, column, start) = layout switch
        {
            0 => (columns, 1, 0),
            1 => (1, rows, 0),
            2 => (columns + 3, 1, 5),
            3 => (1, rows + 5, 3),
            4 => (2 * columns, 2, 1),
            _ => (-columns, 1, (rows - 1) * columns), // rows from the last one up
        };
        _length = start + (Math.Max(0, row) * rows) + (Math.Max(0, column) * columns) + 8;
        _memory = (T*)NativeMemory.AlignedAlloc((nuint)(_length * sizeof(T)), 64);
        new Span<T>(_memory, _length).Fill(Guard);
        Matrix = new(_memory + start, row, column);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                *Matrix.Of(i, j) = element(i, j);
            }
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public Matrix<T> Matrix { get; }

    public T this[int row, int column] => *Matrix.Of(row, column);

    /// <summary>The memory around the elements is as it was.</summary>
    public bool Guarded
    {
        get
        {
            var own = new bool[_length];
            for (var i = 0; i < Rows; i++)
            {
                for (var j = 0; j < Columns; j++)
                {
                    own[Matrix.Of(i, j) - _memory] = true;
                }
            }

            for (var i = 0; i < _length; i++)
            {
                if (!own[i] && _memory[i] != Guard)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public T[] Transposed() => [.. from j in Enumerable.Range(0, Columns) from i in Enumerable.Range(0, Rows) select this[i, j]];

    public T[] ToArray()
    {
        var elements = new T[Rows * Columns];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = this[i / Columns, i % Columns];
        }

        return elements;
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
