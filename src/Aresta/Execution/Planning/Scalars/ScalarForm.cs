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

    /// <summary>The number for the only element of a tensor.</summary>
    public static Float64 Of(Tensor tensor) => tensor.DType.IsInteger ? OfInteger(tensor.Integer(0)) : tensor[0];

    /// <summary>The number for what lies in memory.</summary>
    public static Float64 Load(byte* storage, ScalarPlace place) => place.DType switch
    {
        DType.Float64 => ((double*)storage)[place.Start],
        DType.Float32 => ((float*)storage)[place.Start],
        DType.Int32 => OfInteger(((int*)storage)[place.Start]),
        DType.Int64 => OfInteger(((long*)storage)[place.Start]),
        _ => storage[place.Start] == 0 ? 0 : 1,
    };

    /// <summary>Writes to memory what a number stands for.</summary>
    public static void Store(Float64 number, byte* storage, ScalarPlace place)
    {
        switch (place.DType)
        {
            case DType.Float64:
                ((double*)storage)[place.Start] = number.Value;
                break;
            case DType.Float32:
                ((float*)storage)[place.Start] = (float)number.Value;
                break;
            case DType.Int32:
                ((int*)storage)[place.Start] = (int)Integer(number.Value);
                break;
            case DType.Int64:
                ((long*)storage)[place.Start] = Integer(number.Value);
                break;
            default:
                storage[place.Start] = number.Value == 0 ? (byte)0 : (byte)1;
                break;
        }
    }
}
