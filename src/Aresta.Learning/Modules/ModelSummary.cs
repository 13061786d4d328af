using System.Globalization;
using System.Text;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Tensors;

namespace Aresta.Learning.Modules;

/// <summary>What a model is made of: its layers with what they give, and what they cost.</summary>
/// <param name="Rows">A row for each layer that has no layers in it, in the order in which they run.</param>
/// <param name="Parameters">How many numbers are trained.</param>
/// <param name="Bytes">How many bytes all parameters and states take.</param>
/// <param name="Flops">How many floating-point operations one prediction of the batch takes.</param>
/// <param name="PeakBytes">How many bytes its plan needs beside parameters, input and result.</param>
public sealed record ModelSummary(IReadOnlyList<ModelSummary.Row> Rows, long Parameters, long Bytes, double Flops, long PeakBytes)
{
    /// <summary>A layer.</summary>
    /// <param name="Path">Its path in the model.</param>
    /// <param name="Layer">What it is.</param>
    /// <param name="Output">What it gives.</param>
    /// <param name="Parameters">How many numbers are trained in it.</param>
    public sealed record Row(string Path, string Layer, Shape Output, long Parameters);

    /// <summary>As a table.</summary>
    public override string ToString()
    {
        var invariant = CultureInfo.InvariantCulture;
        string[][] lines =
        [
            ["path", "layer", "output", "parameters"],
            .. Rows.Select(row => (string[])[row.Path, row.Layer, row.Output.ToString(), row.Parameters.ToString("N0", invariant)]),
        ];
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => lines.Max(line => line[column].Length))];
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(line[0].PadRight(widths[0])).Append("  ").Append(line[1].PadRight(widths[1])).Append("  ")
                .Append(line[2].PadRight(widths[2])).Append("  ").Append(line[3].PadLeft(widths[3])).Append('\n');
        }

        text.Append(invariant, $"{Parameters:N0} parameters in {Bytes:N0} bytes; ");
        return text.Append(invariant, $"{Flops:N0} flops and {PeakBytes:N0} bytes for the batch\n").ToString();
    }

    internal static ModelSummary Of(Layer model, TensorType batch, DType dtype)
    {
        var parameters = model.Parameters;
        TensorType[] types = [.. parameters.Select(parameter => new TensorType(dtype, parameter.Value.Shape))];
        ForwardPass? pass = null;
        var graph = Graph.Trace(v => model.Call(v[^1], pass = new(model, v[..^1])), [.. types, batch], originBudget: 0);
        var plan = graph.Compile(new());
        var rows = pass!.Entered.Where(entered => entered.Module.Children.Count == 0)
            .Select(entered => new Row(
                entered.Path, entered.Module.ToString()!, entered.Result.Shape, Trained(entered.Module.OwnParameters)));
        return new(
            [.. rows], Trained(parameters), types.Sum(type => (long)type.Shape.Size * dtype.Size), plan.Flops, plan.PeakBytes);
    }

    private static long Trained(IEnumerable<KeyValuePair<string, Parameter>> parameters) =>
        parameters.Where(parameter => parameter.Value.IsTrained).Sum(parameter => (long)parameter.Value.Shape.Size);
}

/// <summary>Summaries of models.</summary>
public static class Summaries
{
    extension(Layer model)
    {
        /// <summary>Layers, shapes, parameters, bytes and operations of the model on a batch.</summary>
        /// <param name="batch">The type of the batch, such as float32 [64, 784].</param>
        /// <param name="dtype">The dtype of the parameters.</param>
        /// <exception cref="ModelException">The model cannot take the batch; the message names the layer.</exception>
        public ModelSummary Summary(TensorType batch, DType dtype = DType.Float32)
        {
            ArgumentNullException.ThrowIfNull(model);
            return ModelSummary.Of(model, batch, dtype);
        }
    }
}
