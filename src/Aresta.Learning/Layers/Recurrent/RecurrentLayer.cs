using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>
/// A state handed from step to step of a sequence: [examples, steps, inputs] → [examples, steps, width], the state after each step; or
/// only the last one, [examples, width]. A kind of recurrent network states one step; the rest is the same for all.
/// </summary>
public abstract class RecurrentLayer : Layer
{
    private readonly int inputs, budget;
    private readonly bool lastOnly;

    /// <summary>A recurrent layer.</summary>
    /// <param name="inputs">How many numbers go in at each step.</param>
    /// <param name="width">How many the state has.</param>
    /// <param name="gates">How many blocks of <paramref name="width"/> rows the weights have.</param>
    /// <param name="lastOnly">Whether only the state after the last step is the result.</param>
    /// <param name="budget">How many states the reverse pass may store, the first one included; 0 for all.</param>
    private protected RecurrentLayer(int inputs, int width, int gates, bool lastOnly, int budget)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegative(budget);
        (this.inputs, Width, this.lastOnly, this.budget) = (inputs, width, lastOnly, budget);
        var initializer = new FanInUniform(width);
        InputWeight = Trained("input_weight", [gates * width, inputs], initializer);
        StateWeight = Trained("state_weight", [gates * width, width], initializer);
        InputBias = Trained("input_bias", [gates * width], initializer);
        StateBias = Trained("state_bias", [gates * width], initializer);
    }

    /// <summary>How many numbers the state has.</summary>
    public int Width { get; }

    /// <summary>[gates·width, inputs], gate below gate.</summary>
    public Parameter InputWeight { get; }

    /// <summary>[gates·width, width], gate below gate.</summary>
    public Parameter StateWeight { get; }

    /// <summary>[gates·width], added to what the input gives.</summary>
    public Parameter InputBias { get; }

    /// <summary>[gates·width], added to what the state gives.</summary>
    public Parameter StateBias { get; }

    /// <summary>How many values carry over.</summary>
    internal int CarriedCount => 1 + Hidden;

    /// <summary>What carries over beside the state itself: how many more values of its type.</summary>
    private protected virtual int Hidden => 0;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{GetType().Name} {inputs} → {Width}");

    /// <summary>One step: the next state, and what else carries over.</summary>
    /// <param name="fromInput">W·x + b, [examples, gates·width].</param>
    /// <param name="fromState">U·h + c, [examples, gates·width].</param>
    /// <param name="carried">The state, and what else is carried: each [examples, width].</param>
    /// <param name="named">Gives a gate a name, by which its saturation is looked at.</param>
    private protected abstract Value[] Next(Value fromInput, Value fromState, Value[] carried, Func<string, Value, Value> named);

    /// <summary>A gate's numbers: a block of the columns.</summary>
    private protected Value Gate(Value gates, int index) => gates.Slice(-1, index * Width, (index + 1) * Width);

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        if (input.Rank != 3 || input.Shape[2] != inputs)
        {
            throw new GraphException(FormattableString.Invariant($"it takes [examples, steps, {inputs}], but was given {input}."));
        }

        // What does not depend on the state is one product before the loop.
        var rows = input.SwapAxes(0, 1).Affine(pass[InputWeight], pass[InputBias]);
        var zero = Value.Zeros(input.Type with { Shape = [input.Shape[0], Width] });
        var (weight, bias) = (pass[StateWeight], pass[StateBias]);
        var (states, all) = Flow.Scan(
            [.. Enumerable.Repeat(zero, 1 + Hidden)], [rows],
            (carried, row) =>
            {
                carried = [.. carried.Select((value, i) => pass.Named(this, FormattableString.Invariant($"carried{i}"), value))];
                var next = Next(row[0], carried[0].Affine(weight, bias), carried, (name, gate) => pass.Named(this, name, gate));
                next[0] = pass.Named(this, "state", next[0]);
                for (var i = 0; i < Hidden; i++)
                {
                    next[1 + i] = pass.Named(this, "cell", next[1 + i]);
                }

                return (next, lastOnly ? (Value[])[] : [next[0]]);
            },
            budget: budget);
        return lastOnly ? states[0] : all[0].SwapAxes(0, 1);
    }
}
