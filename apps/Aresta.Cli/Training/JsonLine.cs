using System.Text;
using System.Text.Json;

namespace Aresta.Cli.Training;

/// <summary>One object of JSON on one line.</summary>
internal static class JsonLine
{
    public static void Write(Terminal terminal, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        terminal.Out.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        terminal.Out.Flush();
    }
}
