using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Conventions;

/// <summary>
/// A branch that is not taken leaks nothing: whatever stands in it, first and second derivatives are 0 in every order of the two modes.
/// </summary>
public class GuardTests
{
    private static readonly Dictionary<string, Func<Value, Value>> Branches = new()
    {
        ["log x"] = x => Log(x),
        ["√x"] = x => Sqrt(x),
        ["1/x"] = x => 1 / x,
        ["x^½"] = x => Power(x, 0.5),
        ["x^x"] = x => Power(x, x),
        ["arcosh x"] = x => Acosh(x),
        ["lgamma x"] = x => Lgamma(x),
        ["digamma x"] = x => Digamma(x),
        ["erfinv(x − 1)"] = x => Erfinv(x - 1),
        ["x·log x"] = x => Xlogy(x, x),
        ["log √x"] = x => Log(Sqrt(x)),
        ["sin 1/x"] = x => Sin(1 / x),
        ["√(log(x + 1)/x)"] = x => Sqrt(Log(x + 1) / x),
        ["e^(1/x²)·√x"] = x => Exp(1 / Square(x)) * Sqrt(x),
    };

    public static TheoryData<string> Names => [.. Branches.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Nothing_leaks(string name)
    {
        var graph = Graph.Trace(x => Value.Where(x > 0, Branches[name](x), 0));
        Graph[] derivatives =
        [
            Gradient.Of(graph), Derivative(graph), Gradient.Of(Gradient.Of(graph)), Derivative(Gradient.Of(graph)),
            Gradient.Of(Derivative(graph)), Derivative(Derivative(graph)), Derivative(Derivative(Gradient.Of(graph))),
        ];
        Assert.All(derivatives, derivative => Assert.All(
            (double[])[0, -0.0, -1, -2, double.NegativeInfinity], at => Assert.Equal(0, Interpreter.Run(derivative, at)[0].ToDouble())));
    }

    /// <summary>The derivative of a function of one number by a forward sweep.</summary>
    private static Graph Derivative(Graph graph)
    {
        var (x, y) = (graph.Inputs[0], graph.Outputs[0]);
        return Graph.Create([x], [Sweeps.Forward([x], [Value.Filled(x.Type, 1)], [y])[0] ?? Value.Zeros(y.Type)]);
    }
}
