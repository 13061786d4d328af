using System.Text.Json;
using Aresta.Expressions;
using Aresta.Expressions.Drawing.Layout;
using Aresta.Primitives;
using Aresta.Studio.Serving;

namespace Aresta.Studio.Exploring;

/// <summary>
/// The answer of <c>/api/explore</c>: the inputs, the drawing and at the point the value of each box and the local derivative on each
/// arrow, with tangents from <c>from</c> and adjoints from <c>to</c>. <c>open</c> says which parts were opened or closed by hand.
/// </summary>
internal static class ExploreDocument
{
    public static void Write(Utf8JsonWriter json, Subject subject, JsonElement request, Language language, CancellationToken cancellation)
    {
        var model = subject.Model;
        var open = model.Outline.Open(Chosen(request));
        var drawing = new Drawing(model, open);
        if (drawing.Boxes.Count > Limits.Boxes)
        {
            throw new RefusalException("limit", language.TooManyBoxes(drawing.Boxes.Count));
        }

        var from = Start(model, Json.Value(request, "from", model, language), model.Graph.Inputs);
        var to = Start(model, Json.Value(request, "to", model, language), model.Graph.Outputs);
        var run = new PointRun(subject, from, to, cancellation);
        cancellation.ThrowIfCancellationRequested();
        json.WriteStartObject();
        Inputs(json, subject, run);
        json.Numbers("outputs", model.Graph.Outputs.Select(model.Number));
        json.WriteNumber("nodes", model.Values.Count);
        json.WriteNumber("edges", model.Edges.Count);
        json.WriteNumber("boxes", drawing.Boxes.Count);
        Starts(json, model);
        if (from is { } start)
        {
            json.WriteNumber("from", start);
        }

        if (to is { } end)
        {
            json.WriteNumber("to", end);
        }

        Parts(json, model, open);
        Layout(json, model, drawing);
        Point(json, model, drawing, run);
        json.WriteEndObject();
    }

    private static Dictionary<string, bool> Chosen(JsonElement request) =>
        request.TryGetProperty("open", out var open) && open.ValueKind == JsonValueKind.Object
            ? open.EnumerateObject().Where(each => each.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                .DistinctBy(each => each.Name).ToDictionary(each => each.Name, each => each.Value.GetBoolean())
            : [];

    // What was asked for if a sweep can start there; otherwise the first end at which one can.
    private static int? Start(Model model, int? asked, IEnumerable<Value> ends) =>
        asked is { } value && model.CanStart(value) ? value
            : ends.Select(model.Number).Where(model.CanStart).Select(end => (int?)end).FirstOrDefault();

    private static void Inputs(Utf8JsonWriter json, Subject subject, PointRun run)
    {
        json.WriteStartArray("inputs");
        for (var i = 0; i < subject.Point.Count; i++)
        {
            var (value, tensor) = (subject.Model.Graph.Inputs[i], subject.Point[i]);
            json.WriteStartObject();
            json.WriteNumber("value", subject.Model.Number(value));
            json.WriteString("name", value.Name ?? $"x{i}");
            json.WriteString("given", subject.Given[i]);
            json.Tensor("at", tensor);
            json.Tensor("adjoint", run.Adjoint(subject.Model.Number(value)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // What sweeps can start from: inputs, and named values.
    private static void Starts(Utf8JsonWriter json, Model model)
    {
        json.WriteStartArray("named");
        for (var i = 0; i < model.Values.Count; i++)
        {
            var isOutput = model.Graph.Outputs.Contains(model.Values[i]);
            if (model.CanStart(i) && (model.Values[i].Name is not null || isOutput))
            {
                json.WriteStartObject();
                json.WriteNumber("value", i);
                json.WriteString("name", model.Label(i));
                json.WriteString("latex", model.Latex(i));
                json.WriteString("kind", model.Values[i].Node.Primitive is Input ? "input" : isOutput ? "output" : "inner");
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void Parts(Utf8JsonWriter json, Model model, bool[] open)
    {
        json.WriteStartArray("parts");
        for (var i = 0; i < open.Length; i++)
        {
            var part = model.Outline.Parts[i];
            json.WriteStartObject();
            json.WriteString("id", part.Id);
            json.WriteString("title", part.Title);
            json.WriteNumber("parent", part.Parent);
            json.WriteNumber("first", part.First);
            json.WriteNumber("size", part.Size);
            json.WriteBoolean("open", open[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Layout(Utf8JsonWriter json, Model model, Drawing drawing)
    {
        var placement = drawing.Place();
        json.WriteNumber("width", Math.Round(placement.Width, 1));
        json.WriteNumber("height", Math.Round(placement.Height, 1));
        json.WriteStartArray("drawn");
        for (var i = 0; i < drawing.Boxes.Count; i++)
        {
            var box = drawing.Boxes[i];
            json.WriteStartObject();
            json.WriteNumber("value", box.Value);
            json.WriteNumber("part", box.Part);
            json.WriteNumber("home", box.Part < 0 ? model.Outline.Home(box.Value) : model.Outline.Parts[box.Part].Parent);
            json.WriteString("title", box.Title);
            json.WriteString("name", box.Part < 0 ? model.Label(box.Value) : box.Title);
            json.WriteString("kind", box.Kind.ToString().ToLowerInvariant());
            Place(json, placement.Boxes[i]);
            if (box.Part >= 0)
            {
                json.Numbers("members", box.Members);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("arrows");
        for (var i = 0; i < drawing.Arrows.Count; i++)
        {
            var arrow = drawing.Arrows[i];
            json.WriteStartObject();
            json.WriteNumber("from", arrow.From);
            json.WriteNumber("to", arrow.To);
            json.Numbers("edges", arrow.Edges);
            json.WriteString("path", Drawing.Path(placement.Routes[i]));
            json.WriteBoolean("carries", drawing.Carries(arrow));
            if (arrow.Edges is [var only])
            {
                json.WriteString("letter", model.Letter(only));
            }

            if (placement.Labels[i].Width > 0)
            {
                json.WriteNumber("labelX", Math.Round(placement.Labels[i].X, 1));
                json.WriteNumber("labelY", Math.Round(placement.Labels[i].Y, 1));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Place(Utf8JsonWriter json, Rectangle place)
    {
        json.WriteNumber("x", Math.Round(place.Left, 1));
        json.WriteNumber("y", Math.Round(place.Top, 1));
        json.WriteNumber("width", Math.Round(place.Width, 1));
        json.WriteNumber("height", Math.Round(place.Height, 1));
    }

    private static void Point(Utf8JsonWriter json, Model model, Drawing drawing, PointRun run)
    {
        json.WriteStartArray("values");
        foreach (var box in drawing.Boxes)
        {
            var value = box.Part < 0 ? box.Value : Collapsed.Result(model, box.Members);
            json.WriteStartObject();
            if (value is { } single)
            {
                json.WriteNumber("of", single);
                json.Tensor("value", run.At(single));
                json.Tensor("tangent", run.Tangent(single));
                json.Tensor("adjoint", run.Adjoint(single));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("partials");
        foreach (var arrow in drawing.Arrows)
        {
            var (from, to) = (drawing.Boxes[arrow.From], drawing.Boxes[arrow.To]);
            json.WriteStartObject();
            if (!drawing.Carries(arrow))
            {
                // Nothing flows.
            }
            else if (from.Part < 0 && to.Part < 0)
            {
                json.Tensor("partial", run.Partial(arrow.Edges[0]));
                json.WriteString("rule", model.Edges[arrow.Edges[0]].To.Node.Primitive.Name);
            }
            else if (Collapsed.Derivative(model, run, from, to, arrow.Edges) is { } derivative)
            {
                json.Tensor("partial", Tensors.Tensor.Scalar(derivative));
            }
            else
            {
                json.WriteNumber("count", arrow.Edges.Count);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
