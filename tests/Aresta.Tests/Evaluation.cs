using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests;

/// <summary>A function of values, traced and run at given tensors.</summary>
internal static class Evaluation
{
    public static Tensor Of(Func<Value> function) => Run([], _ => function());

    public static Tensor Of(Func<Value, Value> function, Tensor x) => Run([x], v => function(v[0]));

    public static Tensor Of(Func<Value, Value, Value> function, Tensor x, Tensor y) => Run([x, y], v => function(v[0], v[1]));

    public static Tensor Of(Func<Value, Value, Value, Value> function, Tensor x, Tensor y, Tensor z) =>
        Run([x, y, z], v => function(v[0], v[1], v[2]));

    public static Tensor Of(Func<Value[], Value> function, Tensor[] inputs) => Run(inputs, function);

    /// <summary>
    /// sin(phase), sin(phase + 1), … as a float64 of the given shape: numbers without a pattern that could hide a mistake.
    /// </summary>
    public static Tensor Wave(Shape shape, double phase) =>
        Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(i => Math.Sin(phase + i))], shape);

    /// <summary>0, 1, 2, … as a float64 of the given shape.</summary>
    public static Tensor Count(Shape shape) => Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(i => (double)i)], shape);

    public static Tensor Integers(params long[] values) => Tensor.Vector(values);

    /// <summary>The tensor has the given shape and elements.</summary>
    public static void Is(this Tensor tensor, Shape shape, params double[] elements)
    {
        Assert.Equal(shape, tensor.Shape);
        Assert.Equal(elements, tensor.ToDoubles());
    }

    private static Tensor Run(Tensor[] inputs, Func<Value[], Value> function) =>
        Interpreter.Run(Graph.Trace(v => [function(v)], [.. inputs.Select(x => x.Type)]), inputs)[0];
}
