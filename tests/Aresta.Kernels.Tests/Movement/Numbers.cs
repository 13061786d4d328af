using System.Runtime.CompilerServices;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Kernels.Tests.Movement;

/// <summary>Random shapes and tensors, and what the interpreter makes of them.</summary>
internal static class Numbers
{
    /// <summary>A shape of up to four axes, some of length 1, rarely an empty one.</summary>
    public static int[] Lengths(Random random, int least = 1, int most = 9)
    {
        var empty = random.Next(15) == 0 && least == 0;
        return [.. Enumerable.Range(0, 1 + random.Next(4)).Select(_ => random.Next(4) switch
        {
            0 when empty => 0,
            1 => 1,
            2 => random.Next(1, 2 * most),
            _ => random.Next(1, most),
        })];
    }

    /// <summary>Whole numbers, few of them, so that some are equal.</summary>
    public static T[] Whole<T>(int length, Random random) where T : unmanaged
    {
        var numbers = new T[length];
        for (var i = 0; i < length; i++)
        {
            var n = random.Next(-20, 21);
            numbers[i] = typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>(n)
                : typeof(T) == typeof(double) ? Unsafe.BitCast<double, T>(n)
                : typeof(T) == typeof(int) ? Unsafe.BitCast<int, T>(n)
                : typeof(T) == typeof(long) ? Unsafe.BitCast<long, T>(n) : Unsafe.BitCast<bool, T>(n > 0);
        }

        return numbers;
    }

    /// <summary>What the interpreter gives.</summary>
    public static Tensor[] Evaluate(Primitive primitive, params Tensor[] operands) =>
        primitive.Evaluate(operands, primitive.Infer([.. operands.Select(operand => operand.Type)]));

    /// <summary>The product of lengths.</summary>
    public static int Product(ReadOnlySpan<int> lengths)
    {
        var product = 1;
        foreach (var length in lengths)
        {
            product *= length;
        }

        return product;
    }

    /// <summary>Fails where numbers differ.</summary>
    public static void Same<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what) where T : unmanaged
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                EqualityComparer<T>.Default.Equals(expected[i], actual[i]), $"{what}: element {i} is {actual[i]}, not {expected[i]}");
        }
    }
}
