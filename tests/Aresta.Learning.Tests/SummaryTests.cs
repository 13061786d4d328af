using Aresta.Learning.Layers;
using Aresta.Learning.Modules;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

public class SummaryTests
{
    [Fact]
    public void A_summary_tells_shapes_parameters_and_bytes()
    {
        var model = new Sequential(("encoder", new Sequential(new Dense(64, 32), Activation.Relu)), ("head", new Dense(32, 10)));
        var summary = model.Summary(TensorType.Float32(16, 64));
        Assert.Equal(["encoder.0", "encoder.1", "head"], summary.Rows.Select(row => row.Path));
        Assert.Equal([(64 * 32) + 32, 0, (32 * 10) + 10], summary.Rows.Select(row => row.Parameters));
        Assert.Equal([16, 10], summary.Rows[^1].Output.AsSpan());
        Assert.Equal(2410, summary.Parameters);
        Assert.Equal(4 * 2410, summary.Bytes);
        Assert.InRange(summary.Flops, 2 * 16 * ((64 * 32) + (32 * 10)), 2.2 * 16 * ((64 * 32) + (32 * 10)));
        Assert.Equal(
            """
            path       layer          output   parameters
            encoder.0  Dense 64 → 32  [16,32]       2,080
            encoder.1  Relu           [16,32]           0
            head       Dense 32 → 10  [16,10]         330

            """.ReplaceLineEndings("\n"),
            summary.ToString()[..(summary.ToString().TrimEnd().LastIndexOf('\n') + 1)]);
    }
}
