using System.Collections.Immutable;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Laws;

namespace Aresta.Tests.Graphs;

/// <summary>
/// Every primitive can be printed and read; what cannot be read is refused by one clear sentence, soon and in little memory.
/// </summary>
public class HostileTextTests
{
    private const string Start = "aresta 1\ngraph(x: float64[3], y: float64[2]) {\n";

    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Every_primitive_round_trips(string name)
    {
        foreach (var example in PrimitiveCases.For(name, 10))
        {
            var graph = example.Trace().Verify();
            var text = graph.Print();
            Assert.Equal(graph, Graph.Parse(text));
            Assert.Equal(text, Graph.Parse(text).Print());
        }
    }

    public static TheoryData<string, string> Wrong => new()
    {
        { "", "text, line 1, column 1: expected 'aresta 1', the header of the text form, but found the end of the text." },
        { "graph() {}", "text, line 1, column 1: expected 'aresta 1', the header of the text form, but found 'graph'." },
        { "aresta 2 graph() { return }", "text, line 1, column 8: version 2 of the text form is unknown; this library reads version 1." },
        { "aresta 1\ngraph[] {}", "text, line 2, column 6: expected '(' before the inputs, but found '['." },
        { "aresta 1\ngraph(x) {}", "text, line 2, column 8: expected ':' between a value and its type, but found ')'." },
        {
            "aresta 1\ngraph(x: float65) {}",
            "text, line 2, column 10: there is no dtype float65; there are float32, float64, int32, int64 and bool."
        },
        { "aresta 1\ngraph(x: float64[-1]) {}", "text, line 2, column 17: Shape [-1] has a negative length." },
        {
            "aresta 1\ngraph(x: float64[2000000000,2000000000]) {}",
            "text, line 2, column 17: Shape [2000000000,2000000000] has more than 2147483591 elements, the most a tensor can hold."
        },
        {
            "aresta 1\ngraph(x: float64[99999999999]) {}",
            "text, line 2, column 18: expected an integer within 32 bits, but found '99999999999'."
        },
        { "aresta 1\ngraph(x: float64, x: float64) {}", "text, line 2, column 19: a value called x stands above already." },
        {
            "aresta 1\ngraph(x: float64, %1 \"x\": float64) { return x }",
            "Two inputs are called x; the inputs of a graph have different names."
        },
        { "aresta 1\ngraph(x \" \": float64) {}", "text, line 2, column 7: a name in quotes is not empty." },
        {
            "aresta 1\ngraph(x \"a\\b\": float64) {}",
            "text, line 2, column 11: expected '\"' behind the text, which holds no backslashes and no control characters, but found '\\'."
        },
        { "aresta 1\ngraph(%x: float64) {}", "text, line 2, column 8: expected digits behind '%', but found 'x'." },
        { Start + "  return x", "text, line 3, column 11: expected '}' or ',' behind an output, but found the end of the text." },
        { Start + "  return x,}", "text, line 3, column 12: expected a value, but found '}'." },
        { Start + "  return x } x", "text, line 3, column 14: expected nothing more behind the graph, but found 'x'." },
        { Start + "  return z }", "text, line 3, column 10: no value called z stands above." },
        { Start + "  s: float64[3] sin(x)\n", "text, line 3, column 17: expected '=' or ',' behind a result, but found 'sin'." },
        { Start + "  s: float64[3] = sine(x)\n", "text, line 3, column 19: there is no operation called sine." },
        { Start + "  s: float64[3] = sin(t)\n", "text, line 3, column 23: no value called t stands above." },
        { Start + "  s: float64[3] = sin(s)\n", "text, line 3, column 23: no value called s stands above." },
        { Start + "  s: float64[3] = sin(%7)\n", "text, line 3, column 23: no value called %7 stands above." },
        { Start + "  s: float64[3] = input()\n", "text, line 3, column 19: there is no operation called input." },
        { Start + "  s: float64[3] = sin{k=1}(x)\n", "text, line 3, column 19: sin: it has no attribute k." },
        { Start + "  s: float64[3] = sum(x)\n", "text, line 3, column 19: sum: attribute axes is missing; it must be a list of integers." },
        {
            Start + "  s: float64[3] = sum{axes=1}(x)\n",
            "text, line 3, column 19: sum: attribute axes is 1, but must be a list of integers."
        },
        { Start + "  s: float64[3] = sum{axes=[0],axes=[0]}(x)\n", "text, line 3, column 32: attribute axes stands twice." },
        { Start + "  s: float64[3] = sum{axes=[0}(x)\n", "text, line 3, column 30: expected ']' or ',' behind an integer, but found '}'." },
        { Start + "  s: float64[3] = sum{axes=yes}(x)\n", "text, line 3, column 28: 'yes' is no value of an attribute." },
        {
            Start + "  c: float64[2] = constant{value=float64[2](1)}()\n",
            "text, line 3, column 45: float64[2] has 2 elements, but 1 are listed."
        },
        { Start + "  c: float64 = constant{value=float64(1e999)}()\n", "text, line 3, column 39: expected a number, but found '1e999'." },
        { Start + "  c: float64 = constant{value=float64(1,5)}()\n", "text, line 3, column 39: float64 has 1 elements, but 2 are listed." },
        { Start + "  c: bool = constant{value=bool(1)}()\n", "text, line 3, column 34: an element of a bool is true or false." },
        {
            Start + "  c: int32 = constant{value=int32(2147483648)}()\n",
            "text, line 3, column 35: expected an integer within 32 bits, but found '2147483648'."
        },
        {
            Start + "  c: float64[2] = contract{labels=\"ij\"}(x, x)\n  return c }",
            "contract(x: float64[3], x: float64[3]): labels \"ij\" are not of the form \"ij,jk->ik\". (at text:3)"
        },
        {
            Start + "  s: float64[2] = sin(x)\n  return s }",
            "sin(x: float64[3]): its type is float64[3], but is stated as float64[2]. (at text:3)"
        },
        {
            Start + "  s: float64[3], t: float64[3] = sin(x)\n  return s }",
            "sin(x: float64[3]): its type is float64[3], but is stated as float64[3], float64[3]. (at text:3)"
        },
        {
            Start + "  s: float64[3] = sin(x, x)\n  return s }",
            "sin(x: float64[3], x: float64[3]): takes 1 operand, but was given 2. (at text:3)"
        },
        { Start + "  = sin(x)\n  return x }", "sin(x: float64[3]): its type is float64[3], but is stated as . (at text:3)" },
        {
            Start + "  s: float64[3] = add(x, y)\n  return s }",
            "add(x: float64[3], y: float64[2]): takes operands of one type, but operand 0 is float64[3] and operand 1 is float64[2]; "
            + "convert one. (at text:3)"
        },
        { "aresta 1\0", "text, line 1, column 9: expected 'graph', but found character U+0000." },
        { "aresta 1 \u0007", "text, line 1, column 10: expected 'graph', but found character U+0007." },
        { "aresta 1 \ud83d\ude00", "text, line 1, column 10: expected 'graph', but found character U+D83D." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_text_is_refused_by_a_sentence(string text, string message) =>
        Assert.Equal(message, Assert.Throws<GraphException>(() => Graph.Parse(text)).Message);

    [Fact]
    public void Floods_are_refused()
    {
        string Many(string piece) => string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        string[] floods =
        [
            Many("("), Many("aresta 1 "), Many("{["), Many("\0"), Many("\""), Many("9"), Many("//"), Many("\n"), Many("é"), Many("\ud83d"),
            "aresta " + Many("1"), "aresta 1 graph(" + Many("x"), "aresta 1 graph(x: float64[" + Many("1,"),
            "aresta 1 graph(x: float64[" + Many("1,") + "1]) { return x }",
            Start + Many("graph("), Start + Many("return "), Start + "s: float64 = sum{axes=[" + Many("0,") + "0]}(x) return s }",
            Start + "s: float64 = sum{axes=" + Many("[") + "}(x)", Start + "s: float64 = add(" + Many("x,") + "x) return s }",
            Start + "c: float64 = constant{value=float64[2147483591]()}() return c }",
            Start + "c: float64 = constant{value=float64(" + Many("1") + "e)}() return c }",
            Start + "c: float64 = contract{labels=\"" + Many("ij") + "\"}(x,x) return c }", Start + "c: float64 = " + Many("sin") + "(x)",
        ];
        foreach (var flood in floods)
        {
            var error = Assert.Throws<GraphException>(() => Graph.Parse(flood));
            Assert.InRange(error.Message.Length, 10, 600);
        }

        var aliases = string.Concat(Enumerable.Range(0, 100_000).Select(i => FormattableString.Invariant($" \"a{i}\"")));
        Assert.Equal(100_001, Graph.Parse($"aresta 1 graph(x{aliases}: float64) {{ return x }}").Inputs[0].Names.Length);
    }

    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void A_text_with_random_changes_is_read_or_refused(string name)
    {
        var random = new Random(name.Length);
        string[] pieces =
        [
            "", "0", "-1", "7", "2147483647", "-2147483648", "[", "]", "{", "}", "(", ")", ",", "\"", "=", ":", "x0", "NaN", "float32",
            "int64[2]", "true", "[1,0]", "\n",
        ];
        foreach (var example in PrimitiveCases.For(name, 3))
        {
            var text = example.Trace().Print();
            for (var trial = 0; trial < 60; trial++)
            {
                var changed = text;
                for (var change = random.Next(1, 4); change > 0; change--)
                {
                    var at = random.Next(changed.Length);
                    changed = changed[..at] + pieces[random.Next(pieces.Length)] + changed[Math.Min(changed.Length, at + random.Next(4))..];
                }

                try
                {
                    Graph.Parse(changed).Verify().Print();
                }
                catch (GraphException)
                {
                }
            }
        }
    }

    [Fact]
    public void The_verifier_refuses_what_no_text_can_say()
    {
        Value x = Value.Input(TensorType.Float64(), "x"), y = Value.Input(TensorType.Float64(), "y");
        Value sum = x + y, stray = Node.Create(new Literal(2)).Result();
        var wild = Node.Stated(new Own(), [default], [TensorType.Float64()], null);
        const string inputs = "The inputs of a graph stand at its beginning, each a node of its own, but input";
        (string, Graph)[] broken =
        [
            ($"{inputs} 1 does not.", new([x, y], [x], [x.Node, sum.Node])),
            ($"{inputs} 0 does not.", new([sum], [sum], [sum.Node])),
            ($"{inputs} 0 does not.", new([default], [x], [x.Node])),
            ("Node 1, input: float64, stands in the graph twice.", new([x, x], [x], [x.Node, x.Node])),
            (
                "add(x: float64, y: float64): operand 1, y: float64, stands nowhere above it in the graph.",
                new([x], [sum], [x.Node, sum.Node])),
            ("input(): it is not among the inputs of the graph.", new([x], [sum], [x.Node, y.Node, sum.Node])),
            ("literal(): a number without a type was left in the graph.", new([], [stray], [stray.Node])),
            ("own(an uninitialized value): operand 0, an uninitialized value, stands nowhere above it in the graph.", new([], [], [wild])),
            ("Output 0, add: float64, is no value of the graph.", new([x, y], [sum], [x.Node, y.Node])),
            ("Output 1, an uninitialized value, is no value of the graph.", new([x, y], [x, default], [x.Node, y.Node])),
        ];
        foreach (var (message, graph) in broken)
        {
            Assert.Equal(message, Assert.Throws<GraphException>(graph.Verify).Message);
        }
    }

    private sealed record Own : Flat
    {
        public override string Name => "own";

        public override Primitive Batched(int size) => this;

        public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands) => [TensorType.Float64()];

        public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => [0.0];
    }
}
