using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Shared;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Execution;

/// <summary>Operations on scalars are one program, which gives what the interpreter gives, bit by bit.</summary>
public class ScalarPlanTests
{
    private static readonly double[] Numbers =
        [0, -0.0, 1, -1, 0.5, -2.25, 3, 17, 1e-40, 5e-324, 1e30, -1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    private static readonly DType[] DTypes = [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.Bool];

    public static TheoryData<string> Names => [.. Primitives().Keys];

    [Theory, MemberData(nameof(Names))]
    public void Rules_give_on_scalars_what_the_interpreter_gives(string name)
    {
        var (primitive, count) = Primitives()[name];
        var tried = 0;
        foreach (var dtype in DTypes)
        {
            Tensor[] points = [.. Numbers.Select(x => In(x, dtype)).Distinct()];
            for (var i = 0; i < points.Length; i++)
            {
                Tensor[] point = [.. Enumerable.Range(0, count).Select(k => points[(i + (k * 3)) % points.Length])];
                try
                {
                    primitive.Infer([.. point.Select(x => x.Type)]);
                }
                catch (OperandException)
                {
                    break; // not defined on this dtype
                }

                tried++;
                Same(v => [Node.Create(primitive, v).Result()], point);
            }
        }

        Assert.True(tried > 0);
    }

    [Fact]
    public void Every_dtype_becomes_every_other()
    {
        foreach (var from in DTypes)
        {
            foreach (var x in Numbers.Append(3e9).Append(1e19))
            {
                foreach (var condition in new[] { false, true })
                {
                    Same(
                        v => [.. DTypes.Select(to => v[0].ConvertTo(to)), Value.Where(v[1], v[0], v[2])],
                        [In(x, from), Tensor.Scalar(condition), In(7, from)]);
                }
            }
        }
    }

    [Fact]
    public void Integers_wrap_around_and_constants_keep_their_bits()
    {
        foreach (var dtype in new[] { DType.Int32, DType.Int64 })
        {
            foreach (var x in new[] { 0, 1, -1, 12345, int.MinValue, int.MaxValue })
            {
                Same(
                    v => [(v[0] * v[0]) - 1, Value.Where(v[0] < -1, v[0] - (-1), v[0] * -2), -v[0], v[0].Max([]), v[0] * int.MinValue],
                    [Tensor.Scalar(x, dtype)]);
            }
        }
    }

    [Fact]
    public void A_division_of_integers_by_zero_is_named_among_scalars()
    {
        var graph = Graph.Trace(
            v => [(Value.Apply(new Aresta.Numerics.Rules.Remainder(), v[0] + 1, v[1]) * 2) + v[0]],
            [TensorType.Int64(), TensorType.Int64()], originBudget: 0);
        PlanCheck.Same(graph, [Tensor.Scalar(7L), Tensor.Scalar(0L)]);
        PlanCheck.Same(graph, [Tensor.Scalar(7L), Tensor.Scalar(3L)]);
    }

    [Fact]
    public void Thousands_of_nodes_are_one_step_that_allocates_nothing()
    {
        var graph = Gradient.WithValue(Graph.Trace(
            v => [Enumerable.Range(0, 3000).Aggregate(v[0], (x, i) => i % 3 == 0 ? Sin(x) : (x * v[1][i % 4]) + 0.5)],
            [TensorType.Float64(), TensorType.Float64(4)], originBudget: 0));
        Tensor[] point = [0.3, new[] { 1.0, 0.9, -0.8, 0.7 }], outputs = [.. graph.Outputs.Select(output => Tensor.Zeros(output.Type))];
        var values = Graph.Create(graph.Inputs.AsSpan(), graph.Outputs.AsSpan()[..1]).Compile();
        Assert.StartsWith("1 steps", values.Explain());
        Assert.Contains("scalars [", values.Explain());
        Allocations.None(() => values.Run(point, [outputs[0]]));
        var plan = graph.Compile();
        Allocations.None(() => plan.Run(point, outputs));
        PlanCheck.Same(graph, point);
    }

    [Fact]
    public void State_of_scalars_is_updated_in_place()
    {
        var graph = Graph.Trace(
            (w, m) => [w - (0.1 * m), (0.9 * m) + w, w + m], TensorType.Float32(), TensorType.Float32(), originBudget: 0);
        var plan = graph.Compile(new() { Donations = [(0, 1), (1, 0)] });
        Tensor w = 2f, m = 3f, sum = 0f;
        plan.Run([w, m], [m, w, sum]);
        Assert.Equal([2f - (float)(0.1f * 3f), (0.9f * 3f) + 2f, 5f], [m.AsSpan<float>()[0], w.AsSpan<float>()[0], sum.AsSpan<float>()[0]]);
    }

    // Alone, and among other steps.
    private static void Same(Func<Value[], Value[]> function, Tensor[] point)
    {
        TensorType[] types = [.. point.Select(x => x.Type)];
        var graph = Graph.Trace(v => function(v), types, originBudget: 0);
        var beside = Graph.Trace(
            v => [.. function(v).Select(y => y.BroadcastTo([2, .. y.Shape]).Flip([0])), .. function(v)], types, originBudget: 0);
        Tensor[] expected, alone, among;
        try
        {
            expected = Interpreter.Run(graph, point);
        }
        catch (GraphException)
        {
            Assert.Throws<GraphException>(() => graph.Compile().Run(point));
            return;
        }

        (alone, among) = (graph.Compile().Run(point), beside.Compile().Run(point));
        for (var i = 0; i < expected.Length; i++)
        {
            foreach (var actual in new[] { alone[i], among[expected.Length + i] })
            {
                Assert.True(
                    expected[i].Equals(actual)
                    || (expected[i].Type == actual.Type && double.IsNaN(expected[i][0]) && double.IsNaN(actual[0])),
                    $"{expected[i]} became {actual} at {string.Join(", ", (object[])point)}: {graph.Print()}");
            }
        }
    }

    private static Tensor In(double x, DType dtype) => dtype switch
    {
        DType.Float32 => Tensor.Scalar((float)x),
        DType.Float64 => Tensor.Scalar(x),
        DType.Int32 => Tensor.Scalar((int)x),
        DType.Int64 => Tensor.Scalar((long)x),
        _ => Tensor.Scalar(x != 0),
    };

    private static Dictionary<string, (Primitive, int)> Primitives()
    {
        var all = new Collected();
        RuleTable.Accept(all);
        foreach (var (primitive, count) in new (Primitive, int)[]
        {
            (new Scale(), 2), (new And(), 2), (new Or(), 2), (new Xor(), 2), (new Not(), 1), (new Sum([]), 1),
        })
        {
            all.Found.Add(primitive.Name, (primitive, count));
        }

        return all.Found;
    }

    private sealed class Collected : IRuleVisitor
    {
        public Dictionary<string, (Primitive, int)> Found { get; } = [];

        public void Unary<TRule>() where TRule : struct, IUnaryRule => Found.Add(TRule.Name, (new Unary<TRule>(default), 1));

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule> =>
            Found.Add(TRule.Name, (new Unary<TRule>(TRule.WithOrder(3)), 1));

        public void Binary<TRule>() where TRule : struct, IBinaryRule => Found.Add(TRule.Name, (new Binary<TRule>(default), 2));

        public void Ternary<TRule>() where TRule : struct, ITernaryRule => Found.Add(TRule.Name, (new Ternary<TRule>(default), 3));

        public void Comparison<TRule>() where TRule : struct, IComparisonRule =>
            Found.Add(TRule.Name, (new Aresta.Primitives.Comparison<TRule>(default), 2));
    }
}
