namespace Aresta.Numerics;

/// <summary>A function in programs, as an object: a rule, or one of the caller's own (<see cref="Trace{T}.Apply"/>).</summary>
/// <typeparam name="T">The number type of the programs.</typeparam>
public abstract class Operation<T> where T : IReal<T>
{
    /// <summary>What it is called.</summary>
    public abstract string Name { get; }

    /// <summary>How many operands it has, 1 to 3.</summary>
    public abstract int Arity { get; }

    /// <summary>The value. Operands beyond the arity mean nothing.</summary>
    public abstract T Value(T x, T y, T z);

    /// <summary>The partial derivatives, where <paramref name="w"/> is the value. Those beyond the arity mean nothing.</summary>
    /// <exception cref="NotSupportedException">It has none: programs with it give values only.</exception>
    public virtual (T X, T Y, T Z) Partials(T x, T y, T z, T w) =>
        throw new NotSupportedException($"{Name} states no derivatives; programs with it give values only.");

    /// <summary>Adds what the adjoint of the value passes on to those of the operands, as many as there are.</summary>
    internal virtual void Pull(in T x, in T y, in T z, in T w, in T adjoint, ref T ofX, ref T ofY, ref T ofZ)
    {
        var (px, py, pz) = Partials(x, y, z, w);
        ofX += T.Scale(px, adjoint);
        if (Arity > 1)
            ofY += T.Scale(py, adjoint);
        if (Arity > 2)
            ofZ += T.Scale(pz, adjoint);
    }

    /// <summary>The same function of numbers of another type.</summary>
    /// <exception cref="NotSupportedException">It is not made of functions that every number knows.</exception>
    public virtual TNumber Read<TNumber>(TNumber x, TNumber y, TNumber z) where TNumber : IElementary<TNumber> =>
        throw new NotSupportedException($"{Name} computes with {typeof(T)} only: it cannot be read with a {typeof(TNumber)}.");
}

/// <summary>A function of one argument.</summary>
internal sealed class UnaryOperation<T, TRule>(TRule rule) : Operation<T> where T : IReal<T> where TRule : struct, IUnaryRule
{
    public override string Name => TRule.Name;

    public override int Arity => 1;

    public override T Value(T x, T y, T z) => T.Apply(rule, x);

    public override TNumber Read<TNumber>(TNumber x, TNumber y, TNumber z) => TNumber.Apply(rule, x);

    public override (T X, T Y, T Z) Partials(T x, T y, T z, T w) => (rule.Partial(x, w), w, w);

    internal override void Pull(in T x, in T y, in T z, in T w, in T adjoint, ref T ofX, ref T ofY, ref T ofZ) =>
        ofX += T.Scale(rule.Partial(x, w), adjoint);
}

/// <summary>A function of two arguments.</summary>
internal sealed class BinaryOperation<T, TRule>(TRule rule) : Operation<T> where T : IReal<T> where TRule : struct, IBinaryRule
{
    public override string Name => TRule.Name;

    public override int Arity => 2;

    public override T Value(T x, T y, T z) => T.Apply(rule, x, y);

    public override TNumber Read<TNumber>(TNumber x, TNumber y, TNumber z) => TNumber.Apply(rule, x, y);

    public override (T X, T Y, T Z) Partials(T x, T y, T z, T w) => (rule.PartialX(x, y, w), rule.PartialY(x, y, w), w);
}

/// <summary>A function of three arguments.</summary>
internal sealed class TernaryOperation<T, TRule>(TRule rule) : Operation<T> where T : IReal<T> where TRule : struct, ITernaryRule
{
    public override string Name => TRule.Name;

    public override int Arity => 3;

    public override T Value(T x, T y, T z) => T.Apply(rule, x, y, z);

    public override TNumber Read<TNumber>(TNumber x, TNumber y, TNumber z) => TNumber.Apply(rule, x, y, z);

    public override (T X, T Y, T Z) Partials(T x, T y, T z, T w) =>
        (rule.PartialX(x, y, z, w), rule.PartialY(x, y, z, w), rule.PartialZ(x, y, z, w));
}

/// <summary>1 where x &lt; y (or x = y), else 0: flat.</summary>
internal sealed class ComparisonOperation<T>(bool equal) : Operation<T> where T : IReal<T>
{
    public override string Name => equal ? "equal" : "less";

    public override int Arity => 2;

    /// <summary>Whether it asks for x = y.</summary>
    public bool Equal => equal;

    public override T Value(T x, T y, T z) => Read(x, y, z);

    public override TNumber Read<TNumber>(TNumber x, TNumber y, TNumber z) => equal
        ? TNumber.WhereEqual(x, y, TNumber.Constant(1), TNumber.Constant(0))
        : TNumber.WhereLess(x, y, TNumber.Constant(1), TNumber.Constant(0));

    public override (T X, T Y, T Z) Partials(T x, T y, T z, T w) => (T.Constant(0), T.Constant(0), w);
}

/// <summary>y where x = 1, else z.</summary>
internal sealed class ChoiceOperation<T> : Operation<T> where T : IReal<T>
{
    public override string Name => "where";

    public override int Arity => 3;

    public override T Value(T x, T y, T z) => Read(x, y, z);

    public override TNumber Read<TNumber>(TNumber x, TNumber y, TNumber z) => TNumber.WhereEqual(x, TNumber.Constant(1), y, z);

    public override (T X, T Y, T Z) Partials(T x, T y, T z, T w) => (
        T.Constant(0),
        T.WhereEqual(x, T.Constant(1), T.Constant(1), T.Constant(0)),
        T.WhereEqual(x, T.Constant(1), T.Constant(0), T.Constant(1)));
}

/// <summary>The product of partial and (co)tangent, <see cref="IElementary{T}.Scale"/>.</summary>
internal sealed class ScaleOperation<T> : Operation<T> where T : IReal<T>
{
    public override string Name => "scale";

    public override int Arity => 2;

    public override T Value(T x, T y, T z) => T.Scale(x, y);

    public override TNumber Read<TNumber>(TNumber x, TNumber y, TNumber z) => TNumber.Scale(x, y);

    public override (T X, T Y, T Z) Partials(T x, T y, T z, T w) => (y, x, w);
}
