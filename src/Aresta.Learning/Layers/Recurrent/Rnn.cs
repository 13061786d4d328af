using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Layers;

/// <summary>The plain recurrent network (Elman 1990): h ← tanh(W·x + b + U·h + c).</summary>
/// <param name="inputs">How many numbers go in at each step.</param>
/// <param name="width">How many the state has.</param>
/// <param name="lastOnly">Whether only the state after the last step is the result.</param>
/// <param name="budget">How many states the reverse pass may store, the first one included; 0 for all.</param>
public sealed class Rnn(int inputs, int width, bool lastOnly = false, int budget = 0)
    : RecurrentLayer(inputs, width, 1, lastOnly, budget)
{
    private protected override Value[] Next(Value fromInput, Value fromState, Value[] carried, Func<string, Value, Value> named) =>
        [Tanh(fromInput + fromState)];
}
