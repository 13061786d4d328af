using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using CsCheck;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

/// <summary>Derivatives of derivatives, in every nesting of forward and reverse.</summary>
public class HigherOrderTests
{
    [Fact]
    public void All_nestings_give_one_Hessian_vector_product() => RandomGraphs.Tensors.Sample(
        example =>
        {
            var (graph, point) = example;
            Tensor[] along = [.. point.Select((p, k) => Tensor.Of([.. p.ToDoubles().Select((x, i) => Math.Cos((7 * k) + i))], p.Shape))];
            Tensor[] both = [.. point, .. along];

            // Forward over reverse.
            var expected = Numbers.Run(HessianVectorProduct.Of(graph), both);

            // Reverse over reverse: the gradient of ⟨∇f, v⟩ by x, where v is an input of its own.
            var tangents = graph.Inputs.Select(x => Value.Input(x.Type)).ToArray();
            var gradient = Gradient.Of(graph.Outputs[0], graph.Inputs.AsSpan());
            var product = gradient.Zip(tangents, (g, v) => (g * v).Sum()).Aggregate((s, t) => s + t);
            var reverse = Graph.Create([.. graph.Inputs, .. tangents], Gradient.Of(product, graph.Inputs.AsSpan()));
            Numbers.Close(expected, Numbers.Run(reverse, both));

            // Reverse over forward: the gradient of the tangent.
            var pushed = Sweeps.Forward(graph.Inputs.AsSpan(), [.. tangents.Select(t => (Value?)t)], graph.Outputs.AsSpan())[0]!.Value;
            var forward = Graph.Create([.. graph.Inputs, .. tangents], Gradient.Of(pushed, graph.Inputs.AsSpan()));
            Numbers.Close(expected, Numbers.Run(forward, both));
        },
        iter: 60, threads: 1);

    [Fact]
    public void Second_derivatives_are_symmetric_and_the_same_by_rows_and_by_columns() => RandomGraphs.Tensors.Sample(
        example =>
        {
            var blocks = Interpreter.Run(Hessian.Of(example.Graph), example.Point);
            var reverse = Interpreter.Run(Hessian.Of(example.Graph, mode: JacobianMode.Reverse), example.Point);
            int[] sizes = [6, 3];
            for (var i = 0; i < 2; i++)
            {
                for (var j = 0; j < 2; j++)
                {
                    double[] block = blocks[(2 * i) + j].ToDoubles(), mirrored = blocks[(2 * j) + i].ToDoubles();
                    var transposed = Enumerable.Range(0, block.Length).Select(k => mirrored[(k % sizes[j] * sizes[i]) + (k / sizes[j])]);
                    Numbers.Close(block, [.. transposed]);
                    Numbers.Close(block, reverse[(2 * i) + j].ToDoubles());
                }
            }
        },
        iter: 15, threads: 1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Third_derivatives_have_their_closed_form_in_every_nesting(int nesting)
    {
        // f = x³·eᵃˣ with a = 0.7: f‴ = (a³x³ + 9a²x² + 18ax + 6)·eᵃˣ
        const double a = 0.7, x = 1.3;
        var f = Graph.Trace(v => Power(v, 3) * Exp(a * v));
        for (var order = 0; order < 3; order++)
        {
            f = (nesting >> order & 1) == 0 ? Gradient.Of(f) : Jacobian.Of(f, mode: JacobianMode.Forward);
        }

        var expected = ((a * a * a * x * x * x) + (9 * a * a * x * x) + (18 * a * x) + 6) * Math.Exp(a * x);
        Numbers.Close([expected], Numbers.Run(f, x), 1e-13);
    }

    [Fact]
    public void Third_derivatives_of_a_tensor_function_have_their_closed_form()
    {
        // f = Σᵢ xᵢ·Σⱼ yⱼ² with mixed third derivative ∂³f/∂xᵢ∂yⱼ∂yₖ = 2δⱼₖ.
        var f = Graph.Trace((x, y) => x.Sum() * Square(y).Sum(), TensorType.Float64(2), TensorType.Float64(3));
        var third = Jacobian.Of(Jacobian.Of(Gradient.Of(f, wrt: "x"), wrt: "y"), wrt: "y");
        var block = Interpreter.Run(third, [new[] { 0.3, 0.4 }, new[] { 1.0, 2, 3 }])[0];
        Assert.Equal([2, 3, 3], block.Shape.AsSpan().ToArray());
        Assert.Equal([.. Enumerable.Range(0, 18).Select(k => k / 3 % 3 == k % 3 ? 2.0 : 0)], block.ToDoubles());
    }

    [Fact]
    public void Perturbations_are_not_confused()
    {
        // d/dx [x · d/dy (x + y)] = 1 (Siskind and Pearlmutter 2005), in each nesting.
        foreach (var inner in new Func<Func<Value, Value>, Value, Value>[] { Reverse, Forward })
        {
            foreach (var outer in new Func<Func<Value, Value>, Value, Value>[] { Reverse, Forward })
            {
                Assert.Equal([1.0], Numbers.Run(Graph.Trace(v => outer(x => x * inner(y => x + y, 1), v)), 5.0));

                // d/dx [x · d/dy (x·y)] at y = x: the inner derivative is x, the outer 2x.
                Assert.Equal([10.0], Numbers.Run(Graph.Trace(v => outer(x => x * inner(y => x * y, x), v)), 5.0));
            }
        }

        // f′ at a value: a node of its own, so that it is not the value elsewhere in f.
        static Value Reverse(Func<Value, Value> f, Value at)
        {
            var x = 1 * at.Settled(DType.Float64);
            return Gradient.Of(f(x), x)[0];
        }

        static Value Forward(Func<Value, Value> f, Value at)
        {
            var x = 1 * at.Settled(DType.Float64);
            return Sweeps.Forward([x], [Value.Filled(x.Type, 1)], [f(x)])[0]!.Value;
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    public void A_guarded_square_root_is_flat_where_the_guard_holds(double at)
    {
        var f = Graph.Trace(x => Value.Where(x > 0, Sqrt(x), 0));
        Assert.Equal([0.0], Numbers.Run(Gradient.Of(f), at));
        Assert.Equal([0.0], Numbers.Run(Jacobian.Of(f, mode: JacobianMode.Forward), at));
        Assert.Equal([0.0], Numbers.Run(Gradient.Of(Gradient.Of(f)), at));
        Assert.Equal([0.0], Numbers.Run(Hessian.Of(f), at));
        Assert.Equal([0.0], Numbers.Run(Jacobian.Of(Jacobian.Of(f, mode: JacobianMode.Forward), mode: JacobianMode.Forward), at));
        Assert.Equal([0.0], Numbers.Run(Gradient.Of(Jacobian.Of(f, mode: JacobianMode.Forward)), at));
    }

    /// <summary>Functions whose first derivative is exactly 0 at the point while their second is not: zero must not cut the path.</summary>
    public static TheoryData<string, double, double> Vanishing => new()
    {
        { "(x·where(x > −1, x, 0))²", 0, 0 },
        { "(x + where(x > −1, x, 0))²", 0, 8 },
        { "x²", 0, 2 },
        { "(x·y)² by x at y = 0, plus x²", 0, 2 },
        { "where(x > −1, x, 5)²", 0, 2 },
        { "(eˣ − 1)²", 0, 2 },
        { "sin(x)·x", 0, 2 },
        { "1 − cos x", 0, 1 },
        { "x³", 0, 0 },
        { "|x|·x²", 0, 0 },
    };

    [Theory, MemberData(nameof(Vanishing))]
    public void A_derivative_that_vanishes_at_the_point_is_differentiated_again(string function, double at, double second)
    {
        var f = Graph.Trace(x => function switch
        {
            "(x·where(x > −1, x, 0))²" => Square(x * Value.Where(x > -1, x, 0)),
            "(x + where(x > −1, x, 0))²" => Square(x + Value.Where(x > -1, x, 0)),
            "x²" => x * x,
            "(x·y)² by x at y = 0, plus x²" => Square(x * Value.Constant(Tensor.Scalar(0.0))) + (x * x),
            "where(x > −1, x, 5)²" => Square(Value.Where(x > -1, x, 5)),
            "(eˣ − 1)²" => Square(Expm1(x)),
            "sin(x)·x" => Sin(x) * x,
            "1 − cos x" => 1 - Cos(x),
            "x³" => x * x * x,
            _ => Abs(x) * x * x,
        });
        Assert.Equal([0.0], Numbers.Run(Gradient.Of(f), at));
        Assert.Equal([second], Numbers.Run(Hessian.Of(f), at));
        Assert.Equal([second], Numbers.Run(Gradient.Of(Gradient.Of(f)), at));
        Assert.Equal([second], Numbers.Run(Gradient.Of(Jacobian.Of(f, mode: JacobianMode.Forward)), at));
        Assert.Equal([second], Numbers.Run(Jacobian.Of(Jacobian.Of(f, mode: JacobianMode.Forward), mode: JacobianMode.Forward), at));
    }
}
