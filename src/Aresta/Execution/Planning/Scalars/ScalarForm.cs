using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Aresta.Numerics;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// Values of every dtype as the doubles of one program: floating numbers as they are, truth values as 1 and 0, integers by their 64 bits.
/// </summary>
internal static unsafe class ScalarForm
{
    /// <summary>The number for an integer.</summary>
    public static double OfInteger(long x) => BitConverter.Int64BitsToDouble(x);

    /// <summary>The integer that a number stands for.</summary>
    public static long Integer(double x) => BitConverter.DoubleToInt64Bits(x);

    /// <summary>The number for an element of a storage.</summary>
    public static Float64 Load(byte* storage, ScalarPlace place) => Load(ref *storage, place.Start, place.DType);

    /// <summary>The number for an element of an array.</summary>
    public static Float64 Load(Array elements, nint index, DType dtype) =>
        Load(ref MemoryMarshal.GetArrayDataReference(elements), index, dtype);

    /// <summary>Writes what a number stands for to an element of a storage.</summary>
    public static void Store(Float64 number, byte* storage, ScalarPlace place) => Store(number, ref *storage, place.DType);

    /// <summary>Writes what a number stands for to the first element of an array.</summary>
    public static void Store(Float64 number, Array elements, DType dtype) =>
        Store(number, ref MemoryMarshal.GetArrayDataReference(elements), dtype);

    private static Float64 Load(ref byte elements, nint index, DType dtype) => dtype switch
    {
        DType.Float64 => Unsafe.Add(ref Unsafe.As<byte, double>(ref elements), index),
        DType.Float32 => Unsafe.Add(ref Unsafe.As<byte, float>(ref elements), index),
        DType.Int32 => OfInteger(Unsafe.Add(ref Unsafe.As<byte, int>(ref elements), index)),
        DType.Int64 => OfInteger(Unsafe.Add(ref Unsafe.As<byte, long>(ref elements), index)),
        _ => Unsafe.Add(ref elements, index) == 0 ? 0 : 1,
    };

    private static void Store(Float64 number, ref byte element, DType dtype)
    {
        switch (dtype)
        {
            case DType.Float64:
                Unsafe.As<byte, double>(ref element) = number.Value;
                break;
            case DType.Float32:
                Unsafe.As<byte, float>(ref element) = (float)number.Value;
                break;
            case DType.Int32:
                Unsafe.As<byte, int>(ref element) = (int)Integer(number.Value);
                break;
            case DType.Int64:
                Unsafe.As<byte, long>(ref element) = Integer(number.Value);
                break;
            default:
                element = number.Value == 0 ? (byte)0 : (byte)1;
                break;
        }
    }
}
