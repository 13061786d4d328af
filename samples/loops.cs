#!/usr/bin/env -S dotnet run
#:project ../src/Aresta/Aresta.csproj

using Aresta;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

// Newton's iteration: how often it runs is decided when it runs, and it is differentiated all the same.
var root = Function.Of(a => Flow.While(a, x => Abs(x * x - a) > 1e-12, x => (x + a / x) / 2));
Console.WriteLine($"√2 = {root.Call(2)}, √′(2) = {root.Gradient(2)}");

// Several numbers at once: the loop runs until the last of them is done.
Console.WriteLine($"√ = {root.Batch([0]).Call(new[] { 1.0, 2, 100 })}");

// A recurrent network: a state handed from row to row, and a row of the result at every step.
var network = Function.Of((w, u, xs) =>
{
    var (last, all) = Flow.Scan(0, xs, (h, x) => { h = Tanh(w * h + u * x); return (h, h); });
    return last + 0.1 * all.Sum();
});
Tensor xs = new[] { 0.5, -1, 2, 0.25 };
Console.WriteLine($"by w: {network.Gradient(0.9, 0.4, xs)[0]}");

Console.Write(Graph.Trace(a => Flow.While(a, x => Abs(x * x - a) > 1e-12, x => (x + a / x) / 2)).Print());
