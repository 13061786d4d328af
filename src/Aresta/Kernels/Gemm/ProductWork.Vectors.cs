namespace Aresta.Kernels;

/// <summary>A block that has one column, or one row.</summary>
internal readonly unsafe partial struct ProductWork<T, V, L, E>
{
    // C[i, 0] = beta·C[i, 0] + alpha·Σₖ A[i, k]·B[k, 0], four rows at once; A has contiguous rows.
    private void Dots(in Block<T> block, T* scratch)
    {
        var sums = (T*)((byte*)scratch + Aligned(_cut.Right));
        var (c, steps) = (block.Values, Axis.Count(_product.Sum));
        Begin(block);
        for (var step = 0; step < steps; step++)
        {
            var (a, b) = Factors(block, step);
            var x = Contiguous(b.Start, b.Row, scratch);
            for (var i = 0; i < block.Rows; i += 4)
            {
                var rows = Math.Min(4, block.Rows - i);
                VectorKernels<T, V, L>.Dots(a.Of(i, 0), a.Row, rows, x, _product.Depth, sums);
                for (var k = 0; k < rows; k++)
                {
                    *c.Of(i + k, 0) = T.MultiplyAddEstimate(_product.Alpha, sums[k], *c.Of(i + k, 0));
                }
            }
        }

        Finish(block);
    }

    // C[0, j] = beta·C[0, j] + Σₖ (alpha·A[0, k])·B[k, j]; B has contiguous rows.
    private void Lines(in Block<T> block, T* scratch)
    {
        var strip = (T*)((byte*)scratch + Aligned(_cut.Right));
        var steps = Axis.Count(_product.Sum);
        for (var column = 0; column < block.Columns; column += VectorKernels.Strip)
        {
            var part = Within(block, 0, column, 1, Math.Min(VectorKernels.Strip, block.Columns - column));
            var direct = part.Values.Column == 1;
            var y = direct ? part.Values.Start : strip;
            Begin(part);
            if (!direct)
            {
                Packing<T, V, L>.Gather(part.Values, 1, part.Columns, strip, VectorKernels.Strip);
            }

            for (var step = 0; step < steps; step++)
            {
                var (a, b) = Factors(part, step);
                var scaled = _product.Alpha != T.One;
                var x = scaled ? Contiguous(a.Start, a.Column, scratch, scaled) : a.Start;
                VectorKernels<T, V, L>.Lines(x, scaled ? 1 : a.Column, _product.Depth, b.Start, b.Row, y, part.Columns);
            }

            if (!direct)
            {
                Packing<T, V, L>.Scatter(strip, VectorKernels.Strip, part.Values, 1, part.Columns);
            }

            Finish(part);
        }
    }

    // A vector as it is if it is contiguous, otherwise copied; times alpha if so wanted.
    private T* Contiguous(T* vector, nint step, T* target, bool scaled = false)
    {
        if (step == 1 && !scaled)
        {
            return vector;
        }

        for (var k = 0; k < _product.Depth; k++)
        {
            target[k] = scaled ? _product.Alpha * vector[k * step] : vector[k * step];
        }

        return target;
    }
}
