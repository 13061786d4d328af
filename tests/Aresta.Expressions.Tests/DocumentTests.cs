using System.Text;
using System.Text.Json;
using CsCheck;

namespace Aresta.Expressions.Tests;

/// <summary>The JSON document.</summary>
public class DocumentTests
{
    [Theory]
    [InlineData("(a+b)*(b+1)", "a=2 b=1")]
    [InlineData("c = a+b; d = b+1; e = c*d; y = e", "a=2 b=1")]
    [InlineData("y = M@v; s = sum(y²)", "v=[1,2] M=[[1,2],[3,4]]")]
    [InlineData("where(x < 1, x/0, log(x-2))", "x=0.5")]
    [InlineData("x/0 + [1,2]", "x=1")]
    [InlineData("log(x)", "x=-1")]
    [InlineData("det(M) + sum(inv(M))", "M=[[2,1],[1,3]]")]
    [InlineData("x < 2", "x=1")]
    [InlineData("2 + 3", "")]
    [InlineData("x", "x=1")]
    public void A_document_conforms_to_the_schema_and_gives_its_graph_back(string source, string values)
    {
        var derivation = DerivativeTests.At(source, values);
        using var json = Document(derivation, order: 2);
        Assert.Empty(Schema().Errors(json.RootElement));
        Assert.Equal(derivation.Graph.Print(), GraphDocument.Parse(json.RootElement.GetRawText()).Print());
    }

    [Fact]
    public void Random_graphs_come_back_from_their_documents() => RandomProgram.Generate.Sample(program =>
    {
        var question = new Question(Program.Parse(program.Text).ToGraph());
        using var stream = new MemoryStream();
        GraphDocument.Write(stream, question);
        var json = Encoding.UTF8.GetString(stream.ToArray());
        using var document = JsonDocument.Parse(json);
        Assert.Empty(Schema().Errors(document.RootElement));
        Assert.Equal(question.Graph.Print(), GraphDocument.Parse(json).Print());
    }, iter: 40);

    [Fact]
    public void The_chapters_example_key_by_key()
    {
        using var json = Document(DerivativeTests.At("c = a+b; d = b+1; e = c*d", "a=2 b=1"), order: 2);
        var root = json.RootElement;
        Assert.Equal(["a", "b", "c", null, "d", "e"],
            root.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()));
        Assert.Equal("""{"from":"%1","to":"%2","operand":1,"partial":1}""", Compact(root.GetProperty("edges")[1]));
        Assert.Equal("""["e"]""", Compact(root.GetProperty("outputs")));
        Assert.Equal("""{"e":{"a":2,"b":5}}""", Compact(root.GetProperty("derivatives")));
        Assert.Equal("""{"e":{"a":{"a":0,"b":1},"b":{"a":1,"b":2}}}""", Compact(root.GetProperty("second")));
        Assert.Equal("""{"a":0,"b":1,"c":1,"%3":0,"d":1,"e":5}""", Compact(root.GetProperty("forward").GetProperty("b")));
        Assert.Equal("""{"a":2,"b":5,"c":2,"%3":3,"d":3,"e":1}""", Compact(root.GetProperty("reverse").GetProperty("e")));
        Assert.Equal(
            """{"count":"2","sum":5,"list":[{"nodes":["b","c","e"],"product":2},{"nodes":["b","d","e"],"product":3}],"""
            + """
            "factored":{"symbol":"βδ+γε","value":5}}
            """,
            Compact(root.GetProperty("paths").GetProperty("e").GetProperty("b")));
        Assert.Equal(
            """{"forward":{"a":[1,0,0,0,1,0],"b":[0,1,1,0,1,1]},"reverse":{"e":[1,1,1,0,1,1]}}""", Compact(root.GetProperty("touched")));
    }

    [Fact]
    public void What_is_no_number_is_a_string()
    {
        using var json = Document(DerivativeTests.At("y = [x/0, -x/0, 0/x/0]; z = 0.1x", "x=1"), order: 1);
        var values = json.RootElement.GetProperty("nodes").EnumerateArray().ToDictionary(
            node => node.GetProperty("name").GetString() ?? node.GetProperty("id").GetString()!, node =>
                Compact(node.GetProperty("value")));
        Assert.Equal("""["Infinity","-Infinity","NaN"]""", values["y"]);
        Assert.Equal("0.1", values["z"]);
    }

    [Fact]
    public void An_unreachable_pair_has_the_derivative_zero()
    {
        using var json = Document(DerivativeTests.At("y = x²; z = 2v", "x=3 v=[1,2]"), order: 1);
        Assert.Equal("""{"y":{"x":6,"v":[0,0]},"z":{"x":[0,0],"v":[[2,0],[0,2]]}}""", Compact(json.RootElement.GetProperty("derivatives")));
        Assert.Equal("""{"count":"0","sum":[0,0],"list":[],"factored":{"symbol":"0","value":[0,0]}}""",
            Compact(json.RootElement.GetProperty("paths").GetProperty("y").GetProperty("v")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":"aresta/graph-2"}""")]
    [InlineData("""{"format":"aresta/graph-1","nodes":[],"outputs":["y"]}""")]
    [InlineData("""{"format":"aresta/graph-1","nodes":[{"id":7}],"outputs":[]}""")]
    [InlineData("""{"format":"aresta/graph-1","nodes":{},"outputs":[]}""")]
    public void What_is_no_document_is_refused_with_a_sentence(string json) =>
        Assert.Throws<FormatException>(() => GraphDocument.Parse(json));

    private static JsonDocument Document(Derivation derivation, int order)
    {
        using var stream = new MemoryStream();
        GraphDocument.Write(stream, derivation, new Derivatives(derivation, order));
        return JsonDocument.Parse(stream.ToArray());
    }

    private static SchemaCheck Schema() =>
        new(JsonDocument.Parse(File.ReadAllBytes(Repository.Find("docs", "graph-1.schema.json"))).RootElement);

    private static string Compact(JsonElement json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream,
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
