using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Aresta.Expressions.Drawing;
using Aresta.Expressions.Drawing.Layout;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Expressions.Tests;

/// <summary>Graphs with loops and branches, drawn and written: bodies stand in the nodes that run them.</summary>
public class BodyTests
{
    private static readonly Graph Root = Graph.Trace(
        a => Flow.While((a, 0), (x, n) => Abs((x * x) - a) > 1e-12, (x, n) => ((x + (a / x)) / 2, n + 1)) is var (root, steps)
            ? (root.Named("root"), steps.Named("steps"))
            : default);

    private static readonly Graph Nested = Graph.Trace(
        (h, xs) => Flow.Scan(
            h, xs, (h, x) => (Flow.If(x > 0, () => Tanh(h + x), () => Flow.While(h, h => h > 1, h => h / 2)), h * x)) is var (last, rows)
            ? (last.Named("last"), rows.Named("rows"))
            : default,
        null, TensorType.Float64(7));

    public static TheoryData<string, Graph> Graphs => new()
    {
        { "root", Root },
        { "nested", Nested },
        { "pullback", Pullback.Of(Root, of: "root") },
        { "nested pullback", Pullback.Of(Nested) },
    };

    [Theory, MemberData(nameof(Graphs))]
    public void Documents_hold_bodies_as_documents_and_give_the_graph_back(string name, Graph graph)
    {
        using var json = Document(new Question(graph));
        var root = json.RootElement;
        Assert.Equal("aresta/graph-2", root.GetProperty("format").GetString());
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.Find("docs", "graph-2.schema.json")));
        Assert.Empty(new SchemaCheck(schema.RootElement).Errors(root));
        Assert.Equal(graph, GraphDocument.Parse(root.GetRawText()));
        Assert.All(root.GetProperty("nodes").EnumerateArray(), node => Assert.DoesNotContain("graph(", node.GetProperty("op").GetString()));
        Assert.NotEqual("", name);
    }

    [Fact]
    public void A_document_at_a_point_has_the_derivatives_of_the_loop()
    {
        var derivation = new Derivation(Root, [Tensor.Scalar(2.0)], Root.Inputs, [Root.Outputs[0]]);
        using var stream = new MemoryStream();
        GraphDocument.Write(stream, derivation, new Derivatives(derivation, 1));
        using var json = JsonDocument.Parse(stream.ToArray());
        Assert.Equal(1 / Math.Sqrt(8), json.RootElement.GetProperty("derivatives").GetProperty("root").GetProperty("a").GetDouble(), 1e-12);
    }

    [Theory, MemberData(nameof(Graphs))]
    public void Pictures_hold_bodies_in_frames(string name, Graph graph)
    {
        var placement = Placement.Of(Figures.Of(graph));
        var svg = SvgWriter.Write(placement, Theme.Light);
        if (Environment.GetEnvironmentVariable("ARESTA_PICTURES") is { } folder)
        {
            File.WriteAllText(Path.Combine(folder, name.Replace(' ', '-') + ".svg"), svg);
        }

        var frames = XDocument.Parse(svg).Descendants().Count(element => (string?)element.Attribute("class") == "body");
        Assert.Equal(Bodies(graph), frames);
        Within(placement);

        // A frame lies within its box, and no two share any area.
        static void Within(Placement placement)
        {
            for (var i = 0; i < placement.Boxes.Count; i++)
            {
                var (box, bodies) = (placement.Boxes[i], placement.Bodies[i]);
                Assert.True(bodies.Sum(body => body.Width + Placement.BodyGap) <= box.Width + 0.01);
                Assert.All(bodies, body => Assert.True(body.Height + Placement.TextHeight(placement.Figure.Boxes[i]) < box.Height));
                foreach (var body in bodies)
                {
                    Within(body);
                }
            }
        }
    }

    [Theory, MemberData(nameof(Graphs))]
    public void Other_programs_get_bodies_as_clusters(string name, Graph graph)
    {
        var (dot, mermaid) = (Diagrams.Dot(new Question(graph)), Diagrams.Mermaid(new Question(graph)));
        var nodes = Controls(graph);
        Assert.Equal(Bodies(graph) + nodes, Count(dot, "subgraph cluster_"));
        Assert.Equal(dot.Count(c => c == '{'), dot.Count(c => c == '}'));
        Assert.Equal(Bodies(graph) + nodes, Count(mermaid, "subgraph "));
        Assert.Equal(Count(mermaid, "subgraph "), mermaid.Split('\n').Count(line => line.Trim() == "end"));
        if (Environment.GetEnvironmentVariable("ARESTA_PICTURES") is { } folder)
        {
            File.WriteAllText(Path.Combine(folder, name.Replace(' ', '-') + ".dot"), dot);
            File.WriteAllText(Path.Combine(folder, name.Replace(' ', '-') + ".mmd"), mermaid);
        }

        static int Count(string text, string part) => text.Split(part).Length - 1;
    }

    [Fact]
    public void Formulas_name_the_loop_and_say_its_bodies_beside_it() => Assert.Equal(
        """
        \begin{align*}
        \mathrm{root} &= \operatorname{while}\left(a, a, 0\right) \\
        \mathrm{steps} &= \operatorname{while.1}\left(a, a, 0\right) \\
        \mathrm{root.condition}\left(a, x, n\right) &= \left(\left|x^{2} - a\right| > 1 \cdot 10^{-12}\right) \\
        \mathrm{root.body}\left(a, x, n\right) &= \left(0.5 \, \left(x + \frac{a}{x}\right),\; n + 1\right)
        \end{align*}

        """.ReplaceLineEndings("\n"),
        Equations.Latex(new Question(Root)));

    [Fact]
    public void A_body_that_stands_in_many_places_is_not_drawn_without_end()
    {
        var graph = Graph.Trace(x => Sin(x));
        for (var depth = 0; depth < 40; depth++)
        {
            var inner = graph;
            graph = Graph.Trace(x => Node.Create(new Call(inner, "f", Keep.Everything), x).Result()
                + Node.Create(new Call(inner, "g", Keep.Everything), x).Result());
        }

        Assert.InRange(Diagrams.Dot(new Question(graph)).Length, 1, 3_000_000);
        Assert.InRange(SvgWriter.Write(Placement.Of(Figures.Of(graph)), Theme.Light).Length, 1, 3_000_000);
    }

    private static int Controls(Graph graph) => graph.Nodes.Select(node => node.Primitive).OfType<Control>()
        .Sum(control => 1 + control.Bodies.Sum(body => Controls(body.Graph)));

    private static int Bodies(Graph graph) => graph.Nodes.Select(node => node.Primitive).OfType<Control>()
        .Sum(control => control.Bodies.Sum(body => 1 + Bodies(body.Graph)));

    private static JsonDocument Document(Question question)
    {
        using var stream = new MemoryStream();
        GraphDocument.Write(stream, question);
        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
