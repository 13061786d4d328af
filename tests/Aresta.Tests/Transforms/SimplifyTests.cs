using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using CsCheck;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

public class SimplifyTests
{
    private static readonly double[] Special = [double.NaN, double.PositiveInfinity, -0.0, 0.0, -1.5, 1e-310];
    private static readonly double[] Ordinary = [0.3, 0.5, 0.7, 1.1, 1.3, 0.9];

    /// <summary>For each exact rule a program that its left side fits.</summary>
    private static readonly Dictionary<string, Func<Value, Value, Value>> Exact = new()
    {
        ["f(constants) = constant"] = (x, _) => x + Sin(Value.Constant(Tensor.Scalar(2.0))),
        ["constant of one number = the number repeated"] = (x, _) => x + Value.Constant(Tensor.Of([3.0, 3, 3, 3, 3, 3], [2, 3])),
        ["x·1 = x"] = (x, _) => x * 1,
        ["x·(−1) = −x"] = (x, _) => -1 * x,
        ["x/1 = x"] = (x, _) => x / 1,
        ["x/(−1) = −x"] = (x, _) => x / -1,
        ["x/2ᵏ = x·2⁻ᵏ"] = (x, _) => x / -8,
        ["x + (−0) = x"] = (x, _) => -0.0 + x,
        ["x − 0 = x"] = (x, _) => x - 0,
        ["(−0) − x = −x"] = (x, _) => -0.0 - x,
        ["−(−x) = x"] = (x, _) => -(-x),
        ["x + (−y) = x − y"] = (x, y) => -x + y,
        ["x − (−y) = x + y"] = (x, y) => x - (-y),
        ["x·(−y) = −(x·y)"] = (x, y) => x * -y,
        ["(−x)/y = −(x/y)"] = (x, y) => -x / y,
        ["x/(−y) = −(x/y)"] = (x, y) => x / -y,
        ["−(c·x) = (−c)·x"] = (x, _) => -(x * 3),
        ["(−x)² = x²"] = (x, _) => Square(-x),
        ["|−x| = |x|"] = (x, _) => Abs(-x),
        ["||x|| = |x|"] = (x, _) => Abs(Abs(x)),
        ["⌊⌊x⌋⌋ = ⌊x⌋"] = (x, _) => Floor(Floor(x)),
        ["⌈⌈x⌉⌉ = ⌈x⌉"] = (x, _) => Ceil(Ceil(x)),
        ["max(x, x) = x"] = (x, _) => Max(x, x),
        ["min(x, x) = x"] = (x, _) => Min(x, x),
        ["x⁰ = 1"] = (x, _) => Power(x, 0),
        ["x¹ = x"] = (x, _) => Power(x, 1),
        ["x to the 2 = x²"] = (x, _) => Power(x, 2),
        ["scale(0, t) = 0"] = (x, _) => Value.Scale(0.0, x),
        ["scale(p, 0) = 0"] = (x, _) => Value.Scale(x, -0.0),
        ["where(true, x, y) = x"] = (x, y) => Value.Where(Value.Constant(Tensor.Scalar(true)), x, y),
        ["where(false, x, y) = y"] = (x, y) => Value.Where(Value.Constant(Tensor.Scalar(false)), x, y),
        ["where(c, x, x) = x"] = (x, y) => Value.WhereLess(x, y, x, x),
        ["f(broadcast x, broadcast y) = broadcast f(x, y)"] = (x, _) => Repeat(x) * Repeat(Sin(x)) + 2,
        ["movement of a repeated number = the number repeated"] = (x, _) =>
            x + Value.Reshape(Value.Filled(TensorType.Float64(2000), 3), [4, 500]).Sum(),
        ["reshape to the same shape"] = (x, _) => Apply(new Reshape([2, 3]), x),
        ["reshape of reshape"] = (x, _) => Value.Reshape(Value.Reshape(x, [3, 2]), [6]),
        ["broadcast to the same shape"] = (x, _) => Apply(new Broadcast([2, 3], [0, 1]), x),
        ["broadcast of broadcast"] = (x, _) => Repeat(Repeat(x)),
        ["permute to the same order"] = (x, _) => Apply(new Permute([0, 1]), x),
        ["permute of permute"] = (x, _) => Apply(new Permute([0, 2, 1]), Apply(new Permute([2, 0, 1]), Value.Reshape(x, [1, 2, 3]))),
        ["reverse of axes no longer than 1"] = (x, _) => Apply(new Aresta.Primitives.Reverse([0]), Value.Reshape(x, [1, 6])),
        ["reverse of reverse"] = (x, _) => Apply(new Aresta.Primitives.Reverse([0, 1]), Apply(new Aresta.Primitives.Reverse([1]), x)),
        ["slice of everything"] = (x, _) => Apply(new Slice([0, 0], [2, 3], [1, 1]), x),
        ["pad by nothing"] = (x, _) => Apply(new Pad([0, 0], [0, 0], [0, 0]), x),
        ["concatenate of one"] = (x, _) => Operations.Concatenate([x], 1),
        ["concatenate with empty pieces"] = (x, y) => Operations.Concatenate([x, Apply(new Slice([0, 0], [0, 3], [1, 1]), x), y], 0),
        ["convert to the same dtype"] = (x, _) => Apply(new Aresta.Primitives.Convert(DType.Float64), x),
        ["convert to a wider dtype and back"] = (x, _) => x.ConvertTo(DType.Float32).ConvertTo(DType.Float64).ConvertTo(DType.Float32),
    };

    /// <summary>For each rule of real algebra a program that its left side fits.</summary>
    private static readonly Dictionary<string, Func<Value, Value, Value>> Real = new()
    {
        ["scale(p, t) = p·t"] = Value.Scale,
        ["reciprocal x = 1/x"] = (x, _) => Reciprocal(x),
        ["x + 0 = x"] = (x, _) => 0 + x,
        ["x − 0 = x"] = (x, _) => x - -0.0,
        ["0 − x = −x"] = (x, _) => 0 - x,
        ["0·x = 0"] = (x, y) => (x * 0) + y,
        ["0/x = 0"] = (x, y) => (0 / x) + y,
        ["−0 = 0"] = (x, y) => y - -(x * 0),
        ["x − x = 0"] = (x, y) => x - x + y,
        ["x/x = 1"] = (x, y) => (x / x) + y,
        ["−(x − y) = y − x"] = (x, y) => -(x - y),
        ["x·c = c·x"] = (x, _) => x * 3,
        ["c + x = x + c"] = (x, _) => 3 + x,
        ["c·(d·x) = (c·d)·x"] = (x, _) => 3 * (5 * x),
        ["x·(c·y) = c·(x·y)"] = (x, y) => x * (5 * y),
        ["c·x + d·x = (c + d)·x"] = (x, _) => (2 * x) + (x * 3) + x,
        ["c·x − d·x = (c − d)·x"] = (x, _) => (2 * x) - (5 * x),
        ["x + (−c) = x − c"] = (x, _) => x + -3,
        ["x − (−c) = x + c"] = (x, _) => x - -3,
        ["(x + c) + d = x + (c + d)"] = (x, _) => x + 3 + 4,
        ["(x + c) − d = x + (c − d)"] = (x, _) => x - 3 - 4,
        ["(x + c) + y = (x + y) + c"] = (x, y) => y + (x + 3),
        ["(x + c) − y = (x − y) + c"] = (x, y) => x - 3 - y,
        ["x − (y + c) = (x − y) − c"] = (x, y) => x - (y + 3),
        ["x·x = x²"] = (x, _) => x * x * x,
        ["xᵐ/xⁿ = xᵐ⁻ⁿ"] = (x, _) => Power(x, 5) / Square(x),
        ["(xᵐ)² = x²ᵐ"] = (x, _) => Square(Power(x, 3)),
        ["(xᵐ)ⁿ = xᵐⁿ"] = (x, _) => Power(Square(x), 3),
        ["x to a whole number = xⁿ"] = (x, _) => Power(x, (Value)3.0),
        ["x to ½ = √x"] = (x, _) => Power(x, (Value)0.5),
        ["(√x)² = x"] = (x, _) => Square(Sqrt(x)),
        ["√(x²) = |x|"] = (x, _) => Sqrt(Square(x)),
        ["(x·y)/y = x"] = (x, y) => x * y / x,
        ["(x/y)·y = x"] = (x, y) => x / y * y,
        ["x·(1/y) = x/y"] = (x, y) => x * (1 / y),
        ["x/(1/y) = x·y"] = (x, y) => x / (1 / y),
        ["log(exp x) = x"] = (x, _) => Log(Exp(x)),
        ["exp(log x) = x"] = (x, _) => Exp(Log(x)),
        ["log1p(expm1 x) = x"] = (x, _) => Log1p(Expm1(x)),
        ["expm1(log1p x) = x"] = (x, _) => Expm1(Log1p(x)),
        ["tan(atan x) = x"] = (x, _) => Tan(Atan(x)),
        ["sin(asin x) = x"] = (x, _) => Sin(Asin(x / 2)),
        ["sinh(asinh x) = x"] = (x, _) => Sinh(Asinh(x)),
        ["asinh(sinh x) = x"] = (x, _) => Asinh(Sinh(x)),
        ["tanh(atanh x) = x"] = (x, _) => Tanh(Atanh(x / 2)),
        ["atanh(tanh x) = x"] = (x, _) => Atanh(Tanh(x)),
        ["sum over no axes = x"] = (x, _) => Apply(new Sum([]), x),
        ["sum over axes of length 1 = reshape"] = (x, _) => Apply(new Sum([1]), Value.Reshape(x, [2, 1, 3])),
        ["sum of sum = sum"] = (x, _) => Apply(new Sum([0]), Apply(new Sum([1]), Sin(x))),
        ["sum of n repetitions = n·x"] = (x, _) => Apply(new Sum([0]), Repeat(x)),
    };

    public static TheoryData<string> ExactLaws => [.. Simplify.Rules.Select(rule => rule.Law)];

    public static TheoryData<string> RealLaws => [.. SimplifyForPrinting.Rules.Select(rule => rule.Law)];

    [Theory, MemberData(nameof(ExactLaws))]
    public void An_exact_rule_keeps_every_bit(string law)
    {
        var graph = Graph.Trace(Exact[law], TensorType.Float64(2, 3), TensorType.Float64(2, 3));
        var applied = new List<string>();
        var simple = Simplify.Of(graph, (rule, _) => applied.Add(rule.Law));
        Assert.Contains(law, applied);
        for (var shift = 0; shift < Special.Length; shift++)
        {
            Tensor[] point = [Tensor.Of([.. Special], [2, 3]), Tensor.Of([.. Special[shift..], .. Special[..shift]], [2, 3])];
            Bits(Numbers.Run(graph, point), Numbers.Run(simple, point));
        }

        KeepsDerivatives(graph, simple);
        Settled(simple, graph => Simplify.Of(graph));
    }

    [Theory, MemberData(nameof(RealLaws))]
    public void A_rule_of_real_algebra_keeps_values_and_derivatives(string law)
    {
        var graph = Graph.Trace(Real[law], TensorType.Float64(2, 3), TensorType.Float64(2, 3));
        var applied = new List<string>();
        var simple = SimplifyForPrinting.Of(graph, (rule, _) => applied.Add(rule.Law));
        Assert.Contains(law, applied);
        Tensor[] point = [Tensor.Of(Ordinary, [2, 3]), Tensor.Of([.. Ordinary.Reverse()], [2, 3])];
        Numbers.Close(Numbers.Run(graph, point), Numbers.Run(simple, point), 1e-14);
        KeepsDerivatives(graph, simple);
        Settled(simple, graph => SimplifyForPrinting.Of(graph));
    }

    [Fact]
    public void Random_programs_keep_every_bit_and_come_to_rest() => RandomGraphs.Algebra.Sample(
        example =>
        {
            var (graph, point) = example;
            var simple = Simplify.Of(graph);
            Bits(Numbers.Run(graph, point), Numbers.Run(simple, point));
            Settled(simple, again => Simplify.Of(again));
            Assert.Equal(simple.Nodes.Length, EliminateCommonSubexpressions.Of(simple).Nodes.Length);
        },
        iter: 300, threads: 1);

    [Fact]
    public void Random_programs_come_to_rest_under_real_algebra() => RandomGraphs.Algebra.Sample(
        example =>
        {
            var simple = SimplifyForPrinting.Of(example.Graph);
            Settled(simple, graph => SimplifyForPrinting.Of(graph));
            Assert.Equal(example.Graph.Outputs.Select(y => y.Type), simple.Outputs.Select(y => y.Type));
        },
        iter: 300, threads: 1);

    [Fact]
    public void Random_functions_keep_values_and_derivatives() => RandomGraphs.Tensors.Sample(
        example =>
        {
            var (graph, point) = example;
            var (value, gradient) = (Numbers.Run(graph, point), Numbers.Run(Gradient.Of(graph), point));
            foreach (var simple in new[] { Simplify.Of(graph), SimplifyForPrinting.Of(graph) })
            {
                Numbers.Close(value, Numbers.Run(simple, point));
                Numbers.Close(gradient, Numbers.Run(Gradient.Of(simple), point));
                Numbers.Close(gradient, Numbers.Run(SimplifyForPrinting.Of(Gradient.Of(simple)), point));
            }
        },
        iter: 60, threads: 1);

    [Fact]
    public void What_is_true_of_reals_alone_is_left_alone_by_the_exact_rules()
    {
        var graph = Graph.Trace((x, y) => ((x + 0) * 0) + (x / x) + (x - x) + Log(Exp(y)));
        Assert.Equal(EliminateCommonSubexpressions.Of(graph).Nodes.Length, Simplify.Of(graph).Nodes.Length);
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_negations_and_additions_is_simplified()
    {
        var graph = Graph.Trace(x =>
        {
            var (y, one) = (x, Value.Constant(Tensor.Scalar(1.0)));
            for (var i = 0; i < 50_000; i++)
            {
                y = -y + one;
            }

            return y;
        }, originBudget: 0);
        Assert.Equal(50_002, Simplify.Of(graph).Nodes.Length);
    }

    [Fact]
    public void The_derivative_of_a_polynomial_reads_as_in_a_book()
    {
        var derivative = SimplifyForPrinting.Of(Gradient.Of(Graph.Trace(x => (x * x * x) + (2 * x) + 1)));
        string[] book = ["add(multiply,constant)", "constant{2}()", "constant{3}()", "input(x)", "multiply(constant,square)", "square(x)"];
        Assert.Equal(book, Terms(derivative)); // 3x² + 2

        // d/dx (x·sin x)/x = cos x
        var fraction = SimplifyForPrinting.Of(Gradient.Of(Graph.Trace(x => x * Sin(x) / x)));
        var once = SimplifyForPrinting.Of(Gradient.Of(SimplifyForPrinting.Of(Graph.Trace(x => x * Sin(x) / x))));
        Assert.Equal(["cos(x)", "input(x)"], Terms(once));
        Assert.Equal(Numbers.Run(once, 0.7)[0], Numbers.Run(fraction, 0.7)[0], 1e-15);
    }

    private static IEnumerable<string> Terms(Graph graph) => graph.Nodes.Select(node => node.Primitive switch
    {
        Constant constant => $"constant{{{constant.Value}}}()",
        Input => $"input({node.Result().Name})",
        var primitive => $"{primitive.Name}({string.Join(',', node.Operands.Select(o => o.Name ?? o.Node.Primitive.Name))})",
    }).Order(StringComparer.Ordinal);

    [Fact]
    public void Names_of_what_disappears_pass_to_what_stands_for_it()
    {
        var graph = Graph.Trace(x => Sin((x * 1).Named("same")));
        var simple = Simplify.Of(graph);
        Assert.Equal(["x", "same"], simple.Inputs[0].Names);
        Assert.Equal(["x"], graph.Inputs[0].Names);
    }

    private static Value Repeat(Value x) =>
        Apply(new Broadcast(x.Shape.Insert(0, 2), [.. Enumerable.Range(1, x.Rank)]), x);

    private static Value Apply(Primitive primitive, Value x) => Node.Create(primitive, x).Result();

    private static void KeepsDerivatives(Graph graph, Graph simple)
    {
        Tensor[] point = [Tensor.Of(Ordinary, [2, 3]), Tensor.Of([.. Ordinary.Reverse()], [2, 3])];
        var weights = Tensor.Of(Enumerable.Range(1, graph.Outputs[0].Shape.Size).Select(i => (double)i).ToArray(), graph.Outputs[0].Shape);
        Tensor[] inputs = [.. point, graph.Outputs[0].DType == DType.Float32 ? Interpreter.Run(
            Graph.Trace(w => w.ConvertTo(DType.Float32), weights.Type), weights)[0] : weights];
        Numbers.Close(Numbers.Run(Pullback.Of(graph), inputs), Numbers.Run(Pullback.Of(simple), inputs), 1e-13);
    }

    /// <summary>Another application changes nothing: the same primitives in the same order, applied to the same places.</summary>
    private static void Settled(Graph graph, Func<Graph, Graph> pass) => Assert.Equal(Text(graph), Text(pass(graph)));

    private static IEnumerable<string> Text(Graph graph) => graph.Nodes
        .Select(node => $"{node}({string.Join(',', node.Operands.Select(o => $"{graph.PositionOf(o.Node)}.{o.Index}"))})")
        .Order(StringComparer.Ordinal);

    private static void Bits(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.True(Numbers.Same(pair.First, pair.Second), $"{pair}"));
    }
}
