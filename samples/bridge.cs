#!/usr/bin/env -S dotnet run
#:project ../src/Aresta/Aresta.csproj

using Aresta;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Numerics;
using Aresta.Numerics.Framework;
using Aresta.Tensors;
using static Aresta.Numerics.Derivatives;
using static Aresta.Numerics.Elementary;

// Code → graph: recorded at (0.5, 2), on the branch of x > 0. The output "holds" says whether other inputs take that branch too.
var spring = Function.Of(ScalarPrograms.Record(new Spring(), [0.5, 2], ["x", "k"], holds: true));
Console.Write(spring.Graph(TensorType.Float64(), TensorType.Float64()).Print());
var many = spring.Batch([0, null]).Call(new[] { 0.5, 1, -1 }, 2); // many x, one k
Console.WriteLine($"f = {many[0]}, holds: {many[1]}");

// Graph → code: a loop over a vector is recorded on a tape like any operation, and goes back through its own pullback.
TensorType pair = new(DType.Float64, [2]);
var inner = ScalarFunction.Of(Function.Of(v => Flow.While(v, y => y.Dot(y) < 10, y => y * 1.5 + Sin(y)).Sum()).Graph(pair));
var gradient = Gradient(x => Exp(inner.Value<Variable<Float64>>([x[0] * x[1], x[1]]) / 10), [0.5, 1]);
Console.WriteLine($"∇g = ({gradient[0]}, {gradient[1]})");

internal readonly struct Spring : IFunction
{
    public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> =>
        x[0] > T.Zero ? x[1] * Square(x[0]) / 2 : x[1] * Square(x[0]);
}
