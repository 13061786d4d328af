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

    /// <summary>The entries of the rows of observations: 30 for each.</summary>
    public Span<double> Blocks => values.AsSpan(0, 30 * observations);

    /// <summary>The derivatives of the errors of weights.</summary>
    public Span<double> OfWeights => values.AsSpan(30 * observations);
}
