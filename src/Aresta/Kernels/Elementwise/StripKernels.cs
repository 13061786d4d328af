namespace Aresta.Kernels;

/// <summary>Makes kernels: for a type of elements and a width of vectors. What it makes can be run by many threads at once.</summary>
internal static class StripKernels
{
    /// <summary>A function over float or double (or over bits of that size).</summary>
    /// <param name="function">The function.</param>
    /// <param name="size">4 or 8 bytes an element.</param>
    /// <param name="width">The vectors; the best there are, but for tests.</param>
    public static StripKernel Of<TFunction>(TFunction function, int size, VectorWidth width) where TFunction : struct, ILaneFunction =>
        (size, width) switch
        {
            (4, VectorWidth.Bits512) => new LaneKernel<TFunction, Lanes512<float>, float>(function),
            (4, VectorWidth.Bits256) => new LaneKernel<TFunction, Lanes256<float>, float>(function),
            (4, _) => new LaneKernel<TFunction, Lanes128<float>, float>(function),
            (_, VectorWidth.Bits512) => new LaneKernel<TFunction, Lanes512<double>, double>(function),
            (_, VectorWidth.Bits256) => new LaneKernel<TFunction, Lanes256<double>, double>(function),
            _ => new LaneKernel<TFunction, Lanes128<double>, double>(function),
        };

    /// <summary>A function over float or double with its slope, which goes to a second target.</summary>
    public static StripKernel Sloped<TFunction>(int size, VectorWidth width) where TFunction : struct, ISlopedFunction =>
        (size, width) switch
        {
            (4, VectorWidth.Bits512) => new SlopedKernel<TFunction, Lanes512<float>, float>(),
            (4, VectorWidth.Bits256) => new SlopedKernel<TFunction, Lanes256<float>, float>(),
            (4, _) => new SlopedKernel<TFunction, Lanes128<float>, float>(),
            (_, VectorWidth.Bits512) => new SlopedKernel<TFunction, Lanes512<double>, double>(),
            (_, VectorWidth.Bits256) => new SlopedKernel<TFunction, Lanes256<double>, double>(),
            _ => new SlopedKernel<TFunction, Lanes128<double>, double>(),
        };

    /// <summary>A function over int32 or int64.</summary>
    public static StripKernel OfIntegers<TFunction>(TFunction function, string name, int size) where TFunction : struct, IIntegerFunction =>
        size == 4 ? new IntegerKernel<TFunction, int>(function, name) : new IntegerKernel<TFunction, long>(function, name);

    /// <summary>From one type to another; null where it takes two steps, by way of a mask or of the wider number.</summary>
    public static StripKernel? Conversion(StripType from, StripType to, VectorWidth width) => (from, to) switch
    {
        (StripType.Float32, StripType.Float64) => new ConversionKernel<Conversion, float, double>(),
        (StripType.Float32, StripType.Int32) => new ConversionKernel<Conversion, float, int>(),
        (StripType.Float32, StripType.Int64) => new ConversionKernel<Conversion, float, long>(),
        (StripType.Float64, StripType.Float32) => new ConversionKernel<Conversion, double, float>(),
        (StripType.Float64, StripType.Int32) => new ConversionKernel<Conversion, double, int>(),
        (StripType.Float64, StripType.Int64) => new ConversionKernel<Conversion, double, long>(),
        (StripType.Int32, StripType.Float32) => new ConversionKernel<Conversion, int, float>(),
        (StripType.Int32, StripType.Float64) => new ConversionKernel<Conversion, int, double>(),
        (StripType.Int32, StripType.Int64) => new ConversionKernel<Conversion, int, long>(),
        (StripType.Int64, StripType.Float32) => new ConversionKernel<Conversion, long, float>(),
        (StripType.Int64, StripType.Float64) => new ConversionKernel<Conversion, long, double>(),
        (StripType.Int64, StripType.Int32) => new ConversionKernel<Conversion, long, int>(),

        (StripType.Mask32, StripType.Bool) => new MaskToBool<int>(),
        (StripType.Mask64, StripType.Bool) => new MaskToBool<long>(),
        (StripType.Bool, StripType.Mask32) => new BoolToMask<int>(),
        (StripType.Bool, StripType.Mask64) => new BoolToMask<long>(),
        (StripType.Mask32, StripType.Mask64) => new ConversionKernel<MaskConversion, int, long>(),
        (StripType.Mask64, StripType.Mask32) => new ConversionKernel<MaskConversion, long, int>(),
        (StripType.Mask32, StripType.Float32) or (StripType.Mask64, StripType.Float64) => Of(default(MaskAsNumber), to.Size, width),
        (StripType.Mask32, StripType.Int32) or (StripType.Mask64, StripType.Int64) => Of(default(MaskAsInteger), to.Size, width),
        (StripType.Float32, StripType.Mask32) or (StripType.Float64, StripType.Mask64) => Of(default(NumberAsMask), to.Size, width),
        (StripType.Int32, StripType.Mask32) => new ConversionKernel<TruthConversion, int, int>(),
        (StripType.Int64, StripType.Mask64) => new ConversionKernel<TruthConversion, long, long>(),
        _ => null,
    };
}
