namespace Aresta.GradBench.Problems;

/// <summary>
/// The Jacobian of bundle adjustment by compressed rows: 15 entries in each of the two rows of an observation, 1 in that of a weight.
/// </summary>
internal sealed class SparseRows
{
    private readonly int observations;
    private readonly int[] rowStarts;
    private readonly int[] columns;
    private readonly double[] values;

    public SparseRows(BundleAdjustment.Data data)
    {
        observations = data.Weights.Length;
        (rowStarts, columns, values) = (new int[3 * observations + 1], new int[31 * observations], new double[31 * observations]);
        for (var row = 0; row < 3 * observations; row++)
            rowStarts[row + 1] = rowStarts[row] + (row < 2 * observations ? BundleAdjustment.Inputs : 1);
        for (var i = 0; i < observations; i++)
        {
            var weight = data.Cameras.Length + data.Points.Length + i;
            for (var row = 2 * i; row < 2 * i + 2; row++)
            {
                var own = columns.AsSpan(rowStarts[row], BundleAdjustment.Inputs);
                for (var j = 0; j < 11; j++)
                    own[j] = data.Camera(i) + j;
                for (var j = 0; j < 3; j++)
                    own[11 + j] = data.Cameras.Length + data.Point(i) + j;
                own[14] = weight;
            }

            columns[30 * observations + i] = weight;
        }
    }

    public ReadOnlySpan<int> RowStarts => rowStarts;

    public ReadOnlySpan<int> Columns => columns;

    public ReadOnlySpan<double> Values => values;

    /// <summary>The two rows of an observation.</summary>
    public Span<double> Block(int observation) => values.AsSpan(2 * BundleAdjustment.Inputs * observation, 2 * BundleAdjustment.Inputs);

    /// <summary>The derivative of the error of a weight.</summary>
    public ref double OfWeight(int observation) => ref values[30 * observations + observation];
}
