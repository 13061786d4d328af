using System.Buffers;
using Aresta.Numerics.Curvature;
using Aresta.Numerics.Lanes;
using Aresta.Numerics.Sparsity;

namespace Aresta.Numerics;

/// <summary>
/// How to evaluate a sparse Hessian: its pattern, and columns in groups from which every entry can be read off, in its own row or in that
/// of its mirror image. Found once, used at any number of points, from any number of threads at a time.
/// </summary>
/// <remarks>
/// <para>A group takes one product of the Hessian with a vector, eight at a time: the function is recorded once, with second partials, and
/// swept forward and back for every eight. A band of three diagonals takes three groups, an arrow two, whatever the size.</para>
/// <para>The pattern belongs to the branches taken where it was found; for how a change is noticed see <see cref="SparseJacobian"/>.
/// </para>
/// </remarks>
public sealed class SparseHessian
{
    private readonly int[] colors;
    private readonly double[] weights;

    /// <summary>For each entry what is read off there, or −1: itself, and its mirror image.</summary>
    private readonly int[] own, mirrored;

    /// <summary>Groups the columns of a pattern.</summary>
    /// <param name="pattern">Where the Hessian can have entries.</param>
    /// <exception cref="ArgumentException">The pattern is not symmetric.</exception>
    public SparseHessian(SparsityPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        Pattern = pattern;
        var transposed = pattern.Transpose();
        if (!pattern.RowStarts.SequenceEqual(transposed.RowStarts) || !pattern.ColumnIndices.SequenceEqual(transposed.ColumnIndices))
            throw new ArgumentException(
                $"The pattern of {pattern.Rows} rows by {pattern.Columns} columns is not symmetric, as that of a Hessian.",
                nameof(pattern));
        (colors, ColorCount) = StarColoring.Of(pattern);
        weights = Probe.Weights(colors.Length);
        (own, mirrored) = Places();
    }

    /// <summary>Where the entries are: both of each pair.</summary>
    public SparsityPattern Pattern { get; }

    /// <summary>How many products with a vector give all entries.</summary>
    public int ColorCount { get; }

    /// <summary>Whether each evaluation makes sure that the pattern holds. It does, unless told otherwise.</summary>
    public bool IsChecked { get; init; } = true;

    /// <summary>Finds the pattern at x, and groups its columns.</summary>
    public static SparseHessian Of<TFunction>(TFunction f, ReadOnlySpan<double> x) where TFunction : IFunction =>
        new(SparsityPattern.OfHessian(f, x));

    /// <summary>The Hessian at x.</summary>
    /// <exception cref="PatternChangedException">It has an entry there that the pattern has not.</exception>
    public SparseMatrix Evaluate<TFunction>(TFunction f, ReadOnlySpan<double> x) where TFunction : IFunction
    {
        var matrix = new SparseMatrix(Pattern);
        Evaluate(f, x, matrix.Values);
        return matrix;
    }

    /// <summary>
    /// Writes the entries of the Hessian at x in the order of the pattern, without allocating; returns f(x).
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where: a number for each column.</param>
    /// <param name="entries">Where the entries are written: a place for each of the pattern.</param>
    /// <exception cref="PatternChangedException">The Hessian has an entry there that the pattern has not.</exception>
    public double Evaluate<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> entries) where TFunction : IFunction
    {
        SparsityPattern.Check(x.Length, Pattern.Columns, "columns", "inputs");
        SparsityPattern.Check(entries.Length, Pattern.Count, "entries", "places for entries");
        var holds = ColorCount + (IsChecked ? 1 : 0) <= 4
            ? Run<TFunction, Float64x4>(f, x, entries, out var value)
            : Run<TFunction, Float64x8>(f, x, entries, out value);
        if (!holds)
            PatternChangedException.ThrowIfBeyond("Hessian", SparsityPattern.OfHessian(f, x), Pattern);
        return value;
    }

    private bool Run<TFunction, TLanes>(TFunction f, ReadOnlySpan<double> x, Span<double> entries, out double value)
        where TFunction : IFunction
        where TLanes : struct, ILanes<TLanes, Float64>
    {
        var (n, probe, holds) = (x.Length, IsChecked ? ColorCount : int.MaxValue / 2, true);
        var (starts, columns) = (Pattern.Starts, Pattern.Indices);
        var tape = SecondOrderTape.Rent();
        var buffer = ArrayPool<SecondOrder>.Shared.Rent(n);
        try
        {
            var inputs = buffer.AsSpan(0, n);
            tape.Begin(x, inputs);
            var y = f.Value<SecondOrder>(inputs);
            value = y.Value;
            tape.Gradient(y);
            for (var start = 0; start < ColorCount + (IsChecked ? 1 : 0); start += TLanes.Count)
            {
                var directions = tape.Directions<TLanes>();
                for (var j = 0; j < n; j++)
                    directions[j] = Probe.Seed<TLanes>(weights[j], colors[j] - start, probe - start);
                var products = tape.Bend<TLanes>();
                for (var i = 0; i < n; i++)
                {
                    var lanes = Probe.Lanes(ref products[i]);
                    for (var k = starts[i]; k < starts[i + 1]; k++)
                    {
                        if ((uint)(colors[columns[k]] - start) is var lane && lane >= (uint)lanes.Length)
                            continue;
                        if (own[k] >= 0)
                            entries[own[k]] = lanes[(int)lane];
                        if (mirrored[k] >= 0)
                            entries[mirrored[k]] = lanes[(int)lane];
                    }
                }

                if (probe - start >= TLanes.Count)
                    continue;
                for (var i = 0; i < n; i++)
                {
                    var (sum, magnitude) = (0.0, 0.0);
                    for (var k = starts[i]; k < starts[i + 1]; k++)
                    {
                        var term = entries[k] * weights[columns[k]];
                        (sum, magnitude) = (sum + term, magnitude + Math.Abs(term));
                    }

                    holds &= Probe.Agrees(Probe.Lanes(ref products[i])[probe - start], sum, magnitude);
                }
            }

            return holds;
        }
        finally
        {
            ArrayPool<SecondOrder>.Shared.Return(buffer, clearArray: true);
            SecondOrderTape.Return(tape);
        }
    }

    /// <summary>What is read off at each entry of a row.</summary>
    private (int[] Own, int[] Mirrored) Places()
    {
        var (starts, columns) = (Pattern.Starts, Pattern.Indices);
        var (mine, others, counts) = (new int[columns.Length], new int[columns.Length], new int[ColorCount]);
        var isAlone = new bool[columns.Length];
        for (var i = 0; i < Pattern.Rows; i++)
        {
            foreach (var column in Pattern.Row(i))
                counts[colors[column]]++;
            for (var k = starts[i]; k < starts[i + 1]; k++)
                isAlone[k] = counts[colors[columns[k]]] == 1;
            foreach (var column in Pattern.Row(i))
                counts[colors[column]] = 0;
        }

        // An entry alone of its color in its row is read off there; otherwise its mirror image is alone in its own.
        var next = Pattern.RowStarts[..^1].ToArray();
        for (var k = 0; k < columns.Length; k++)
        {
            var twin = next[columns[k]]++;
            mine[k] = isAlone[k] ? k : -1;
            others[k] = isAlone[k] && !isAlone[twin] ? twin : -1;
        }

        return (mine, others);
    }
}
