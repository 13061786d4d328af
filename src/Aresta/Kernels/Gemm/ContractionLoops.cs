using System.Globalization;
using System.Numerics;

namespace Aresta.Kernels;

/// <summary>A label: where it stands, and its strides there.</summary>
internal readonly record struct LabelledAxis((bool Left, bool Right, bool Result) In, Axis Axis)
{
    /// <summary>b: batch, m: row, n: column, k: summed.</summary>
    public char Kind => !In.Result ? 'k' : !In.Right ? 'm' : !In.Left ? 'n' : 'b';
}

/// <summary>A product of matrices, and the loops around it.</summary>
internal readonly record struct ContractionLoops(Axis Row, Axis Column, Axis Depth, Axis[] Batch, Axis[] Sum)
{
    private const double Starting = 150; // cycles to begin one product of a batch
    private const int Lanes = 16;

    private static readonly Axis Single = new(1, 0, 0, 0);

    /// <summary>The choice of axes, one of each kind, that costs least.</summary>
    public static ContractionLoops Of(List<LabelledAxis> axes, out double cost)
    {
        Axis[] Kind(char kind) => Axis.Merge(from axis in axes where axis.Kind == kind select axis.Axis);

        var (batch, rows, columns, sums) = (Kind('b'), Kind('m'), Kind('n'), Kind('k'));
        var best = default(ContractionLoops);
        cost = double.PositiveInfinity;
        foreach (var row in OrSingle(rows))
        {
            foreach (var column in OrSingle(columns))
            {
                foreach (var depth in OrSingle(sums))
                {
                    var loops = new ContractionLoops(
                        row, column, depth, [.. batch, .. Without(rows, row), .. Without(columns, column)], Without(sums, depth));
                    var each = loops.Of<float>(0, 0, 0);
                    var price = (double)Axis.Count(loops.Batch) * Axis.Count(loops.Sum)
                        * (Starting + Method.Estimate(each.Normalized, Lanes));
                    if (price < cost || best.Batch is null)
                    {
                        (best, cost) = (loops, price);
                    }
                }
            }
        }

        // Rows are what the result has contiguous rows of.
        return best.Row.C == 1 && best.Column.C > 1 ? best.Exchanged : best;
    }

    // Rows for columns, and the left operand for the right one.
    private ContractionLoops Exchanged
    {
        get
        {
            static Axis Exchange(Axis axis) => axis with { A = axis.B, B = axis.A };

            return new(
                Exchange(Column), Exchange(Row), Exchange(Depth), Array.ConvertAll(Batch, Exchange), Array.ConvertAll(Sum, Exchange))
            {
                IsExchanged = !IsExchanged,
            };
        }
    }

    /// <summary>Whether the right operand gives the rows, and the axes take it for the left one.</summary>
    public bool IsExchanged { get; private init; }

    /// <summary>Nothing is summed and no element is used twice: what is left is a product element by element.</summary>
    public bool IsPointwise => Row.Length == 1 && Column.Length == 1 && Depth.Length == 1 && Sum.Length == 0;

    /// <summary>The product at some addresses.</summary>
    public unsafe Product<T> Of<T>(T* left, T* right, T* result) where T : unmanaged, IFloatingPointIeee754<T> =>
        IsExchanged ? Of<T>((nint)right, (nint)left, (nint)result) : Of<T>((nint)left, (nint)right, (nint)result);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Axis.Count(Batch)} × {Axis.Count(Sum)} products of {Row.Length} × {Column.Length} × {Depth.Length}");

    private static IEnumerable<Axis> OrSingle(Axis[] axes) => axes.Length == 0 ? [Single] : axes;

    private static Axis[] Without(Axis[] axes, Axis chosen)
    {
        var rest = axes.ToList();
        rest.Remove(chosen);
        return [.. rest];
    }

    private Product<T> Of<T>(nint left, nint right, nint result) where T : unmanaged, IFloatingPointIeee754<T> =>
        new(
            Row.Length, Column.Length, Depth.Length,
            new(left, Row.A, Depth.A), new(right, Depth.B, Column.B), new(result, Row.C, Column.C))
        {
            Batch = Batch,
            Sum = Sum,
        };
}
