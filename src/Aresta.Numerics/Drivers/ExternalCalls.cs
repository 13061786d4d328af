using Aresta.Numerics.Lanes;
using Aresta.Numerics.Sparsity;

namespace Aresta.Numerics;

/// <summary>What each type of number makes of a function that only knows plain ones.</summary>
internal static class ExternalCalls
{
    /// <summary>Values as they are, and tangents by the pushforward.</summary>
    public static void Push<T>(IExternalFunction f, ReadOnlySpan<Dual<T>> x, Span<Dual<T>> y) where T : IReal<T>
    {
        var (n, at) = (x.Length, new T[2 * x.Length]);
        for (var i = 0; i < n; i++)
            (at[i], at[n + i]) = (x[i].Primal, x[i].Tangent);
        var (values, tangents) = (new T[y.Length], new T[y.Length]);
        T.Call(f, at.AsSpan(0, n), values);
        T.Call(f.Pushforward, at, tangents);
        for (var i = 0; i < y.Length; i++)
            y[i] = new(values[i], tangents[i]);
    }

    /// <summary>The same, one direction after the other; those in which nothing moves cost nothing.</summary>
    public static void Push<T, TLanes>(IExternalFunction f, ReadOnlySpan<Dual<T, TLanes>> x, Span<Dual<T, TLanes>> y)
        where T : IReal<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        var (n, at, zero) = (x.Length, new T[2 * x.Length], T.Constant(0));
        for (var i = 0; i < n; i++)
            at[i] = x[i].Primal;
        var (values, tangents, all) = (new T[y.Length], new T[y.Length], new TLanes[y.Length]);
        T.Call(f, at.AsSpan(0, n), values);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            var moves = false;
            for (var i = 0; i < n; i++)
            {
                at[n + i] = x[i].Tangents[lane];
                moves |= !at[n + i].Equals(zero);
            }

            if (!moves)
                continue;
            T.Call(f.Pushforward, at, tangents);
            for (var i = 0; i < y.Length; i++)
                all[i] = all[i].With(lane, tangents[i]);
        }

        for (var i = 0; i < y.Length; i++)
            y[i] = new(values[i], all[i]);
    }

    /// <summary>Values as they are, and on the tape the pullback.</summary>
    public static void Record<T>(IExternalFunction f, ReadOnlySpan<Variable<T>> x, Span<Variable<T>> y) where T : IReal<T>
    {
        var (n, at, values) = (x.Length, new T[x.Length + y.Length], new T[y.Length]);
        for (var i = 0; i < n; i++)
            at[i] = x[i].Value;
        T.Call(f, at.AsSpan(0, n), values);
        if (Tape<T>.Of(x) is { } tape)
            tape.External(x, values, (cotangents, results) =>
            {
                cotangents.CopyTo(at.AsSpan(n));
                T.Call(f.Pullback, at, results);
            }, y);
        else
            for (var i = 0; i < y.Length; i++)
                y[i] = new(values[i], 0);
    }

    /// <summary>Each value depends on every input, as far as anyone knows.</summary>
    public static void Depend(IExternalFunction f, ReadOnlySpan<Dependent> x, Span<Dependent> y)
    {
        var (at, values, all) = (new double[x.Length], new double[y.Length], default(IndexSet));
        for (var i = 0; i < x.Length; i++)
            (at[i], all) = (x[i].Value, IndexSet.Union(all, x[i].Set));
        f.Values(at, values);
        for (var i = 0; i < y.Length; i++)
            y[i] = new(values[i], all);
    }

    /// <summary>Each value couples every input with every other, as far as anyone knows.</summary>
    public static void Couple(IExternalFunction f, ReadOnlySpan<Coupled> x, Span<Coupled> y)
    {
        var (at, values, all) = (new double[x.Length], new double[y.Length], Coupled.Constant(0));
        for (var i = 0; i < x.Length; i++)
            (at[i], all) = (x[i].Value, all + x[i]);
        f.Values(at, values);
        all *= all;
        for (var i = 0; i < y.Length; i++)
            y[i] = all.With(values[i]);
    }
}
