using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Aresta.Numerics;

namespace Aresta.Kernels;

/// <summary>256 bits of lanes.</summary>
internal readonly unsafe struct Lanes256<T> : ILanes<Lanes256<T>, T> where T : unmanaged
{
    // A field, and products with constants in one step: the compiler inlines so many calls and variables into a kernel, and no more.
    public readonly Vector256<T> Vector;

    public Lanes256(Vector256<T> vector) => Vector = vector;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256<T> x, T* target) => x.Vector.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Constant(double value) =>
        new(typeof(T) == typeof(float) ? Vector256.Create((float)value).As<float, T>() : Vector256.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Pattern(long bits) =>
        new(typeof(T) == typeof(float) ? Vector256.Create((int)bits).As<int, T>() : Vector256.Create(bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> x, Lanes256<T> y) => new(x.Vector + y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> x, Lanes256<T> y) => new(x.Vector - y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> x, Lanes256<T> y) => new(x.Vector * y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator /(Lanes256<T> x, Lanes256<T> y) => new(x.Vector / y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> x) => new(-x.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator &(Lanes256<T> x, Lanes256<T> y) => new(x.Vector & y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator |(Lanes256<T> x, Lanes256<T> y) => new(x.Vector | y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ^(Lanes256<T> x, Lanes256<T> y) => new(x.Vector ^ y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator ~(Lanes256<T> x) => new(~x.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) => new(typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(a.Vector.AsSingle(), b.Vector.AsSingle(), c.Vector.AsSingle()).As<float, T>()
        : Vector256.FusedMultiplyAdd(a.Vector.AsDouble(), b.Vector.AsDouble(), c.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> a, Lanes256<T> b, double c) => new(typeof(T) == typeof(float)
        ? Vector256.FusedMultiplyAdd(a.Vector.AsSingle(), b.Vector.AsSingle(), Vector256.Create((float)c)).As<float, T>()
        : Vector256.FusedMultiplyAdd(a.Vector.AsDouble(), b.Vector.AsDouble(), Vector256.Create(c)).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Sqrt(Lanes256<T> x) => new(Vector256.Sqrt(x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Abs(Lanes256<T> x) => new(Vector256.Abs(x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Floor(Lanes256<T> x) => new(typeof(T) == typeof(float)
            ? Vector256.Floor(x.Vector.AsSingle()).As<float, T>()
            : Vector256.Floor(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Ceiling(Lanes256<T> x) => new(typeof(T) == typeof(float)
            ? Vector256.Ceiling(x.Vector.AsSingle()).As<float, T>()
            : Vector256.Ceiling(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Truncate(Lanes256<T> x) => new(typeof(T) == typeof(float)
            ? Vector256.Truncate(x.Vector.AsSingle()).As<float, T>()
            : Vector256.Truncate(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Round(Lanes256<T> x) => new(typeof(T) == typeof(float)
            ? Vector256.Round(x.Vector.AsSingle()).As<float, T>()
            : Vector256.Round(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Min(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Min(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Max(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Max(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MinNumber(Lanes256<T> x, Lanes256<T> y) => new(Vector256.MinNumber(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MaxNumber(Lanes256<T> x, Lanes256<T> y) => new(Vector256.MaxNumber(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtMost(Lanes256<T> bound, Lanes256<T> x) => new(Vector256.MinNative(bound.Vector, x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AtLeast(Lanes256<T> bound, Lanes256<T> x) => new(Vector256.MaxNative(bound.Vector, x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> IsLess(Lanes256<T> x, Lanes256<T> y) => new(Vector256.LessThan(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> IsLessOrEqual(Lanes256<T> x, Lanes256<T> y) => new(Vector256.LessThanOrEqual(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> IsEqual(Lanes256<T> x, Lanes256<T> y) => new(Vector256.Equals(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> then, Lanes256<T> otherwise) =>
        new(Vector256.ConditionalSelect(mask.Vector, then.Vector, otherwise.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold<TReduction>(Lanes256<T> x) where TReduction : struct, IReduction => Lanes128<T>.Fold<TReduction>(
        TReduction.Combine<Lanes128<T>, T>(new(x.Vector.GetLower()), new(x.Vector.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes256<T> mask) => mask.Vector.AsInt32() != Vector256<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> AddBits(Lanes256<T> x, Lanes256<T> y) => new(typeof(T) == typeof(float)
        ? (x.Vector.AsInt32() + y.Vector.AsInt32()).As<int, T>()
        : (x.Vector.AsInt64() + y.Vector.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> SubtractBits(Lanes256<T> x, Lanes256<T> y) => new(typeof(T) == typeof(float)
        ? (x.Vector.AsInt32() - y.Vector.AsInt32()).As<int, T>()
        : (x.Vector.AsInt64() - y.Vector.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftLeft(Lanes256<T> x, int places) =>
        new(typeof(T) == typeof(float) ? (x.Vector.AsInt32() << places).As<int, T>() : (x.Vector.AsInt64() << places).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ShiftRight(Lanes256<T> x, int places) =>
        new(typeof(T) == typeof(float) ? (x.Vector.AsInt32() >> places).As<int, T>() : (x.Vector.AsInt64() >> places).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> ScaleByPower(Lanes256<T> x, Lanes256<T> n) =>
        Bits.ScaleByPower<Lanes256<T>, T>(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Apply<TRule>(TRule rule, Lanes256<T> x) where TRule : struct, IUnaryRule =>
        VectorForms.Of<Lanes256<T>, T, TRule>(rule, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Apply<TRule>(TRule rule, Lanes256<T> x, Lanes256<T> y) where TRule : struct, IBinaryRule =>
        BinaryVectorForms.Of<Lanes256<T>, T, TRule>(rule, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Apply<TRule>(TRule rule, Lanes256<T> x, Lanes256<T> y, Lanes256<T> z) where TRule : struct, ITernaryRule =>
        BinaryVectorForms.Of<Lanes256<T>, T, TRule>(rule, x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> WhereLess(Lanes256<T> a, Lanes256<T> b, Lanes256<T> then, Lanes256<T> otherwise) =>
        Select(IsLess(a, b), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> WhereEqual(Lanes256<T> a, Lanes256<T> b, Lanes256<T> then, Lanes256<T> otherwise) =>
        Select(IsEqual(a, b), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Scale(Lanes256<T> partial, Lanes256<T> tangent)
    {
        // +0 wherever a factor is zero, as the primitive says: not −0, and not the NaN of 0·∞.
        var product = partial.Vector * tangent.Vector;
        var zero = Vector256.Equals(partial.Vector, Vector256<T>.Zero) | Vector256.Equals(tangent.Vector, Vector256<T>.Zero);
        return new(Vector256.AndNot(product, zero));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes256<T> EachLane<TRule>(TRule rule, Lanes256<T> x) where TRule : struct, IUnaryRule
    {
        OneByOne.Unary<TRule, T>(rule, (T*)&x, Count);
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes256<T> EachLane<TRule>(TRule rule, Lanes256<T> x, Lanes256<T> y) where TRule : struct, IBinaryRule
    {
        OneByOne.Binary<TRule, T>(rule, (T*)&x, (T*)&y, Count);
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes256<T> EachLane<TRule>(TRule rule, Lanes256<T> x, Lanes256<T> y, Lanes256<T> z) where TRule : struct, ITernaryRule
    {
        OneByOne.Ternary<TRule, T>(rule, (T*)&x, (T*)&y, (T*)&z, Count);
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes256<T> Repair<TRule>(TRule rule, Lanes256<T> mask, Lanes256<T> x, Lanes256<T> y) where TRule : struct, IUnaryRule
    {
        OneByOne.Some<TRule, T>(rule, mask.Vector.ExtractMostSignificantBits(), (T*)&x, (T*)&y);
        return y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> InDouble<TRule>(TRule rule, Lanes256<T> x) where TRule : struct, IUnaryRule
    {
        var (low, high) = Vector256.Widen(x.Vector.AsSingle());
        return new(Vector256.Narrow(
            VectorForms.Apart<Lanes256<double>, double, TRule>(rule, new(low)).Vector,
            VectorForms.Apart<Lanes256<double>, double, TRule>(rule, new(high)).Vector).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> InDouble<TRule>(TRule rule, Lanes256<T> x, Lanes256<T> y) where TRule : struct, IBinaryRule
    {
        var (low, high) = Vector256.Widen(x.Vector.AsSingle());
        var (yLow, yHigh) = Vector256.Widen(y.Vector.AsSingle());
        return new(Vector256.Narrow(
            BinaryVectorForms.Apart<Lanes256<double>, double, TRule>(rule, new(low), new(yLow)).Vector,
            BinaryVectorForms.Apart<Lanes256<double>, double, TRule>(rule, new(high), new(yHigh)).Vector).As<float, T>());
    }
}
