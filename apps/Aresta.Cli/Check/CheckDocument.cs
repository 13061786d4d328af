using System.Text.Encodings.Web;
using System.Text.Json;
using Aresta.Checking;
using Aresta.Cli.Wording;
using Aresta.Tensors;

namespace Aresta.Cli.Check;

/// <summary>
/// The verdict for programs: the JSON document <c>aresta/check-1</c>, described by <c>docs/check-1.schema.json</c>. Keys and words are the
/// same in every language, but for the sentences.
/// </summary>
internal sealed class CheckDocument(Checkup checkup, CheckTexts texts)
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteString("format", "aresta/check-1");
        json.WriteString("outcome", Word(checkup.Outcome));
        json.WriteString("sentence", texts.Verdict(checkup));
        json.WriteStartArray("finite");
        foreach (var (order, report) in checkup.Runs)
        {
            Run(json, order, report);
        }

        json.WriteEndArray();
        json.WriteStartArray("laws");
        foreach (var finding in checkup.Gradient.Findings)
        {
            Law(json, finding);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.Write("\n"u8);
    }

    private void Run(Utf8JsonWriter json, int order, FiniteReport report)
    {
        json.WriteStartObject();
        json.WriteNumber("order", order);
        json.WriteBoolean("finite", report.IsFinite);
        json.WriteNumber("hidden", report.Hidden);
        json.WriteNumber("origins", report.Origins);
        json.WriteStartArray("faults");
        foreach (var fault in report.Faults)
        {
            json.WriteStartObject();
            json.WriteString("kind", Word(fault.Kind));
            json.WriteString("reason", Word(fault.Reason));
            json.WriteString("operation", fault.Node.Primitive.Name);
            json.WriteString("node", checkup.Of(fault) is { } node ? checkup.Label(node) : null);
            json.WriteString("place", fault.Place);
            Number(json, "value", fault.Value[fault.Element]);
            json.WriteStartArray("operands");
            foreach (var operand in fault.Operands)
            {
                json.WriteStringValue(TensorText.Write(operand, 100));
            }

            json.WriteEndArray();
            json.WriteStartArray("way");
            foreach (var value in checkup.Way(fault))
            {
                json.WriteStringValue(checkup.Label(value));
            }

            json.WriteEndArray();
            json.WriteString("sentence", $"{texts.Headline(checkup, fault)} {texts.Cause(fault)}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Law(Utf8JsonWriter json, GradientFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("function", finding.Function);
        json.WriteNumber("order", finding.Order);
        json.WriteString("law", Word(finding.Law));
        json.WriteString("verdict", Word(finding.Verdict));
        json.WriteString("input", finding.Input);
        json.WriteString("output", finding.Output);
        json.WriteString("operation", finding.Operation is { } node ? checkup.Operation(node) : null);
        var numbers = finding.Numbers;
        (string, double?)[] all =
        [
            ("off", numbers.Off), ("allowed", numbers.Allowed), ("stated", numbers.Stated), ("slope", numbers.Slope),
            ("left", numbers.Left), ("right", numbers.Right), ("power", numbers.Power),
        ];
        foreach (var (name, number) in all)
        {
            if (number is { } present)
            {
                Number(json, name, present);
            }
        }

        json.WriteString("sentence", texts.Sentence(checkup, finding));
        json.WriteEndObject();
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }
}
