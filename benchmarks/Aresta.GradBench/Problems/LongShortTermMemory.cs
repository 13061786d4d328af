using System.Text.Json;
using Aresta.GradBench.ByHand;
using Aresta.Numerics;
using Aresta.Numerics.Framework;
using static Aresta.Numerics.Elementary;

namespace Aresta.GradBench.Problems;

/// <summary>
/// The loss of a recurrent network on a sequence, each bit by itself; the gradient with respect to its parameters by a tape.
/// </summary>
internal sealed class LongShortTermMemory(LongShortTermMemory.Data data) : Problem
{
    private readonly double[] gradient = new double[data.Parameters.Length];
    private double primal;

    /// <summary>The network.</summary>
    /// <param name="Layers">Layers.</param>
    /// <param name="Bits">Numbers in each.</param>
    /// <param name="Parameters">
    /// A row of weights and one of biases for each layer, four blocks of bits each (forget, ingate, outgate, change); then the weights of
    /// the input, and weights and biases of the output.
    /// </param>
    /// <param name="State">For each layer, hidden and cell at first.</param>
    /// <param name="Sequence">The sequence, length × bits.</param>
    internal sealed record Data(int Layers, int Bits, double[] Parameters, double[] State, double[] Sequence)
    {
        /// <summary>How many rows the sequence has.</summary>
        public int Length => Sequence.Length / Bits;
    }

    public override ReadOnlySpan<double> Primal => new(ref primal);

    public override ReadOnlySpan<double> Derivative => gradient;

    public static LongShortTermMemory Read(JsonElement input) => new(new(
        input.GetProperty("main_params").GetArrayLength() / 2, input.GetProperty("extra_params")[0].GetArrayLength(),
        [.. input.Numbers("main_params"), .. input.Numbers("extra_params")], input.Numbers("state"), input.Numbers("sequence")));

    public override void Evaluate() => primal = NetworkLoss.Of(data);

    public override void Differentiate() => Derivatives.Gradient(new Loss(data), data.Parameters, gradient);

    private readonly struct Loss(Data data) : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> parameters) where T : IFrameworkNumber<T>
        {
            var (layers, bits) = (data.Layers, data.Bits);
            var extra = parameters[(8 * layers * bits)..];
            var state = new T[2 * layers * bits];
            for (var i = 0; i < state.Length; i++)
                state[i] = T.Constant(data.State[i]);
            var (input, output) = (new T[bits], new T[bits]);
            var total = T.Constant(0);
            for (var t = 0; t < data.Length - 1; t++)
            {
                for (var i = 0; i < bits; i++)
                    input[i] = data.Sequence[t * bits + i] * extra[i];
                for (var layer = 0; layer < layers; layer++)
                    Step(parameters.Slice(8 * layer * bits, 8 * bits), state.AsSpan(2 * layer * bits, 2 * bits), input);
                var sum = T.Constant(2);
                for (var i = 0; i < bits; i++)
                {
                    output[i] = input[i] * extra[bits + i] + extra[2 * bits + i];
                    sum += Exp(output[i]);
                }

                var log = Log(sum);
                for (var i = 0; i < bits; i++)
                    total += data.Sequence[(t + 1) * bits + i] * (output[i] - log);
            }

            return -total / ((data.Length - 1) * bits);
        }

        private static void Step<T>(ReadOnlySpan<T> layer, Span<T> state, Span<T> input) where T : IFrameworkNumber<T>
        {
            var bits = input.Length;
            var weight = layer[..(4 * bits)];
            var bias = layer[(4 * bits)..];
            for (var i = 0; i < bits; i++)
            {
                var (hidden, cell) = (state[i], state[bits + i]);
                var forget = Sigmoid(input[i] * weight[i] + bias[i]);
                var ingate = Sigmoid(hidden * weight[bits + i] + bias[bits + i]);
                var outgate = Sigmoid(input[i] * weight[2 * bits + i] + bias[2 * bits + i]);
                var change = Tanh(hidden * weight[3 * bits + i] + bias[3 * bits + i]);
                cell = cell * forget + ingate * change;
                hidden = outgate * Tanh(cell);
                (state[i], state[bits + i], input[i]) = (hidden, cell, hidden);
            }
        }
    }
}
