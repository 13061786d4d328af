using System.Text.Json;

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
            json.WriteStartArray("norms");
            foreach (var step in layer.Steps)
            {
                if (double.IsFinite(step.Norm))
                {
                    json.WriteNumberValue(step.Norm);
                }
                else
                {
                    json.WriteNullValue();
                }
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
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
