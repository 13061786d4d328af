using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Aresta.Kernels;
using Aresta.Numerics.Rules;
using Aresta.Tensors;

namespace Aresta.Benchmarks.Kernels;

/// <summary>Ten operations, written three times: as a cluster, as one function of lanes, and as calls over whole arrays.</summary>
internal interface IChain : ILaneFunction
{
    /// <summary>As a cluster.</summary>
    static abstract StripValue Write(ClusterBuilder builder, StripValue x);

    /// <summary>By TensorPrimitives, operation by operation.</summary>
    static abstract void OneByOne(ReadOnlySpan<float> x, Span<float> y);
}

/// <summary>(max(√|(1.5x + ¼)x| − 1.5, ¼)² + x)/1.5</summary>
internal readonly struct Cheap : IChain
{
    public string Name => "cheap";

    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged
    {
        var (a, b) = (V.Constant(1.5), V.Constant(0.25));
        var t = V.Max(V.Sqrt(V.Abs(((x * a) + b) * x)) - a, b);
        return ((t * t) + x) / a;
    }

    public static StripValue Write(ClusterBuilder builder, StripValue x)
    {
        var (a, b) = (builder.Constant(DType.Float32, 1.5), builder.Constant(DType.Float32, 0.25));
        var t = builder.Binary(default(Multiply), x, a);
        t = builder.Binary(default(Add), t, b);
        t = builder.Binary(default(Multiply), t, x);
        t = builder.Unary(default(Abs), t);
        t = builder.Unary(default(Sqrt), t);
        t = builder.Binary(default(Subtract), t, a);
        t = builder.Binary(default(Max), t, b);
        t = builder.Binary(default(Multiply), t, t);
        t = builder.Binary(default(Add), t, x);
        return builder.Binary(default(Divide), t, a);
    }

    public static void OneByOne(ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.Multiply(x, 1.5f, y);
        TensorPrimitives.Add(y, 0.25f, y);
        TensorPrimitives.Multiply(y, x, y);
        TensorPrimitives.Abs(y, y);
        TensorPrimitives.Sqrt(y, y);
        TensorPrimitives.Subtract(y, 1.5f, y);
        TensorPrimitives.Max(y, 0.25f, y);
        TensorPrimitives.Multiply(y, y, y);
        TensorPrimitives.Add(y, x, y);
        TensorPrimitives.Divide(y, 1.5f, y);
    }
}

/// <summary>((tanh(1.5x + ¼)·x)·σ(…) − e^…)·x: what gates are made of</summary>
internal readonly struct Mixed : IChain
{
    public string Name => "mixed";

    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged
    {
        var (a, b) = (V.Constant(1.5), V.Constant(0.25));
        var t = V.Apply(default(Tanh), (x * a) + b) * x;
        t *= V.Apply(default(Sigmoid), t);
        return (t - V.Apply(default(Exp), -t)) * x;
    }

    public static StripValue Write(ClusterBuilder builder, StripValue x)
    {
        var (a, b) = (builder.Constant(DType.Float32, 1.5), builder.Constant(DType.Float32, 0.25));
        var t = builder.Binary(default(Multiply), x, a);
        t = builder.Binary(default(Add), t, b);
        t = builder.Unary(default(Tanh), t);
        t = builder.Binary(default(Multiply), t, x);
        t = builder.Binary(default(Multiply), t, builder.Unary(default(Sigmoid), t));
        var e = builder.Unary(default(Exp), builder.Unary(default(Negate), t));
        t = builder.Binary(default(Subtract), t, e);
        return builder.Binary(default(Multiply), t, x);
    }

    public static void OneByOne(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> other = y.Length <= Other.Length ? Other.AsSpan(0, y.Length) : Other = new float[y.Length];
        TensorPrimitives.Multiply(x, 1.5f, y);
        TensorPrimitives.Add(y, 0.25f, y);
        TensorPrimitives.Tanh(y, y);
        TensorPrimitives.Multiply(y, x, y);
        TensorPrimitives.Sigmoid(y, other);
        TensorPrimitives.Multiply(y, other, y);
        TensorPrimitives.Negate(y, other);
        TensorPrimitives.Exp(other, other);
        TensorPrimitives.Subtract(y, other, y);
        TensorPrimitives.Multiply(y, x, y);
    }

    private static float[] Other = [];
}
