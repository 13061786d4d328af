using System.Text.Json;
using Aresta.Cli.Wording;

namespace Aresta.Cli.Training.Watching;

/// <summary>A look at the gradient as JSON.</summary>
internal static class FlowJson
{
    /// <summary>Writes what was seen behind an epoch into an object.</summary>
    public static void Write(Utf8JsonWriter json, FlowEpoch epoch)
    {
        json.WriteString("event", "flow");
        json.WriteNumber("epoch", epoch.Epoch);
        Fitting.FitReport.Write(json, "loss", epoch.Flow.Loss);
        json.WriteStartArray("findings");
        foreach (var finding in epoch.Flow.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind.ToString());
            json.WriteString("layer", finding.Layer);
            json.WriteString("sentence", finding.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("layers");
        foreach (var layer in epoch.Flow.Layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("kind", layer.Kind);
            json.WriteBoolean("recurrent", layer.IsRecurrent);
            Write(json, "norms", layer.Steps.Select(step => step.Norm));
            Write(json, "means", layer.Steps.Select(step => step.Mean));
            Write(json, "zeros", layer.Steps.Select(step => step.ZeroFraction));
            Write(json, "steps_non_finite", layer.Steps.Select(step => (double)step.NonFinite));
            json.WriteStartArray("histograms");
            foreach (var step in layer.Steps)
            {
                json.WriteStartArray();
                foreach (var count in step.Histogram)
                {
                    json.WriteNumberValue(count);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteNumber("dead", layer.DeadFraction);
            Fitting.FitReport.Write(json, "saturated", layer.SaturatedFraction ?? double.NaN);
            json.WriteNumber("non_finite", layer.NonFinite);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("parameters");
        foreach (var parameter in epoch.Flow.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("path", parameter.Path);
            Fitting.FitReport.Write(json, "gradient_norm", parameter.GradientNorm);
            Fitting.FitReport.Write(json, "weight_norm", parameter.WeightNorm);
            Fitting.FitReport.Write(json, "update_ratio", parameter.UpdateRatio ?? double.NaN);
            Fitting.FitReport.Write(json, "update_mean", parameter.Update.Mean);
            json.WriteNumber("update_zeros", parameter.Update.ZeroFraction);
            json.WriteNumber("update_non_finite", parameter.Update.NonFinite);
            Write(json, "update_histogram", parameter.Update.Histogram.Select(count => (double)count));
            Write(json, "step_gradient_norms", parameter.Steps.Select(step => step.Norm));
            Write(json, "step_update_ratios", parameter.StepUpdateRatios);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Reaches(json, epoch);
        Paths(json, epoch);
    }

    private static void Reaches(Utf8JsonWriter json, FlowEpoch epoch)
    {
        json.WriteStartArray("reaches");
        foreach (var reach in epoch.Reaches)
        {
            json.WriteStartObject();
            json.WriteString("layer", reach.Layer);
            Write(json, "greatest_singular_values", reach.Values.Select(values => values[0]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Paths(Utf8JsonWriter json, FlowEpoch epoch)
    {
        json.WriteStartArray("paths");
        foreach (var report in epoch.Paths)
        {
            json.WriteStartObject();
            json.WriteString("parameter", report.Parameter);
            Fitting.FitReport.Write(json, "gradient_norm", report.GradientNorm);
            json.WriteString("count", report.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteStartArray("heaviest");
            foreach (var path in report.Paths)
            {
                json.WriteStartObject();
                json.WriteString("path", path.ToString());
                Fitting.FitReport.Write(json, "bound", path.Bound);
                Fitting.FitReport.Write(json, "norm", path.Norm);
                Fitting.FitReport.Write(json, "share", path.Share);
                json.WriteString("loses_most_at", FlowTexts.Edge(path));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            if (double.IsFinite(number))
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }
}
