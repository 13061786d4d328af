#!/usr/bin/env -S dotnet run
#:project ../src/Aresta/Aresta.csproj

using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

var f = Graph.Trace((x, y) => Sin(x) * y + Exp(x * y)); // any C# lambda: it is run once, on symbols
var gradient = Gradient.Of(f);                          // (x, y) ↦ (∂f/∂x, ∂f/∂y), a graph again

Tensor[] at = [Tensor.Scalar(1.0), Tensor.Scalar(2.0)];
Console.WriteLine($"f  = {Interpreter.Run(f, at)[0]}");
Console.WriteLine($"∇f = {string.Join(", ", Interpreter.Run(gradient, at).AsEnumerable())}");
