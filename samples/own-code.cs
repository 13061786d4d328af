#!/usr/bin/env -S dotnet run
#:project ../src/Aresta.Numerics/Aresta.Numerics.csproj

using Aresta.Numerics;
using Aresta.Numerics.Framework;
using static Aresta.Numerics.Derivatives;
using static Aresta.Numerics.Elementary;

// A lambda: its gradient, and its derivative if it has one argument.
var gradient = Gradient(x => Sin(x[0]) * x[1] + 2 * Exp(x[0]), [1, 2]);
Console.WriteLine($"∇f = ({gradient[0]}, {gradient[1]}), √′(2) = {Derivative(x => Root(x), 2)}");

// A function for every type of number: derivatives of every order.
var hessian = Hessian(new Rosenbrock(), [1, 1]);
Console.WriteLine($"∂²f = [[{hessian[0, 0]}, {hessian[0, 1]}], [{hessian[1, 0]}, {hessian[1, 1]}]]");

// Any C# code: here Newton's iteration, with its loop and its branch.
static T Root<T>(T a) where T : IFrameworkNumber<T>
{
    var x = T.Max(a, T.One);
    while (true)
    {
        var next = 0.5 * (x + a / x);
        if (next >= x)
            return x;
        x = next;
    }
}

internal readonly struct Rosenbrock : IFunction
{
    public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> =>
        Square(1 - x[0]) + 100 * Square(x[1] - Square(x[0]));
}
