using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Aresta.Numerics;

namespace Aresta.Kernels;

/// <summary>128 bits of lanes.</summary>
internal readonly unsafe struct Lanes128<T> : ILanes<Lanes128<T>, T> where T : unmanaged
{
    // A field, and products with constants in one step: the compiler inlines so many calls and variables into a kernel, and no more.
    public readonly Vector128<T> Vector;

    public Lanes128(Vector128<T> vector) => Vector = vector;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128<T> x, T* target) => x.Vector.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Constant(double value) =>
        new(typeof(T) == typeof(float) ? Vector128.Create((float)value).As<float, T>() : Vector128.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Pattern(long bits) =>
        new(typeof(T) == typeof(float) ? Vector128.Create((int)bits).As<int, T>() : Vector128.Create(bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> x, Lanes128<T> y) => new(x.Vector + y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> x, Lanes128<T> y) => new(x.Vector - y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> x, Lanes128<T> y) => new(x.Vector * y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator /(Lanes128<T> x, Lanes128<T> y) => new(x.Vector / y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> x) => new(-x.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator &(Lanes128<T> x, Lanes128<T> y) => new(x.Vector & y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator |(Lanes128<T> x, Lanes128<T> y) => new(x.Vector | y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator ^(Lanes128<T> x, Lanes128<T> y) => new(x.Vector ^ y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator ~(Lanes128<T> x) => new(~x.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c) => new(typeof(T) == typeof(float)
        ? Vector128.FusedMultiplyAdd(a.Vector.AsSingle(), b.Vector.AsSingle(), c.Vector.AsSingle()).As<float, T>()
        : Vector128.FusedMultiplyAdd(a.Vector.AsDouble(), b.Vector.AsDouble(), c.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MultiplyAdd(Lanes128<T> a, Lanes128<T> b, double c) => new(typeof(T) == typeof(float)
        ? Vector128.FusedMultiplyAdd(a.Vector.AsSingle(), b.Vector.AsSingle(), Vector128.Create((float)c)).As<float, T>()
        : Vector128.FusedMultiplyAdd(a.Vector.AsDouble(), b.Vector.AsDouble(), Vector128.Create(c)).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Sqrt(Lanes128<T> x) => new(Vector128.Sqrt(x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Abs(Lanes128<T> x) => new(Vector128.Abs(x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Floor(Lanes128<T> x) => new(typeof(T) == typeof(float)
            ? Vector128.Floor(x.Vector.AsSingle()).As<float, T>()
            : Vector128.Floor(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Ceiling(Lanes128<T> x) => new(typeof(T) == typeof(float)
            ? Vector128.Ceiling(x.Vector.AsSingle()).As<float, T>()
            : Vector128.Ceiling(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Truncate(Lanes128<T> x) => new(typeof(T) == typeof(float)
            ? Vector128.Truncate(x.Vector.AsSingle()).As<float, T>()
            : Vector128.Truncate(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Round(Lanes128<T> x) => new(typeof(T) == typeof(float)
            ? Vector128.Round(x.Vector.AsSingle()).As<float, T>()
            : Vector128.Round(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Min(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Min(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Max(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Max(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MinNumber(Lanes128<T> x, Lanes128<T> y) => new(Vector128.MinNumber(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> MaxNumber(Lanes128<T> x, Lanes128<T> y) => new(Vector128.MaxNumber(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtMost(Lanes128<T> bound, Lanes128<T> x) => new(Vector128.MinNative(bound.Vector, x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AtLeast(Lanes128<T> bound, Lanes128<T> x) => new(Vector128.MaxNative(bound.Vector, x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> IsLess(Lanes128<T> x, Lanes128<T> y) => new(Vector128.LessThan(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> IsLessOrEqual(Lanes128<T> x, Lanes128<T> y) => new(Vector128.LessThanOrEqual(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> IsEqual(Lanes128<T> x, Lanes128<T> y) => new(Vector128.Equals(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> then, Lanes128<T> otherwise) =>
        new(Vector128.ConditionalSelect(mask.Vector, then.Vector, otherwise.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold<TReduction>(Lanes128<T> x) where TReduction : struct, IReduction
    {
        var upper = Vector128.Shuffle(x.Vector.AsInt64(), Vector128.Create(1L, 1L)).As<long, T>();
        x = TReduction.Combine<Lanes128<T>, T>(x, new(upper));
        if (typeof(T) == typeof(float))
        {
            var next = Vector128.Shuffle(x.Vector.AsInt32(), Vector128.Create(1, 1, 1, 1)).As<int, T>();
            x = TReduction.Combine<Lanes128<T>, T>(x, new(next));
        }

        return x.Vector.ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes128<T> mask) => mask.Vector.AsInt32() != Vector128<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> AddBits(Lanes128<T> x, Lanes128<T> y) => new(typeof(T) == typeof(float)
        ? (x.Vector.AsInt32() + y.Vector.AsInt32()).As<int, T>()
        : (x.Vector.AsInt64() + y.Vector.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> SubtractBits(Lanes128<T> x, Lanes128<T> y) => new(typeof(T) == typeof(float)
        ? (x.Vector.AsInt32() - y.Vector.AsInt32()).As<int, T>()
        : (x.Vector.AsInt64() - y.Vector.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftLeft(Lanes128<T> x, int places) =>
        new(typeof(T) == typeof(float) ? (x.Vector.AsInt32() << places).As<int, T>() : (x.Vector.AsInt64() << places).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ShiftRight(Lanes128<T> x, int places) =>
        new(typeof(T) == typeof(float) ? (x.Vector.AsInt32() >> places).As<int, T>() : (x.Vector.AsInt64() >> places).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> ScaleByPower(Lanes128<T> x, Lanes128<T> n) =>
        Bits.ScaleByPower<Lanes128<T>, T>(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Apply<TRule>(TRule rule, Lanes128<T> x) where TRule : struct, IUnaryRule =>
        VectorForms.Of<Lanes128<T>, T, TRule>(rule, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Apply<TRule>(TRule rule, Lanes128<T> x, Lanes128<T> y) where TRule : struct, IBinaryRule =>
        BinaryVectorForms.Of<Lanes128<T>, T, TRule>(rule, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Apply<TRule>(TRule rule, Lanes128<T> x, Lanes128<T> y, Lanes128<T> z) where TRule : struct, ITernaryRule =>
        BinaryVectorForms.Of<Lanes128<T>, T, TRule>(rule, x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> WhereLess(Lanes128<T> a, Lanes128<T> b, Lanes128<T> then, Lanes128<T> otherwise) =>
        Select(IsLess(a, b), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> WhereEqual(Lanes128<T> a, Lanes128<T> b, Lanes128<T> then, Lanes128<T> otherwise) =>
        Select(IsEqual(a, b), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Scale(Lanes128<T> partial, Lanes128<T> tangent)
    {
        // +0 wherever a factor is zero, as the primitive says: not −0, and not the NaN of 0·∞.
        var product = partial.Vector * tangent.Vector;
        var zero = Vector128.Equals(partial.Vector, Vector128<T>.Zero) | Vector128.Equals(tangent.Vector, Vector128<T>.Zero);
        return new(Vector128.AndNot(product, zero));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128<T> EachLane<TRule>(TRule rule, Lanes128<T> x) where TRule : struct, IUnaryRule
    {
        OneByOne.Unary<TRule, T>(rule, (T*)&x, Count);
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128<T> EachLane<TRule>(TRule rule, Lanes128<T> x, Lanes128<T> y) where TRule : struct, IBinaryRule
    {
        OneByOne.Binary<TRule, T>(rule, (T*)&x, (T*)&y, Count);
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128<T> EachLane<TRule>(TRule rule, Lanes128<T> x, Lanes128<T> y, Lanes128<T> z) where TRule : struct, ITernaryRule
    {
        OneByOne.Ternary<TRule, T>(rule, (T*)&x, (T*)&y, (T*)&z, Count);
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes128<T> Repair<TRule>(TRule rule, Lanes128<T> mask, Lanes128<T> x, Lanes128<T> y) where TRule : struct, IUnaryRule
    {
        OneByOne.Some<TRule, T>(rule, mask.Vector.ExtractMostSignificantBits(), (T*)&x, (T*)&y);
        return y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> InDouble<TRule>(TRule rule, Lanes128<T> x) where TRule : struct, IUnaryRule
    {
        var (low, high) = Vector128.Widen(x.Vector.AsSingle());
        return new(Vector128.Narrow(
            VectorForms.Apart<Lanes128<double>, double, TRule>(rule, new(low)).Vector,
            VectorForms.Apart<Lanes128<double>, double, TRule>(rule, new(high)).Vector).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> InDouble<TRule>(TRule rule, Lanes128<T> x, Lanes128<T> y) where TRule : struct, IBinaryRule
    {
        var (low, high) = Vector128.Widen(x.Vector.AsSingle());
        var (yLow, yHigh) = Vector128.Widen(y.Vector.AsSingle());
        return new(Vector128.Narrow(
            BinaryVectorForms.Apart<Lanes128<double>, double, TRule>(rule, new(low), new(yLow)).Vector,
            BinaryVectorForms.Apart<Lanes128<double>, double, TRule>(rule, new(high), new(yHigh)).Vector).As<float, T>());
    }
}
