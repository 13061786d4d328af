using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Aresta.Kernels;

/// <summary>A block by tiles: columns, then k, then rows, each as much as a cache holds; within, all tiles of a column of tiles.</summary>
internal readonly unsafe partial struct ProductWork<T, V, L, E>
{
    private void Tiles(in Block<T> block, T* left)
    {
        var right = (T*)((byte*)left + Aligned(_cut.Left));
        var tile = (T*)((byte*)right + Aligned(_cut.Right));
        var (steps, tall) = (Axis.Count(_product.Sum), (block.Rows + L.Rows - 1) / L.Rows);
        for (var column = 0; column < block.Columns; column += _cut.Columns)
        {
            var columns = Math.Min(_cut.Columns, block.Columns - column);
            for (var step = 0; step < steps; step++)
            {
                var (a, b) = Factors(block, step);
                b = b.Moved(column * b.Column);
                var k = 0;
                do
                {
                    var depth = Math.Min(_cut.Depth, _product.Depth - k);
                    var (begins, ends) = (step == 0 && k == 0, step == steps - 1 && k + depth == _product.Depth);
                    PackRight(b.Moved(k * b.Row), depth, columns, right);
                    for (var panel = 0; panel < tall; panel += _cut.Panels)
                    {
                        var next = Math.Min(tall, panel + _cut.Panels);
                        var (row, end) = (Part(block.Rows, panel, tall), Part(block.Rows, next, tall));
                        var part = Within(block, row, column, end - row, columns);
                        if (begins && !T.IsZero(_product.Beta))
                        {
                            Begin(part);
                        }

                        Multiply(
                            a.Moved((row * a.Row) + (k * a.Column)), b.Moved(k * b.Row), part, next - panel, depth,
                            !begins || !T.IsZero(_product.Beta), ends, left, right, tile);
                    }

                    k += depth;
                }
                while (k < _product.Depth);
            }
        }

        if (block.Values.Column != 1)
        {
            Finish(block); // parts of it would be columns
        }
    }

    private void PackRight(Matrix<T> b, int depth, int columns, T* target)
    {
        for (var column = _cut.PackRight ? 0 : columns / Width * Width; column < columns; column += Width)
        {
            var wide = Math.Min(Width, columns - column);
            if (_cut.PackRight || wide != L.Count)
            {
                Packing<T, V, L>.Right(
                    b.Moved(column * b.Column), depth, wide, wide > L.Count ? Width : L.Count,
                    target + (_cut.PackRight ? (nint)column * depth : 0));
            }
        }
    }

    // A block of rows times the columns; both are divided into tiles. What the second cache holds anyway is gone over again and again.
    private void Multiply(
        Matrix<T> a, Matrix<T> b, in Block<T> block, int panels, int depth, bool accumulate, bool ends, T* left, T* right, T* tile)
    {
        if (_cut.PackLeft)
        {
            for (var panel = 0; panel < panels; panel++)
            {
                var row = Part(block.Rows, panel, panels);
                var rows = Part(block.Rows, panel + 1, panels) - row;
                Packing<T, V, L>.Left(a.Moved(row * a.Row), rows, depth, _product.Alpha, left + ((nint)row * depth));
            }
        }

        if (!_cut.RowsFirst)
        {
            for (var column = 0; column < block.Columns; column += Width)
            {
                for (var panel = 0; panel < panels; panel++)
                {
                    Tile(a, b, block, block.Values, column, panel, panels, depth, accumulate, left, right, tile);
                }
            }

            if (ends && block.Values.Column == 1)
            {
                Finish(block);
            }

            return;
        }

        var passing = tile + (L.Rows * Width);
        for (int panel = 0, done = 0; panel < panels; panel++)
        {
            var values = _cut.Passes
                ? new(passing - ((nint)done * block.Columns), block.Columns, 1)
                : block.Values;
            for (var column = 0; column < block.Columns; column += Width)
            {
                Tile(a, b, block, values, column, panel, panels, depth, accumulate, left, right, tile);
            }

            // What follows a result wants long rows, and enough of them.
            var next = Part(block.Rows, panel + 1, panels);
            if (ends && values.Column == 1
                && (panel + 1 == panels || (long)(next - done) * block.Columns >= Blocking.LeastFinished))
            {
                Finish(Within(block, done, 0, next - done, block.Columns) with { Values = values.Moved(done * values.Row) });
                done = next;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tile(
        in Matrix<T> a, in Matrix<T> b, in Block<T> block, in Matrix<T> values, int column, int panel, int panels, int depth,
        bool accumulate, T* left, T* right, T* tile)
    {
        var columns = Math.Min(Width, block.Columns - column);
        var wide = columns > L.Count;
        var whole = columns == (wide ? Width : L.Count);
        var packed = _cut.PackRight || !whole;
        var rowsOfB = packed
            ? new EvenRows<T>(right + (_cut.PackRight ? (nint)column * depth : 0), wide ? Width : L.Count)
            : new EvenRows<T>(b.Of(0, column), b.Row);
        var row = Part(block.Rows, panel, panels);
        var rows = Part(block.Rows, panel + 1, panels) - row;
        var kernel = TileKernels<T, V, L, EvenRows<T>>.Of(rows, wide);
        var c = values.Moved((row * values.Row) + (column * values.Column));
        var lies = !_cut.PackLeft ? a.Moved(row * a.Row)
            : a.Column == 1 ? new(left + ((nint)row * depth), depth, 1) : new(left + ((nint)row * depth), 1, rows);
        if (whole && values.Column == 1)
        {
            if (!_cut.Passes && (_cut.RowsFirst ? column + Width < block.Columns : panel + 1 < panels))
            {
                Fetch(_cut.RowsFirst ? c.Start + Width : c.Of(rows, 0), c.Row, rows);
            }

            kernel(depth, lies.Start, lies.Row, lies.Column, rowsOfB, c.Start, c.Row, accumulate);
            return;
        }

        if (accumulate)
        {
            Packing<T, V, L>.Gather(c, rows, columns, tile, Width);
        }

        kernel(depth, lies.Start, lies.Row, lies.Column, rowsOfB, tile, Width, accumulate);
        Packing<T, V, L>.Scatter(tile, Width, c, rows, columns);
    }

    // The next tile of C is on its way while this one is computed: it comes from afar, and all of it is needed at once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fetch(T* c, nint row, int rows)
    {
        if (Sse.IsSupported)
        {
            for (var i = 0; i < rows; i++)
            {
                Sse.Prefetch0(c + (i * row));
                Sse.Prefetch0(c + (i * row) + L.Count);
            }
        }
    }
}
