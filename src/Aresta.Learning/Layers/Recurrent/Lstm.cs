using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Layers;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000): a cell c that gates add to and
/// take from, c ← f·c + i·g, h ← o·tanh c, with i, f, o = σ(…) and g = tanh(…) of W·x + b + U·h + c₀. Gates stand in the order i, f, g, o.
/// </summary>
/// <param name="inputs">How many numbers go in at each step.</param>
/// <param name="width">How many the state has.</param>
/// <param name="lastOnly">Whether only the state after the last step is the result.</param>
/// <param name="budget">How many states the reverse pass may store, the first one included; 0 for all.</param>
public sealed class Lstm(int inputs, int width, bool lastOnly = false, int budget = 0)
    : RecurrentLayer(inputs, width, 4, lastOnly, budget)
{
    private protected override int Hidden => 1;

    private protected override Value[] Next(Value fromInput, Value fromState, Value[] carried, Func<string, Value, Value> named)
    {
        var gates = fromInput + fromState;
        var (input, forget) = (named("input_gate", Sigmoid(Gate(gates, 0))), named("forget_gate", Sigmoid(Gate(gates, 1))));
        var cell = (forget * carried[1]) + (input * Tanh(Gate(gates, 2)));
        return [named("output_gate", Sigmoid(Gate(gates, 3))) * Tanh(cell), cell];
    }
}
