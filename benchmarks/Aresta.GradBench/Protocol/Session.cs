using System.Text.Json;

namespace Aresta.GradBench.Protocol;

/// <summary>The protocol: a message a line, and to each exactly one response of one line.</summary>
internal static class Session
{
    /// <summary>Answers until the input ends.</summary>
    public static void Run(TextReader input, Stream output)
    {
        while (input.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            output.Write(Answer(line));
            output.WriteByte((byte)'\n');
            output.Flush();
        }
    }

    /// <summary>The response to a message.</summary>
    public static byte[] Answer(string line)
    {
        using var message = JsonDocument.Parse(line);
        var root = message.RootElement;
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory))
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            root.GetProperty("id").WriteTo(json);
            switch (root.GetProperty("kind").GetString())
            {
                case "start":
                    json.WriteString("tool", "aresta");
                    break;
                case "define":
                    json.WriteBoolean("success", Module.All.ContainsKey(root.GetProperty("module").GetString()!));
                    break;
                case "evaluate":
                    Evaluate(root, json);
                    break;
            }

            json.WriteEndObject();
        }

        return memory.ToArray();
    }

    private static void Evaluate(JsonElement message, Utf8JsonWriter json)
    {
        try
        {
            var evaluation = Evaluation.Run(
                message.GetProperty("module").GetString()!, message.GetProperty("function").GetString()!, message.GetProperty("input"));
            using var memory = new MemoryStream();
            using (var output = new Utf8JsonWriter(memory))
                evaluation.WriteOutput(output);
            json.WriteBoolean("success", true);
            json.WritePropertyName("output");
            json.WriteRawValue(memory.ToArray(), skipInputValidation: true);
            json.WritePropertyName("timings");
            evaluation.WriteTimings(json);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever goes wrong is said in the response: the bench goes on with the next message.
            json.WriteBoolean("success", false);
            json.WriteString("error", e.Message);
        }
    }
}
