using System.Buffers;
using System.Runtime.InteropServices;
using Aresta.Numerics.Lanes;
using Aresta.Numerics.Sparsity;

namespace Aresta.Numerics;

/// <summary>
/// How to evaluate a sparse Jacobian: its pattern, columns or rows in groups that do not meet, and the cheaper mode. Found once, used at
/// any
/// number of points, from any number of threads at a time.
/// </summary>
/// <remarks>
/// <para>Columns without a common row share a direction of dual numbers; rows without a common column share a cotangent of a tape. A band
/// of three diagonals takes three directions, whatever its size.</para>
/// <para>A pattern belongs to the branches that the function took where it was found. An evaluation takes one direction more than the
/// entries need, with a weight for each column (in reverse, row), and compares: an entry that the pattern has not is noticed, and
/// told by a <see cref="PatternChangedException"/>, if what it does to its row (in reverse, column) is more than 1e-10 of the sum of
/// the magnitudes there. Entries of the pattern that are 0 do no harm. <see cref="IsChecked"/> turns that off.</para>
/// </remarks>
public sealed class SparseJacobian
{
    private readonly int[] colors;
    private readonly double[] weights;

    /// <summary>Groups the columns or rows of a pattern.</summary>
    /// <param name="pattern">Where the Jacobian, outputs × inputs, can have entries.</param>
    public SparseJacobian(SparsityPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Pattern = pattern;
        var transposed = pattern.Transpose();
        var (columns, rows) = (Coloring.LeastOf(pattern), Coloring.LeastOf(transposed));
        // The other mode is colored only if the fewest colors it can have would make it the cheaper one.
        var forward = Cost(true, columns) <= Cost(false, rows);
        var coloring = Color(forward);
        var cost = Cost(forward, coloring.Count);
        if (Cost(!forward, forward ? rows : columns) < cost && Color(!forward) is var other && Cost(!forward, other.Count) < cost)
            (coloring, forward) = (other, !forward);
        (colors, ColorCount, IsForward) = (coloring.Colors, coloring.Count, forward);
        weights = Probe.Weights(colors.Length);

        Coloring Color(bool columns) => columns ? Coloring.OfColumns(pattern, transposed) : Coloring.OfColumns(transposed, pattern);
    }

    /// <summary>Where the entries are.</summary>
    public SparsityPattern Pattern { get; }

    /// <summary>How many directions, or cotangents, give all entries.</summary>
    public int ColorCount { get; }

    /// <summary>Whether dual numbers are used, and not a tape.</summary>
    public bool IsForward { get; }

    /// <summary>Whether each evaluation makes sure that the pattern holds. It does, unless told otherwise.</summary>
    public bool IsChecked { get; init; } = true;

    /// <summary>Finds the pattern at x, and groups its columns or rows.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <param name="outputs">How many values it has.</param>
    public static SparseJacobian Of<TFunction>(TFunction f, ReadOnlySpan<double> x, int outputs) where TFunction : IVectorFunction =>
        new(SparsityPattern.OfJacobian(f, x, outputs));

    /// <summary>The Jacobian at x.</summary>
    /// <exception cref="PatternChangedException">It has an entry there that the pattern has not.</exception>
    public SparseMatrix Evaluate<TFunction>(TFunction f, ReadOnlySpan<double> x) where TFunction : IVectorFunction
    {
        var (matrix, values) = (new SparseMatrix(Pattern), new double[Pattern.Rows]);
        Evaluate(f, x, values, matrix.Values);
        return matrix;
    }

    /// <summary>Writes f(x), and the entries of the Jacobian there in the order of the pattern, without allocating.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where: a number for each column.</param>
    /// <param name="values">Where f(x) is written: a place for each row.</param>
    /// <param name="entries">Where the entries are written: a place for each of the pattern.</param>
    /// <exception cref="PatternChangedException">The Jacobian has an entry there that the pattern has not.</exception>
    public void Evaluate<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> values, Span<double> entries)
        where TFunction : IVectorFunction
    {
        SparsityPattern.Check(x.Length, Pattern.Columns, "columns", "inputs");
        SparsityPattern.Check(values.Length, Pattern.Rows, "rows", "places for values");
        SparsityPattern.Check(entries.Length, Pattern.Count, "entries", "places for entries");
        var directions = ColorCount + (IsChecked ? 1 : 0);
        var holds = (IsForward, directions) switch
        {
            (true, <= 4) => Forward<TFunction, Float64x4>(f, x, values, entries),
            (true, <= 8) => Forward<TFunction, Float64x8>(f, x, values, entries),
            (true, _) => Forward<TFunction, Twice<Float64x8, Float64>>(f, x, values, entries),
            (_, <= 4) => Reverse<TFunction, Float64x4>(f, x, values, entries),
            _ => Reverse<TFunction, Float64x8>(f, x, values, entries),
        };
        if (!holds)
            PatternChangedException.ThrowIfBeyond("Jacobian", SparsityPattern.OfJacobian(f, x, values.Length), Pattern);
    }

    // In evaluations of the function, about; the probe counts.
    private static double Cost(bool forward, int colors) => (forward, colors) switch
    {
        (true, < 4) => 3.5,
        (true, < 8) => 4,
        (true, _) => 5.5 * (colors / 16 + 1),
        (_, < 4) => 11,
        _ => 5 + 8.0 * (colors / 8 + 1),
    };

    private bool Forward<TFunction, TLanes>(TFunction f, ReadOnlySpan<double> x, Span<double> values, Span<double> entries)
        where TFunction : IVectorFunction
        where TLanes : struct, ILanes<TLanes, Float64>
    {
        var (n, m, probe) = (x.Length, values.Length, IsChecked ? ColorCount : int.MaxValue / 2);
        var buffer = ArrayPool<Dual<Float64, TLanes>>.Shared.Rent(n + m);
        try
        {
            var at = buffer.AsSpan(0, n);
            var y = buffer.AsSpan(n, m);
            var (starts, columns, holds) = (Pattern.Starts, Pattern.Indices, true);
            for (var start = 0; start == 0 || start < ColorCount + (IsChecked ? 1 : 0); start += TLanes.Count)
            {
                for (var j = 0; j < n; j++)
                    at[j] = new(x[j], Probe.Seed<TLanes>(weights[j], colors[j] - start, probe - start));
                y.Clear();
                f.Values<Dual<Float64, TLanes>>(at, y);
                // The probe is in the last pass, when all entries are there.
                var isLast = probe - start < TLanes.Count;
                for (var i = 0; i < m; i++)
                {
                    values[i] = y[i].Primal;
                    var tangents = y[i].Tangents;
                    var lanes = Probe.Lanes(ref tangents);
                    var (sum, magnitude) = (0.0, 0.0);
                    for (var k = starts[i]; k < starts[i + 1]; k++)
                    {
                        var column = columns[k];
                        if ((uint)(colors[column] - start) is var lane && lane < (uint)lanes.Length)
                            entries[k] = lanes[(int)lane];
                        if (!isLast)
                            continue;
                        var term = entries[k] * weights[column];
                        (sum, magnitude) = (sum + term, magnitude + Math.Abs(term));
                    }

                    if (isLast)
                        holds &= Probe.Agrees(lanes[probe - start], sum, magnitude);
                }
            }

            return holds;
        }
        finally
        {
            ArrayPool<Dual<Float64, TLanes>>.Shared.Return(buffer);
        }
    }

    private bool Reverse<TFunction, TLanes>(TFunction f, ReadOnlySpan<double> x, Span<double> values, Span<double> entries)
        where TFunction : IVectorFunction
        where TLanes : struct, ILanes<TLanes, Float64>
    {
        var (n, m, probe) = (x.Length, values.Length, IsChecked ? ColorCount : int.MaxValue / 2);
        using var lease = TapePool<Float64>.Rent();
        var variables = ArrayPool<Variable<Float64>>.Shared.Rent(n + m);
        var buffer = ArrayPool<TLanes>.Shared.Rent(n + m);
        var numbers = ArrayPool<double>.Shared.Rent(2 * n);
        try
        {
            var at = variables.AsSpan(0, n);
            var y = variables.AsSpan(n, m);
            var adjoints = buffer.AsSpan(0, n);
            var seeds = buffer.AsSpan(n, m);
            var sums = numbers.AsSpan(0, n);
            var magnitudes = numbers.AsSpan(n, n);
            sums.Clear();
            magnitudes.Clear();
            var (starts, columns) = (Pattern.Starts, Pattern.Indices);
            lease.Tape.Variables(MemoryMarshal.Cast<double, Float64>(x), at);
            y.Clear();
            f.Values<Variable<Float64>>(at, y);
            for (var start = 0; start == 0 || start < ColorCount + (IsChecked ? 1 : 0); start += TLanes.Count)
            {
                for (var i = 0; i < m; i++)
                    seeds[i] = Probe.Seed<TLanes>(weights[i], colors[i] - start, probe - start);
                lease.Tape.Pull<TLanes>(y, seeds, at, adjoints);
                for (var i = 0; i < m; i++)
                {
                    values[i] = y[i].Value;
                    if ((uint)(colors[i] - start) >= (uint)TLanes.Count)
                        continue;
                    for (var k = starts[i]; k < starts[i + 1]; k++)
                    {
                        var column = columns[k];
                        entries[k] = Probe.Lanes(ref adjoints[column])[colors[i] - start];
                        var term = entries[k] * weights[i];
                        (sums[column], magnitudes[column]) = (sums[column] + term, magnitudes[column] + Math.Abs(term));
                    }
                }

                if (probe - start >= TLanes.Count)
                    continue;
                for (var j = 0; j < n; j++)
                    if (!Probe.Agrees(Probe.Lanes(ref adjoints[j])[probe - start], sums[j], magnitudes[j]))
                        return false;
            }

            return true;
        }
        finally
        {
            ArrayPool<double>.Shared.Return(numbers);
            ArrayPool<TLanes>.Shared.Return(buffer);
            ArrayPool<Variable<Float64>>.Shared.Return(variables);
        }
    }
}
