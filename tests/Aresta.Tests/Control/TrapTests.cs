using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>
/// Derivatives taken inside of what is differentiated, where systems confuse one perturbation with another (Siskind and Pearlmutter 2005;
/// Manzyuk and others 2019): here inside bodies of calls, choices and loops. Each is held against the same function written without them.
/// </summary>
public class TrapTests
{
    public static TheoryData<string> Names => [.. Traps.Keys];

    private static readonly Dictionary<string, (Func<Value[], Value> Trap, Func<Value[], Value> Plain)> Traps = new()
    {
        // d/dx [x · d/dy (x + y)]: the inner derivative is 1, whatever x does.
        ["x times the slope of x + y"] = (
            v => v[0] * Slope(y => v[0] + y, Value.Constant(Tensor.Scalar(1.0))),
            v => v[0]),
        ["in a call"] = (
            v => Flow.Call(x => x[0] * Slope(y => x[0] * y * y, x[0]), [v[0]])[0],
            v => 2 * v[0] * v[0] * v[0]),
        ["in a branch, closing over"] = (
            v => Flow.If(v[0] > -99, () => v[0] * Slope(y => Sin(v[0] * y), v[1]), () => v[0]),
            v => v[0] * v[0] * Cos(v[0] * v[1])),
        ["in a scan, by an own variable"] = (
            v => Scan(v[0], s => Slope(y => Sin(s * y) * v[1], s)),
            v => Twice(v[0], s => s * Cos(s * s) * v[1])),
        ["in a scan, by the state"] = (
            v => Scan(v[0], s => Gradient.Of(Sin(s * v[1]) * s, s)[0]),
            v => Twice(v[0], s => Sin(s * v[1]) + (s * v[1] * Cos(s * v[1])))),
        ["in a scan, by what it closes over"] = (
            v => Scan(v[0], s => Gradient.Of(Sin(s * v[1]), v[1])[0]),
            v => Twice(v[0], s => s * Cos(s * v[1]))),
        ["in the condition of a while"] = (
            v => Flow.While([v[0], 0.0], s => s[1] < Slope(y => v[0] + (2 * y), s[1]), s => (s[0] * Sin(s[0] + v[1]), s[1] + 1))[0],
            v => Twice(v[0], s => s * Sin(s + v[1]))),
        ["in a while in a derivative"] = (
            v => Slope(z => Flow.While([z, 0.0], s => s[1] < 2, s => (Slope(y => y * s[0] * y * z, s[0]), s[1] + 1))[0], v[0]) * v[1],
            v => 28 * Power(v[0], 6) * v[1] * 2),
        ["by descent along gradients"] = (
            v => Scan(0.5, s => s - (v[1] * 0.1 * Slope(t => (0.5 * Square(t - v[0])) + (0.25 * Power(t, 4)), s))),
            v => Twice(0.5, t => t - (v[1] * 0.1 * (t - v[0] + (t * t * t))))),
        ["by Newton's descent"] = (
            v => Flow.While(
                [0.5, 0.0], s => s[1] < 2,
                s => (s[0] - (Slope(t => Loss(t, v[0]), s[0]) / Slope(t => Slope(u => Loss(u, v[0]), t), s[0])), s[1] + 1))[0] + v[1],
            v => Twice(0.5, t => t - (((4 * t * t * t) + t - v[0]) / ((12 * t * t) + 1))) + v[1]),

        // The derivative of a derivative of shifted functions is the second derivative (the amazing bug).
        ["shifted twice, through calls"] = (
            v => ShiftSlope(ShiftSlope(y => Exp(2 * y)))(v[0]) + v[1],
            v => (4 * Exp(2 * v[0])) + v[1]),
        ["forward in reverse in a loop"] = (
            v => Scan(v[0], s => Sweeps.Forward([s], [v[1]], [Gradient.Of(Sin(s) * v[1], s)[0]])[0]!.Value),
            v => Twice(v[0], s => -Sin(s) * v[1] * v[1])),
    };

    [Theory, MemberData(nameof(Names))]
    public void Nested_derivatives_are_those_of_the_plain_function(string name)
    {
        TensorType[] types = [TensorType.Float64(), TensorType.Float64()];
        var (trap, plain) = (Graph.Trace(v => Traps[name].Trap(v), types), Graph.Trace(v => Traps[name].Plain(v), types));
        Tensor[] at = [0.7, 0.9];
        trap.Verify();
        Assert.Equal(trap, Graph.Parse(trap.Print()));
        Numbers.Close(Numbers.Run(plain, at), Numbers.Run(trap, at), 1e-13);
        Numbers.Close(Numbers.Run(Gradient.Of(plain), at), Numbers.Run(Gradient.Of(trap), at), 1e-12);
        Numbers.Close(
            Numbers.Run(Pushforward.Of(Pushforward.Of(plain)), [.. at, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]),
            Numbers.Run(Pushforward.Of(Pushforward.Of(trap)), [.. at, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]), 1e-12);
        Numbers.Close(
            Numbers.Run(HessianVectorProduct.Of(plain), [.. at, 0.3, 0.4]),
            Numbers.Run(HessianVectorProduct.Of(trap), [.. at, 0.3, 0.4]), 1e-12);
        Numbers.Close(
            Numbers.Run(Gradient.Of(Gradient.Of(plain), null, 0), at), Numbers.Run(Gradient.Of(Gradient.Of(trap), null, 0), at), 1e-12);
    }

    private static Value Loss(Value t, Value x) => Power(t, 4) + (0.5 * Square(t)) - (x * t);

    private static Value Scan(Value first, Func<Value, Value> step) =>
        Flow.Scan([first], [], (s, _) => (step(s[0]), Array.Empty<Value>()), length: 2).States[0];

    private static Value Twice(Value x, Func<Value, Value> f) => f(f(x));

    // f′(x), of a variable of its own.
    private static Value Slope(Func<Value, Value> f, Value x)
    {
        var y = x * 1.0;
        return Gradient.Of(f(y), y)[0];
    }

    // y ↦ d/du f(y + u) at u = 0.
    private static Func<Value, Value> ShiftSlope(Func<Value, Value> f) => y =>
    {
        var u = Value.Constant(Tensor.Scalar(0.0));
        return Gradient.Of(Flow.Call(v => f(v[0] + v[1]), [y, u])[0], u)[0];
    };
}
