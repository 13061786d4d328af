using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>σ(x)·σ(−x), where y = σ(x): y·(1 − y) where x is negative, else e⁻ˣ·y², neither of which cancels.</summary>
internal readonly struct SigmoidSlope : ILaneFunction
{
    public string Name => "sigmoid_slope";
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged =>
        y * V.Select(V.IsLess(x, V.Constant(0)), V.Constant(1) - y, Exponentials<V, T>.Exp(-V.Abs(x)) * y);
}

/// <summary>1/cosh²x, where y = tanh x: e^(−2|x|)·(1 + |y|)², since 1 − |y| = e^(−2|x|)·(1 + |y|).</summary>
internal readonly struct TanhSlope : ILaneFunction
{
    public string Name => "tanh_slope";
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged
    {
        var sum = V.Constant(1) + V.Abs(y);
        return Exponentials<V, T>.Exp(-V.Abs(x + x)) * sum * sum;
    }
}
