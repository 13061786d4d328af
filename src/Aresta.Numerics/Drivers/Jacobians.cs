using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Aresta.Numerics.Lanes;
using Wide = Aresta.Numerics.Dual<Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Float64x8>;

namespace Aresta.Numerics;

public static partial class Derivatives
{
    /// <summary>
    /// The Jacobian of f at x, outputs × inputs: forward or in reverse, whichever is cheaper; if both are dear, its pattern is found
    /// first, and columns or rows that do not meet are taken together where that is cheaper still (<see cref="SparseJacobian"/>).
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">Where.</param>
    /// <param name="outputs">How many values it has.</param>
    public static double[,] Jacobian<TFunction>(TFunction f, ReadOnlySpan<double> x, int outputs) where TFunction : IVectorFunction
    {
        ArgumentOutOfRangeException.ThrowIfNegative(outputs);
        var jacobian = new double[outputs, x.Length];
        var values = new double[outputs];
        var dense = Math.Min(Forward(x.Length), Reverse(outputs));
        if (dense > Dear && new SparseJacobian(SparsityPattern.OfJacobian(f, x, outputs)) { IsChecked = false } is var sparse
            && sparse.ColorCount < (sparse.IsForward ? x.Length : outputs) / 2)
            return sparse.Evaluate(f, x).ToDense();
        Jacobian(f, x, values, Flat(jacobian));
        return jacobian;
    }

    /// <summary>
    /// Writes f(x), and the Jacobian there, row by row, outputs × inputs. Both modes take eight directions at a time: forward mode costs an
    /// evaluation for eight inputs, reverse mode a recording and a sweep for eight outputs. The cheaper is taken.
    /// </summary>
    public static void Jacobian<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
        where TFunction : IVectorFunction
    {
        var (n, m) = (x.Length, values.Length);
        if (jacobian.Length != (long)n * m)
            throw new ArgumentException(
                $"The Jacobian of {m} values by {n} inputs has {(long)n * m} entries, but there is room for {jacobian.Length}.",
                nameof(jacobian));
        if (Forward(n) <= Reverse(m))
            ForwardJacobian(f, x, values, jacobian);
        else
            ReverseJacobian(f, x, values, jacobian);
    }

    /// <summary>How many evaluations of a function the search for a pattern may cost.</summary>
    private const double Dear = 250;

    // In evaluations of the function, about: of eight tangents each; of a recording and eight adjoints each.
    private static double Forward(int n) => 4.0 * ((n + Float64x8.Count - 1) / Float64x8.Count);

    private static double Reverse(int m) => 5 + 8.0 * ((m + Float64x8.Count - 1) / Float64x8.Count);

    /// <summary>A number that moves in the given direction, if there is such a lane.</summary>
    private static Wide Moving(double x, int direction) =>
        direction >= 0 && direction < Float64x8.Count ? Wide.Variable(x, direction) : new(x, default);

    private static Span<double> Flat(double[,] matrix) => MemoryMarshal.CreateSpan(
        ref Unsafe.As<byte, double>(ref MemoryMarshal.GetArrayDataReference(matrix)), matrix.Length);

    private static void ForwardJacobian<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
        where TFunction : IVectorFunction
    {
        var (n, m) = (x.Length, values.Length);
        var buffer = ArrayPool<Wide>.Shared.Rent(n + m);
        try
        {
            var at = buffer.AsSpan(0, n);
            var y = buffer.AsSpan(n, m);
            for (var column = 0; column == 0 || column < n; column += Float64x8.Count)
            {
                for (var i = 0; i < n; i++)
                    at[i] = Moving(x[i], i - column);
                y.Clear();
                f.Values<Wide>(at, y);
                for (var i = 0; i < m; i++)
                {
                    values[i] = y[i].Primal;
                    for (var j = column; j < Math.Min(column + Float64x8.Count, n); j++)
                        jacobian[i * n + j] = y[i].Tangents[j - column];
                }
            }
        }
        finally
        {
            ArrayPool<Wide>.Shared.Return(buffer);
        }
    }

    private static void ReverseJacobian<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> values, Span<double> jacobian)
        where TFunction : IVectorFunction
    {
        var (n, m) = (x.Length, values.Length);
        using var lease = TapePool<Float64>.Rent();
        var buffer = ArrayPool<Variable<Float64>>.Shared.Rent(n + m);
        try
        {
            var at = buffer.AsSpan(0, n);
            var y = buffer.AsSpan(n, m);
            lease.Tape.Variables(MemoryMarshal.Cast<double, Float64>(x), at);
            y.Clear();
            f.Values<Variable<Float64>>(at, y);
            for (var i = 0; i < m; i++)
                values[i] = y[i].Value;
            lease.Tape.Jacobian<Float64x8>(y, at, MemoryMarshal.Cast<double, Float64>(jacobian));
        }
        finally
        {
            ArrayPool<Variable<Float64>>.Shared.Return(buffer);
        }
    }
}
