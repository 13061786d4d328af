using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Aresta.Numerics;

namespace Aresta.Kernels;

/// <summary>512 bits of lanes.</summary>
internal readonly unsafe struct Lanes512<T> : ILanes<Lanes512<T>, T> where T : unmanaged
{
    // A field, and products with constants in one step: the compiler inlines so many calls and variables into a kernel, and no more.
    public readonly Vector512<T> Vector;

    public Lanes512(Vector512<T> vector) => Vector = vector;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512<T> x, T* target) => x.Vector.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Constant(double value) =>
        new(typeof(T) == typeof(float) ? Vector512.Create((float)value).As<float, T>() : Vector512.Create(value).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Pattern(long bits) =>
        new(typeof(T) == typeof(float) ? Vector512.Create((int)bits).As<int, T>() : Vector512.Create(bits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> x, Lanes512<T> y) => new(x.Vector + y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> x, Lanes512<T> y) => new(x.Vector - y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> x, Lanes512<T> y) => new(x.Vector * y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> x, Lanes512<T> y) => new(x.Vector / y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> x) => new(-x.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator &(Lanes512<T> x, Lanes512<T> y) => new(x.Vector & y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator |(Lanes512<T> x, Lanes512<T> y) => new(x.Vector | y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ^(Lanes512<T> x, Lanes512<T> y) => new(x.Vector ^ y.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ~(Lanes512<T> x) => new(~x.Vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) => new(typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a.Vector.AsSingle(), b.Vector.AsSingle(), c.Vector.AsSingle()).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.Vector.AsDouble(), b.Vector.AsDouble(), c.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> a, Lanes512<T> b, double c) => new(typeof(T) == typeof(float)
        ? Vector512.FusedMultiplyAdd(a.Vector.AsSingle(), b.Vector.AsSingle(), Vector512.Create((float)c)).As<float, T>()
        : Vector512.FusedMultiplyAdd(a.Vector.AsDouble(), b.Vector.AsDouble(), Vector512.Create(c)).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> x) => new(Vector512.Sqrt(x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> x) => new(Vector512.Abs(x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Floor(Lanes512<T> x) => new(typeof(T) == typeof(float)
            ? Vector512.Floor(x.Vector.AsSingle()).As<float, T>()
            : Vector512.Floor(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Ceiling(Lanes512<T> x) => new(typeof(T) == typeof(float)
            ? Vector512.Ceiling(x.Vector.AsSingle()).As<float, T>()
            : Vector512.Ceiling(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Truncate(Lanes512<T> x) => new(typeof(T) == typeof(float)
            ? Vector512.Truncate(x.Vector.AsSingle()).As<float, T>()
            : Vector512.Truncate(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Round(Lanes512<T> x) => new(typeof(T) == typeof(float)
            ? Vector512.Round(x.Vector.AsSingle()).As<float, T>()
            : Vector512.Round(x.Vector.AsDouble()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Min(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Min(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Max(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MinNumber(Lanes512<T> x, Lanes512<T> y) => new(Vector512.MinNumber(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MaxNumber(Lanes512<T> x, Lanes512<T> y) => new(Vector512.MaxNumber(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtMost(Lanes512<T> bound, Lanes512<T> x) => new(Vector512.MinNative(bound.Vector, x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtLeast(Lanes512<T> bound, Lanes512<T> x) => new(Vector512.MaxNative(bound.Vector, x.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> IsLess(Lanes512<T> x, Lanes512<T> y) => new(Vector512.LessThan(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> IsLessOrEqual(Lanes512<T> x, Lanes512<T> y) => new(Vector512.LessThanOrEqual(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> IsEqual(Lanes512<T> x, Lanes512<T> y) => new(Vector512.Equals(x.Vector, y.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> then, Lanes512<T> otherwise) =>
        new(Vector512.ConditionalSelect(mask.Vector, then.Vector, otherwise.Vector));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Fold<TReduction>(Lanes512<T> x) where TReduction : struct, IReduction => Lanes256<T>.Fold<TReduction>(
        TReduction.Combine<Lanes256<T>, T>(new(x.Vector.GetLower()), new(x.Vector.GetUpper())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512<T> mask) => mask.Vector.AsInt32() != Vector512<int>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AddBits(Lanes512<T> x, Lanes512<T> y) => new(typeof(T) == typeof(float)
        ? (x.Vector.AsInt32() + y.Vector.AsInt32()).As<int, T>()
        : (x.Vector.AsInt64() + y.Vector.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> SubtractBits(Lanes512<T> x, Lanes512<T> y) => new(typeof(T) == typeof(float)
        ? (x.Vector.AsInt32() - y.Vector.AsInt32()).As<int, T>()
        : (x.Vector.AsInt64() - y.Vector.AsInt64()).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftLeft(Lanes512<T> x, int places) =>
        new(typeof(T) == typeof(float) ? (x.Vector.AsInt32() << places).As<int, T>() : (x.Vector.AsInt64() << places).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftRight(Lanes512<T> x, int places) =>
        new(typeof(T) == typeof(float) ? (x.Vector.AsInt32() >> places).As<int, T>() : (x.Vector.AsInt64() >> places).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ScaleByPower(Lanes512<T> x, Lanes512<T> n)
    {
        if (!Avx512F.IsSupported)
            return Bits.ScaleByPower<Lanes512<T>, T>(x, n);
        return new(typeof(T) == typeof(float)
            ? Avx512F.Scale(x.Vector.AsSingle(), n.Vector.AsSingle()).As<float, T>()
            : Avx512F.Scale(x.Vector.AsDouble(), n.Vector.AsDouble()).As<double, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Apply<TRule>(TRule rule, Lanes512<T> x) where TRule : struct, IUnaryRule =>
        VectorForms.Of<Lanes512<T>, T, TRule>(rule, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Apply<TRule>(TRule rule, Lanes512<T> x, Lanes512<T> y) where TRule : struct, IBinaryRule =>
        BinaryVectorForms.Of<Lanes512<T>, T, TRule>(rule, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Apply<TRule>(TRule rule, Lanes512<T> x, Lanes512<T> y, Lanes512<T> z) where TRule : struct, ITernaryRule =>
        BinaryVectorForms.Of<Lanes512<T>, T, TRule>(rule, x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> WhereLess(Lanes512<T> a, Lanes512<T> b, Lanes512<T> then, Lanes512<T> otherwise) =>
        Select(IsLess(a, b), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> WhereEqual(Lanes512<T> a, Lanes512<T> b, Lanes512<T> then, Lanes512<T> otherwise) =>
        Select(IsEqual(a, b), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Scale(Lanes512<T> partial, Lanes512<T> tangent)
    {
        // +0 wherever a factor is zero, as the primitive says: not −0, and not the NaN of 0·∞.
        var product = partial.Vector * tangent.Vector;
        var zero = Vector512.Equals(partial.Vector, Vector512<T>.Zero) | Vector512.Equals(tangent.Vector, Vector512<T>.Zero);
        return new(Vector512.AndNot(product, zero));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes512<T> EachLane<TRule>(TRule rule, Lanes512<T> x) where TRule : struct, IUnaryRule
    {
        OneByOne.Unary<TRule, T>(rule, (T*)&x, Count);
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes512<T> EachLane<TRule>(TRule rule, Lanes512<T> x, Lanes512<T> y) where TRule : struct, IBinaryRule
    {
        OneByOne.Binary<TRule, T>(rule, (T*)&x, (T*)&y, Count);
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes512<T> EachLane<TRule>(TRule rule, Lanes512<T> x, Lanes512<T> y, Lanes512<T> z) where TRule : struct, ITernaryRule
    {
        OneByOne.Ternary<TRule, T>(rule, (T*)&x, (T*)&y, (T*)&z, Count);
        return x;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Lanes512<T> Repair<TRule>(TRule rule, Lanes512<T> mask, Lanes512<T> x, Lanes512<T> y) where TRule : struct, IUnaryRule
    {
        OneByOne.Some<TRule, T>(rule, mask.Vector.ExtractMostSignificantBits(), (T*)&x, (T*)&y);
        return y;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> InDouble<TRule>(TRule rule, Lanes512<T> x) where TRule : struct, IUnaryRule
    {
        var (low, high) = Vector512.Widen(x.Vector.AsSingle());
        return new(Vector512.Narrow(
            VectorForms.Apart<Lanes512<double>, double, TRule>(rule, new(low)).Vector,
            VectorForms.Apart<Lanes512<double>, double, TRule>(rule, new(high)).Vector).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> InDouble<TRule>(TRule rule, Lanes512<T> x, Lanes512<T> y) where TRule : struct, IBinaryRule
    {
        var (low, high) = Vector512.Widen(x.Vector.AsSingle());
        var (yLow, yHigh) = Vector512.Widen(y.Vector.AsSingle());
        return new(Vector512.Narrow(
            BinaryVectorForms.Apart<Lanes512<double>, double, TRule>(rule, new(low), new(yLow)).Vector,
            BinaryVectorForms.Apart<Lanes512<double>, double, TRule>(rule, new(high), new(yHigh)).Vector).As<float, T>());
    }
}
