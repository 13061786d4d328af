using System.Runtime.CompilerServices;
using Aresta.Numerics;

namespace Aresta.Kernels;

/// <summary>A function of up to four numbers that can be read with lanes: what becomes a kernel.</summary>
internal interface ILaneFunction
{
    /// <summary>What plans and errors call it.</summary>
    string Name { get; }

    /// <summary>How many operands it takes.</summary>
    static abstract int Arity { get; }

    /// <summary>Its values; operands beyond the arity are to be left alone.</summary>
    V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged;
}

/// <summary>f(x)</summary>
internal readonly struct UnaryValue<TRule>(TRule rule) : ILaneFunction where TRule : struct, IUnaryRule
{
    public string Name => TRule.Name;
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => V.Apply(rule, x);
}

/// <summary>f′(x), where y = f(x)</summary>
internal readonly struct UnaryPartial<TRule>(TRule rule) : ILaneFunction where TRule : struct, IUnaryRule
{
    public string Name => $"∂{TRule.Name}";
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => rule.Partial(x, y);
}

/// <summary>f(x, y)</summary>
internal readonly struct BinaryValue<TRule>(TRule rule) : ILaneFunction where TRule : struct, IBinaryRule
{
    public string Name => TRule.Name;
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => V.Apply(rule, x, y);
}

/// <summary>∂f/∂x at (x, y), where z = f(x, y)</summary>
internal readonly struct BinaryPartialX<TRule>(TRule rule) : ILaneFunction where TRule : struct, IBinaryRule
{
    public string Name => $"∂{TRule.Name}/∂x";
    public static int Arity => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => rule.PartialX(x, y, z);
}

/// <summary>∂f/∂y at (x, y), where z = f(x, y)</summary>
internal readonly struct BinaryPartialY<TRule>(TRule rule) : ILaneFunction where TRule : struct, IBinaryRule
{
    public string Name => $"∂{TRule.Name}/∂y";
    public static int Arity => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => rule.PartialY(x, y, z);
}

/// <summary>f(x, y, z)</summary>
internal readonly struct TernaryValue<TRule>(TRule rule) : ILaneFunction where TRule : struct, ITernaryRule
{
    public string Name => TRule.Name;
    public static int Arity => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => V.Apply(rule, x, y, z);
}

/// <summary>∂f/∂x at (x, y, z), where w = f(x, y, z)</summary>
internal readonly struct TernaryPartialX<TRule>(TRule rule) : ILaneFunction where TRule : struct, ITernaryRule
{
    public string Name => $"∂{TRule.Name}/∂x";
    public static int Arity => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => rule.PartialX(x, y, z, w);
}

/// <summary>∂f/∂y at (x, y, z), where w = f(x, y, z)</summary>
internal readonly struct TernaryPartialY<TRule>(TRule rule) : ILaneFunction where TRule : struct, ITernaryRule
{
    public string Name => $"∂{TRule.Name}/∂y";
    public static int Arity => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => rule.PartialY(x, y, z, w);
}

/// <summary>∂f/∂z at (x, y, z), where w = f(x, y, z)</summary>
internal readonly struct TernaryPartialZ<TRule>(TRule rule) : ILaneFunction where TRule : struct, ITernaryRule
{
    public string Name => $"∂{TRule.Name}/∂z";
    public static int Arity => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => rule.PartialZ(x, y, z, w);
}

/// <summary>Where a comparison holds: a mask.</summary>
internal readonly struct ComparisonMask<TRule> : ILaneFunction where TRule : struct, IComparisonRule
{
    public string Name => TRule.Name;
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged =>
        BinaryVectorForms.Mask<V, T, TRule>(x, y);
}

/// <summary>y where the mask x holds, else z.</summary>
internal readonly struct Choice : ILaneFunction
{
    public string Name => "where";
    public static int Arity => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => V.Select(x, y, z);
}

/// <summary>partial · (co)tangent, 0 where either is.</summary>
internal readonly struct ScaledBy : ILaneFunction
{
    public string Name => "scale";
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => V.Scale(x, y);
}

/// <summary>x</summary>
internal readonly struct Copy : ILaneFunction
{
    public string Name => "copy";
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => x;
}

/// <summary>Both masks.</summary>
internal readonly struct BothMasks : ILaneFunction
{
    public string Name => "and";
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => x & y;
}

/// <summary>Either mask, or both.</summary>
internal readonly struct EitherMask : ILaneFunction
{
    public string Name => "or";
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => x | y;
}

/// <summary>Just one of the masks.</summary>
internal readonly struct JustOneMask : ILaneFunction
{
    public string Name => "xor";
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => x ^ y;
}

/// <summary>Not the mask.</summary>
internal readonly struct OppositeMask : ILaneFunction
{
    public string Name => "not";
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => ~x;
}

/// <summary>A mask as 1 or 0.</summary>
internal readonly struct MaskAsNumber : ILaneFunction
{
    public string Name => "convert";
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => x & V.Constant(1);
}

/// <summary>A mask as the integer 1 or 0 of its size.</summary>
internal readonly struct MaskAsInteger : ILaneFunction
{
    public string Name => "convert";
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => x & V.Pattern(1);
}

/// <summary>Where x is not 0: a mask.</summary>
internal readonly struct NumberAsMask : ILaneFunction
{
    public string Name => "convert";
    public static int Arity => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => ~V.IsEqual(x, V.Constant(0));
}
