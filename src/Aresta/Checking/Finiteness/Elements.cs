using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>NaN and infinities among the elements of tensors.</summary>
internal static class Elements
{
    /// <summary>The first element that is NaN or infinite; −1 if all are finite.</summary>
    public static int FirstBad(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => First(tensor.AsSpan<float>()),
        DType.Float64 => First(tensor.AsSpan<double>()),
        _ => -1,
    };

    /// <summary>
    /// The first NaN, else the first infinity, among the elements for which <paramref name="asked"/> is not 0; −1 if none.
    /// </summary>
    public static int Worst(Tensor tensor, Tensor? asked)
    {
        var found = -1;
        for (var i = 0; i < tensor.Shape.Size; i++)
        {
            if (double.IsFinite(tensor[i]) || (asked is not null && asked[i] == 0))
            {
                continue;
            }

            if (double.IsNaN(tensor[i]))
            {
                return i;
            }

            found = found < 0 ? i : found;
        }

        return found;
    }

    private static int First(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static int First(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
