using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Layers;

/// <summary>
/// The gated recurrent unit (Cho et al. 2014), in the form with the reset gate behind the product: h ← (1 − z)·n + z·h with
/// r, z = σ(…) and n = tanh(W·x + b + r·(U·h + c)). Gates stand in the order r, z, n.
/// </summary>
/// <param name="inputs">How many numbers go in at each step.</param>
/// <param name="width">How many the state has.</param>
/// <param name="lastOnly">Whether only the state after the last step is the result.</param>
/// <param name="budget">How many states the reverse pass may store, the first one included; 0 for all.</param>
public sealed class Gru(int inputs, int width, bool lastOnly = false, int budget = 0)
    : RecurrentLayer(inputs, width, 3, lastOnly, budget)
{
    private protected override Value[] Next(Value fromInput, Value fromState, Value[] carried, Func<string, Value, Value> named)
    {
        var reset = named("reset_gate", Sigmoid(Gate(fromInput, 0) + Gate(fromState, 0)));
        var update = named("update_gate", Sigmoid(Gate(fromInput, 1) + Gate(fromState, 1)));
        var proposed = Tanh(Gate(fromInput, 2) + (reset * Gate(fromState, 2)));
        return [((1 - update) * proposed) + (update * carried[0])];
    }
}
