using System.Runtime.CompilerServices;
using Aresta.Numerics.Rules;

namespace Aresta.Kernels;

/// <summary>What costs less than to write its result down and read it again.</summary>
internal enum CheapFunction : byte
{
    /// <summary>Anything that is not joined.</summary>
    None,

    /// <summary>x + y</summary>
    Add,

    /// <summary>x − y</summary>
    Subtract,

    /// <summary>x·y</summary>
    Multiply,

    /// <summary>x/y</summary>
    Divide,

    /// <summary>partial · (co)tangent</summary>
    Scale,

    /// <summary>√x</summary>
    Sqrt,

    /// <summary>x·(y·y)</summary>
    MultiplySquare,
}

/// <summary>x·(y·y), as second moments have it</summary>
internal readonly struct MultipliedSquare : ILaneFunction
{
    public string Name => "multiply_square";
    public static int Arity => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => x * (y * y);
}

/// <summary>outer(left(…), right(…)), each rounded as if it stood alone: one pass over a strip instead of two or three.</summary>
internal readonly struct Joined<TOuter, TLeft, TRight>(TOuter outer, TLeft left, TRight right) : ILaneFunction
    where TOuter : struct, ILaneFunction where TLeft : struct, ILaneFunction where TRight : struct, ILaneFunction
{
    public string Name => $"{outer.Name}({left.Name}, {right.Name})";
    public static int Arity => TLeft.Arity + TRight.Arity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Invoke<V, T>(V x, V y, V z, V w) where V : struct, ILanes<V, T> where T : unmanaged => outer.Invoke<V, T>(
        left.Invoke<V, T>(x, y, z, w),
        TLeft.Arity == 1 ? right.Invoke<V, T>(y, z, w, w) : right.Invoke<V, T>(z, w, w, w),
        x, x);
}

/// <summary>The kernels of cheap functions of cheap functions: all there are, so that they can be compiled ahead of time.</summary>
internal static class JoinedKernels
{
    /// <summary>Whether others may stand inside of a function.</summary>
    public static bool MayStandOutside(CheapFunction outer) => outer is not (CheapFunction.None or CheapFunction.Sqrt);

    /// <summary>Whether a function may stand inside of another one.</summary>
    public static bool MayStandInside(CheapFunction inner) =>
        inner is not (CheapFunction.None or CheapFunction.Divide or CheapFunction.Scale);

    /// <summary>outer(left, right); <see cref="CheapFunction.None"/> is the operand itself.</summary>
    public static StripKernel Of(CheapFunction outer, CheapFunction left, CheapFunction right, int size, VectorWidth width) => outer switch
    {
        CheapFunction.Add => Of(default(BinaryValue<Add>), left, right, size, width),
        CheapFunction.Subtract => Of(default(BinaryValue<Subtract>), left, right, size, width),
        CheapFunction.Multiply => Of(default(BinaryValue<Multiply>), left, right, size, width),
        CheapFunction.Divide => Of(default(BinaryValue<Divide>), left, right, size, width),
        _ => Of(default(ScaledBy), left, right, size, width),
    };

    private static StripKernel Of<TOuter>(TOuter outer, CheapFunction left, CheapFunction right, int size, VectorWidth width)
        where TOuter : struct, ILaneFunction => left switch
        {
            CheapFunction.Add => Of(outer, default(BinaryValue<Add>), right, size, width),
            CheapFunction.Subtract => Of(outer, default(BinaryValue<Subtract>), right, size, width),
            CheapFunction.Multiply => Of(outer, default(BinaryValue<Multiply>), right, size, width),
            CheapFunction.MultiplySquare => Of(outer, default(MultipliedSquare), right, size, width),
            CheapFunction.Sqrt => Of(outer, default(UnaryValue<Sqrt>), right, size, width),
            _ => Of(outer, default(Copy), right, size, width),
        };

    private static StripKernel Of<TOuter, TLeft>(TOuter outer, TLeft left, CheapFunction right, int size, VectorWidth width)
        where TOuter : struct, ILaneFunction where TLeft : struct, ILaneFunction => right switch
        {
            CheapFunction.Add => Of(outer, left, default(BinaryValue<Add>), size, width),
            CheapFunction.Subtract => Of(outer, left, default(BinaryValue<Subtract>), size, width),
            CheapFunction.Multiply => Of(outer, left, default(BinaryValue<Multiply>), size, width),
            CheapFunction.MultiplySquare => Of(outer, left, default(MultipliedSquare), size, width),
            CheapFunction.Sqrt => Of(outer, left, default(UnaryValue<Sqrt>), size, width),
            _ => Of(outer, left, default(Copy), size, width),
        };

    private static StripKernel Of<TOuter, TLeft, TRight>(TOuter outer, TLeft left, TRight right, int size, VectorWidth width)
        where TOuter : struct, ILaneFunction where TLeft : struct, ILaneFunction where TRight : struct, ILaneFunction =>
        StripKernels.Of(new Joined<TOuter, TLeft, TRight>(outer, left, right), size, width);
}
