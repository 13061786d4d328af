#!/usr/bin/env -S dotnet run
#:project ../src/Aresta/Aresta.csproj

using Aresta;
using static Aresta.Numerics.Elementary;

var f = Function.Of((x, y) => Sin(x) * y + Exp(x * y)); // any C# code: it is run once, on values not known yet

Console.WriteLine($"f(1, 2)  = {f.Call(1, 2)}");
Console.WriteLine($"∇f(1, 2) = {f.Gradient(1, 2)}"); // one reverse sweep

var (dx, dy) = f.Gradient(1, 2);
Console.WriteLine($"∂f/∂x    = {dx}, ∂f/∂y = {dy}");
Console.WriteLine($"∂²f      = {f.Hessian(1, 2)}");
