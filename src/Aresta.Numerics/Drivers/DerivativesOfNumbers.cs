using System.Buffers;

namespace Aresta.Numerics;

/// <summary>
/// The drivers of <see cref="Derivatives"/> for other numbers than doubles: <c>Derivatives&lt;Float32&gt;.Gradient(f, x, gradient)</c>
/// computes in floats, <c>Derivatives&lt;Dual&lt;Float64&gt;&gt;</c> gives derivatives of derivatives.
/// </summary>
/// <remarks>What takes a span to write to allocates nothing, once it has run on the thread before.</remarks>
/// <typeparam name="T">The number type of values and derivatives.</typeparam>
public static class Derivatives<T> where T : IReal<T>
{
    /// <summary>f′(x), by a dual number.</summary>
    public static T Derivative(Func<Dual<T>, Dual<T>> f, T x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return f(new(x, T.Constant(1))).Tangent;
    }

    /// <summary>Writes ∇f(x), by one recording and one reverse sweep; returns f(x).</summary>
    public static T Gradient<TFunction>(TFunction f, ReadOnlySpan<T> x, Span<T> gradient) where TFunction : IFunction
    {
        Derivatives.Alike(x.Length, gradient.Length, "places for the gradient");
        using var lease = TapePool<T>.Rent();
        var at = ArrayPool<Variable<T>>.Shared.Rent(x.Length);
        try
        {
            var inputs = at.AsSpan(0, x.Length);
            lease.Tape.Variables(x, inputs);
            var y = f.Value<Variable<T>>(inputs);
            lease.Tape.Reverse(y);
            lease.Tape.Adjoints(inputs, gradient);
            return y.Value;
        }
        finally
        {
            ArrayPool<Variable<T>>.Shared.Return(at);
        }
    }

    /// <summary>The derivative of f at x along v, ∇f(x)·v, by dual numbers, at the cost of about two evaluations.</summary>
    public static T DirectionalDerivative<TFunction>(TFunction f, ReadOnlySpan<T> x, ReadOnlySpan<T> v) where TFunction : IFunction
    {
        Derivatives.Alike(x.Length, v.Length, "components of the direction");
        var at = ArrayPool<Dual<T>>.Shared.Rent(x.Length);
        try
        {
            for (var i = 0; i < x.Length; i++)
                at[i] = new(x[i], v[i]);
            return f.Value<Dual<T>>(at.AsSpan(0, x.Length)).Tangent;
        }
        finally
        {
            ArrayPool<Dual<T>>.Shared.Return(at);
        }
    }

    /// <summary>
    /// Writes f(x), and the Jacobian there, row by row, outputs × inputs: a column for an evaluation with dual numbers, or a row for a
    /// sweep of one recording, whatever takes less.
    /// </summary>
    public static void Jacobian<TFunction>(TFunction f, ReadOnlySpan<T> x, Span<T> values, Span<T> jacobian)
        where TFunction : IVectorFunction
    {
        var (n, m) = (x.Length, values.Length);
        if (jacobian.Length != (long)n * m)
            throw new ArgumentException(
                $"The Jacobian of {m} values by {n} inputs has {(long)n * m} entries, but there is room for {jacobian.Length}.",
                nameof(jacobian));
        // In evaluations of the function, about: two with dual numbers; five for a recording, two for each sweep.
        if (2 * (long)n <= 5 + 2 * (long)m)
            Columns(f, x, values, jacobian);
        else
            Rows(f, x, values, jacobian);
    }

    /// <summary>
    /// Writes H·v, the Hessian of f at x times v, without the Hessian: by one recording of dual numbers and one reverse sweep.
    /// </summary>
    public static void HessianVectorProduct<TFunction>(TFunction f, ReadOnlySpan<T> x, ReadOnlySpan<T> v, Span<T> product)
        where TFunction : IFunction
    {
        Derivatives.Alike(x.Length, v.Length, "components of the vector");
        Derivatives.Alike(x.Length, product.Length, "places for the product");
        using var lease = TapePool<Dual<T>>.Rent();
        var at = ArrayPool<Variable<Dual<T>>>.Shared.Rent(x.Length);
        try
        {
            var inputs = at.AsSpan(0, x.Length);
            for (var i = 0; i < x.Length; i++)
                inputs[i] = lease.Tape.Variable(new(x[i], v[i]));
            lease.Tape.Reverse(f.Value<Variable<Dual<T>>>(inputs));
            for (var i = 0; i < x.Length; i++)
                product[i] = lease.Tape.Adjoint(inputs[i]).Tangent;
        }
        finally
        {
            ArrayPool<Variable<Dual<T>>>.Shared.Return(at);
        }
    }

    private static void Columns<TFunction>(TFunction f, ReadOnlySpan<T> x, Span<T> values, Span<T> jacobian)
        where TFunction : IVectorFunction
    {
        var (n, m) = (x.Length, values.Length);
        var buffer = ArrayPool<Dual<T>>.Shared.Rent(n + m);
        try
        {
            var at = buffer.AsSpan(0, n);
            var y = buffer.AsSpan(n, m);
            for (var column = 0; column == 0 || column < n; column++)
            {
                for (var i = 0; i < n; i++)
                    at[i] = new(x[i], T.Constant(i == column ? 1 : 0));
                y.Clear();
                f.Values<Dual<T>>(at, y);
                for (var i = 0; i < m; i++)
                {
                    values[i] = y[i].Primal;
                    if (n > 0)
                        jacobian[i * n + column] = y[i].Tangent;
                }
            }
        }
        finally
        {
            ArrayPool<Dual<T>>.Shared.Return(buffer);
        }
    }

    private static void Rows<TFunction>(TFunction f, ReadOnlySpan<T> x, Span<T> values, Span<T> jacobian)
        where TFunction : IVectorFunction
    {
        var (n, m) = (x.Length, values.Length);
        using var lease = TapePool<T>.Rent();
        var buffer = ArrayPool<Variable<T>>.Shared.Rent(n + m);
        try
        {
            var at = buffer.AsSpan(0, n);
            var y = buffer.AsSpan(n, m);
            lease.Tape.Variables(x, at);
            y.Clear();
            f.Values<Variable<T>>(at, y);
            for (var i = 0; i < m; i++)
            {
                values[i] = y[i].Value;
                lease.Tape.Reverse(y[i]);
                lease.Tape.Adjoints(at, jacobian.Slice(i * n, n));
            }
        }
        finally
        {
            ArrayPool<Variable<T>>.Shared.Return(buffer);
        }
    }
}
