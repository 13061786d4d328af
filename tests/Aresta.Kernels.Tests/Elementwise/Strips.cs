
namespace Aresta.Kernels.Tests.Elementwise;

/// <summary>Running kernels over arrays.</summary>
internal static unsafe class Strips
{
    public static VectorWidth[] Widths { get; } = Enum.GetValues<VectorWidth>();

    /// <summary>Arrays of what rules meet: the borders of the format, whole numbers, and bit patterns from everywhere.</summary>
    public static double[] Numbers(int count, int seed, bool single)
    {
        var random = new Random(seed);
        double[] borders =
        [
            0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon,
            float.Epsilon, -float.Epsilon, double.MaxValue, -double.MaxValue, float.MaxValue, -float.MaxValue, 1.17549435e-38,
            2.2250738585072014e-308,
            1e-40, -1e-310, 88.5, 89, -87.5, -103.5, -104, 709.7, 710, -708.5, -745.1, -746, 1e10, 1e22, -1e30, 0.99999994, 1.0000001,
            Math.PI, Math.PI / 2, Math.PI / 4, 10, 100, -100, 20.5, 1e-8, 1e-4,
        ];
        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            var x = i < borders.Length ? borders[i] : random.Next(4) switch
            {
                0 => (2 * random.NextDouble()) - 1,
                1 => 40 * (random.NextDouble() - 0.5),
                2 when single => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)),
                2 => BitConverter.Int64BitsToDouble(random.NextInt64()),
                _ => Math.Pow(10, 8 * (random.NextDouble() - 0.5)) * (random.Next(2) == 0 ? -1 : 1),
            };
            numbers[i] = single ? (float)x : x;
        }

        return numbers;
    }

    /// <summary>The kernel of a function, at every width; they must agree bit by bit. The result as doubles.</summary>
    public static double[] Run<TFunction>(TFunction function, bool single, params double[][] operands)
        where TFunction : struct, ILaneFunction
    {
        double[]? first = null;
        foreach (var width in Widths)
        {
            var result = Run(StripKernels.Of(function, single ? 4 : 8, width), single, operands);
            first ??= result;
            for (var i = 0; i < result.Length; i++)
            {
                Assert.True(
                    Ulps.Same(first[i], result[i]),
                    FormattableString.Invariant($"{function.Name}, element {i}: {first[i]:R} at 128 bits, {result[i]:R} at {width}"));
            }
        }

        return first!;
    }

    /// <summary>One kernel.</summary>
    public static double[] Run(StripKernel kernel, bool single, params double[][] operands)
    {
        var count = operands[0].Length;
        if (single)
        {
            var narrow = Array.ConvertAll(operands, x => Array.ConvertAll(x, y => (float)y));
            return Array.ConvertAll(Run(kernel, narrow, count), x => (double)x);
        }

        return Run(kernel, operands, count);
    }

    /// <summary>One kernel; an operand of one element is repeated.</summary>
    public static T[] Run<T>(StripKernel kernel, T[][] operands, int count) where T : unmanaged
    {
        var result = new T[count];
        T[] Given(int i)
        {
            var operand = i < operands.Length ? operands[i] : operands[0];
            return operand.Length == 1 ? [.. Enumerable.Repeat(operand[0], StripOperands.SplatBytes / sizeof(T))] : operand;
        }

        nint Step(int i) => i < operands.Length && operands[i].Length == 1 ? 0 : 1;

        fixed (T* x = Given(0), y = Given(1), z = Given(2), w = Given(3), to = result)
        {
            StripOperands strips = default;
            strips.X = (byte*)x;
            strips.Y = (byte*)y;
            strips.Z = (byte*)z;
            strips.W = (byte*)w;
            strips.StepX = Step(0);
            strips.StepY = Step(1);
            strips.StepZ = Step(2);
            strips.StepW = Step(3);
            kernel.Run((byte*)to, strips, count);
        }

        return result;
    }
}
