using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>
/// A linear map along one axis in which each place of the result takes a few elements: how interpolations and uneven means resample. Row i
/// holds which elements, with which weights; a weight of NaN marks a tap that fills up its row and is none.
/// </summary>
internal sealed class Taps
{
    private readonly int length;
    private readonly int width;
    private readonly int[] index;
    private readonly double[] weights;

    private Taps(int length, int width, Func<int, IReadOnlyList<(int Index, double Weight)>> row)
    {
        (this.length, this.width, index, weights) = (length, width, new int[length * width], new double[length * width]);
        for (var i = 0; i < length; i++)
        {
            var taps = row(i);
            for (var t = 0; t < width; t++)
            {
                (index[i * width + t], weights[i * width + t]) = t < taps.Count ? taps[t] : (taps[^1].Index, double.NaN);
            }
        }
    }

    /// <summary>A row of taps for each place, all of one width.</summary>
    public static Taps Of(int length, int width, Func<int, (int Index, double Weight)[]> row) => new(length, width, row);

    /// <summary>The means of windows of nearly equal size, from ⌊i·n/o⌋ to ⌈(i + 1)·n/o⌉.</summary>
    public static Taps Adaptive(int from, int to)
    {
        var width = Enumerable.Range(0, to).Select(i => Span(i).End - Span(i).Begin).DefaultIfEmpty().Max();
        return new(to, width, i =>
        {
            var (begin, end) = Span(i);
            return [.. Enumerable.Range(begin, end - begin).Select(k => (k, 1.0 / (end - begin)))];
        });

        (int Begin, int End) Span(int i) => ((int)((long)i * from / to), (int)(((long)(i + 1) * from + to - 1) / to));
    }

    /// <summary>The weighted sums: the axis of <paramref name="x"/> becomes as long as there are rows.</summary>
    public Value Combine(Value x, int axis)
    {
        if (width == 1)
        {
            var taken = Taken(x, axis, [length]);
            return weights.All(w => w == 1) ? taken : taken * Column(weights, x, axis);
        }

        var (before, after) = (Spatial.Letters('a', axis), Spatial.Letters('A', x.Rank - axis - 1));
        var numbers = Array.ConvertAll(weights, w => double.IsNaN(w) ? 0 : w);
        var weighing = Value.Constant(Tensor.Of(numbers, [length, width])).ConvertTo(x.DType);
        return Node.Create(
            new Contract($"{before}yz{after},yz->{before}y{after}"), Taken(x, axis, [length, width]), weighing).Result();
    }

    /// <summary>The taps themselves: the axis becomes two, [rows, width], with a filling where there is no tap.</summary>
    public Value Gather(Value x, int axis, double filling)
    {
        var taken = Taken(x, axis, [length, width]);
        if (!weights.Any(double.IsNaN))
        {
            return taken;
        }

        var real = Tensor.Of(
            Array.ConvertAll(weights, w => !double.IsNaN(w)), [length, width, .. Enumerable.Repeat(1, x.Rank - axis - 1)]);
        return Value.Where(Value.Constant(real), taken, filling);
    }

    private Value Taken(Value x, int axis, Shape shape) =>
        Node.Create(new Gather(axis, 0), x, Value.Constant(Tensor.Of(index, shape))).Result();

    private Value Column(double[] numbers, Value x, int axis) =>
        Value.Constant(Tensor.Of(numbers, [length, .. Enumerable.Repeat(1, x.Rank - axis - 1)])).ConvertTo(x.DType);
}
