using Aresta.Graphs;
using Aresta.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using CsCheck;

namespace Aresta.Expressions.Tests;

/// <summary>All ways to a derivative give the same one.</summary>
public class DerivativeTests
{
    [Fact]
    public void Forward_reverse_paths_and_dual_numbers_agree_on_random_programs() => Gen.Select(
        RandomProgram.Generate, Gen.Double[-2, 2], Gen.Double[-2, 2]).Sample((program, a, b) =>
    {
        var graph = Program.Parse(program.Text).ToGraph();
        var derivation = At(graph, name => name == "a" ? a : b);
        var output = graph.Outputs[^1];
        var (forward, reverse) = (new Derivatives(derivation, 1, JacobianMode.Forward),
            new Derivatives(derivation, 2, JacobianMode.Reverse));
        foreach (var input in graph.Inputs)
        {
            var dual = program.Evaluate<Dual<Float64>>(
                new(a, input.Name == "a" ? 1 : 0), new(b, input.Name == "b" ? 1 : 0));
            var (expected, tolerance) = ((double)dual.Tangent, 1e-11 * (1 + Math.Abs((double)dual.Tangent)));
            Assert.Equal((double)dual.Primal, derivation.ValueOf(output).ToDouble(), 1e-11 * (1 + Math.Abs((double)dual.Primal)));
            Assert.Equal(expected, derivation.Tangent(input, output)!.ToDouble(), tolerance);
            Assert.Equal(expected, derivation.Adjoint(output, input)!.ToDouble(), tolerance);
            Assert.Equal(expected, forward.First(output, input).ToDouble(), tolerance);
            Assert.Equal(expected, reverse.First(output, input).ToDouble(), tolerance);
            var paths = new PathSum(input, output, derivation.Question.Letters(), derivation);
            if (paths.Sum() is { } sum)
            {
                Assert.Equal(expected, sum.ToDouble(), 1e-9 * (1 + Math.Abs(expected)));
            }

            Assert.Equal(expected, paths.FactoredValue()!.ToDouble(), 1e-9 * (1 + Math.Abs(expected)));
            foreach (var other in graph.Inputs)
            {
                Assert.Equal(reverse.Second(output, other, input).ToDouble(), reverse.Second(output, input, other).ToDouble(), 1e-9);
            }
        }
    }, iter: 60);

    [Fact]
    public void Sweeps_touch_edges_on_paths_once_and_no_others() => RandomProgram.Generate.Sample(program =>
    {
        var question = new Question(Program.Parse(program.Text).ToGraph());
        foreach (var input in question.Inputs)
        {
            var ahead = Reached(question, question.Outputs, backward: true);
            var behind = Reached(question, [input], backward: false);
            Assert.Equal(
                question.Edges.Select(edge => behind.Contains(edge.From) && ahead.Contains(edge.To) ? 1 : 0), question.TouchedFrom(input));
        }

        foreach (var output in question.Outputs)
        {
            var ahead = Reached(question, [output], backward: true);
            var behind = Reached(question, question.Inputs, backward: false);
            Assert.Equal(
                question.Edges.Select(edge => behind.Contains(edge.From) && ahead.Contains(edge.To) ? 1 : 0), question.TouchedTo(output));
        }
    }, iter: 60);

    [Theory]
    [InlineData("v@M@v", "v=[1,2] M=[[1,2],[3,4]]")]
    [InlineData("y = M@v; y*y", "v=[1,2] M=[[1,2],[3,4]]")]
    [InlineData("s = sum(v); v*s", "v=[1,-2,3]")]
    [InlineData("w = [x, y, x*y]; softmax(w)", "x=1 y=2")]
    [InlineData("det(M)*inv(M)", "M=[[2,1],[1,3]]")]
    [InlineData("where(v > 0, v, v*v)", "v=[1,-2]")]
    public void Paths_between_tensors_multiply_jacobians_in_order(string source, string values)
    {
        var derivation = At(source, values);
        var (byPaths, bySweeps) = (Derivatives.ByPaths(derivation), new Derivatives(derivation));
        foreach (var output in derivation.Outputs)
        {
            foreach (var input in derivation.Inputs)
            {
                Equal(bySweeps.First(output, input), byPaths.First(output, input));
                Equal(bySweeps.First(output, input),
                    new PathSum(input, output, derivation.Question.Letters(), derivation).FactoredValue()!);
            }
        }
    }

    [Fact]
    public void The_chapters_three_by_three_graph_factors()
    {
        var derivation = At("y = clamp(x, x, x); z = clamp(y, y, y)", "x=2");
        var paths = new PathSum(derivation.Inputs[0], derivation.Outputs[0], derivation.Question.Letters(), derivation);
        Assert.Equal(9, paths.Count);
        Assert.Equal("(α+β+γ)(δ+ε+ζ)", paths.Symbol());
    }

    [Fact]
    public void A_stack_of_diamonds_has_its_paths_counted()
    {
        var source = string.Join("; ", Enumerable.Range(0, 300).Select(i => $"x{i + 1} = sin(x{i}) + cos(x{i})"));
        var derivation = At(source, "x0=1");
        var paths = new PathSum(derivation.Inputs[0], derivation.Outputs[0], derivation.Question.Letters(), derivation);
        Assert.Equal(System.Numerics.BigInteger.Pow(2, 300), paths.Count);
        Assert.Null(paths.Sum());
        Equal(new Derivatives(derivation).First(derivation.Outputs[0], derivation.Inputs[0]), paths.FactoredValue()!);
    }

    internal static Derivation At(string source, string values)
    {
        var given = values.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(
            pair => pair[0], pair => Execution.Interpreter.Run(Program.Parse(pair[1]).ToGraph())[0]);
        var program = Program.Parse(source);
        var graph = program.ToGraph(given.ToDictionary(pair => pair.Key, pair => pair.Value.Type));
        return new(new Question(graph), [.. program.Inputs.Select(name => given[name])]);
    }

    private static Derivation At(Graph graph, Func<string, double> value) =>
        new(new Question(graph), [.. graph.Inputs.Select(input => Tensor.Scalar(value(input.Name!)))]);

    private static void Equal(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        foreach (var (e, a) in expected.ToDoubles().Zip(actual.ToDoubles()))
        {
            Assert.Equal(e, a, 1e-10 * (1 + Math.Abs(e)));
        }
    }

    private static HashSet<Value> Reached(Question question, IReadOnlyList<Value> starts, bool backward)
    {
        var reached = starts.ToHashSet();
        foreach (var edge in backward ? question.Edges.Reverse() : question.Edges)
        {
            var (near, far) = backward ? (edge.To, edge.From) : (edge.From, edge.To);
            if (reached.Contains(near))
            {
                reached.Add(far);
            }
        }

        return reached;
    }
}
