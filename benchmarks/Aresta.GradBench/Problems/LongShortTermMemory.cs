using System.Text.Json;
using Aresta.Execution;
using Aresta.Functions;
using Aresta.GradBench.ByHand;
using Aresta.Graphs;
using Aresta.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.GradBench.Problems;

/// <summary>
/// The loss of a recurrent network on a sequence. Its bits meet only in the loss: so what they give is a program of one bit, recorded once
/// and replayed for sixteen at a time, and the loss is a graph of that. Backwards, the gradient of the graph is what the program pulls
/// back.
/// </summary>
internal sealed class LongShortTermMemory(LongShortTermMemory.Data data) : Problem
{
    private const int Lanes = Sixteen.Count;

    private readonly double[] gradient = new double[data.Parameters.Length];
    private readonly Sixteen[] outputs = new Sixteen[data.Length - 1];
    private double primal;
    private PlanMemory? loss;
    private ScalarReplay<Sixteen>[] replays = [];
    private Sixteen[][] inputs = [];
    private Sixteen[] ofInputs = [];

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

    /// <summary>How many parameters a bit has.</summary>
    private int OfBit => 8 * data.Layers + 3;

    public static LongShortTermMemory Read(JsonElement input) => new(new(
        input.GetProperty("main_params").GetArrayLength() / 2, input.GetProperty("extra_params")[0].GetArrayLength(),
        [.. input.Numbers("main_params"), .. input.Numbers("extra_params")], input.Numbers("state"), input.Numbers("sequence")));

    public override void Prepare()
    {
        var (steps, bits) = (data.Length - 1, data.Bits);
        loss = Compile(Gradient.Of(Graph.Trace(Loss, TensorType.Float64(bits, steps), TensorType.Float64(bits, steps)), 0));
        var next = loss.Input<double>(1);
        for (var t = 0; t < steps; t++)
            for (var i = 0; i < bits; i++)
                next[i * steps + t] = data.Sequence[(t + 1) * bits + i];
        var program = Record();
        var groups = (bits + Lanes - 1) / Lanes;
        replays = [.. Enumerable.Range(0, groups).Select(_ => program.Start())];
        ofInputs = new Sixteen[program.InputCount];
        inputs = [.. Enumerable.Range(0, groups).Select(_ => new Sixteen[program.InputCount])];
        for (var group = 0; group < groups; group++)
        {
            Rows(data.State, group * Lanes, inputs[group].AsSpan(OfBit, 2 * data.Layers));
            Rows(data.Sequence.AsSpan(0, steps * bits), group * Lanes, inputs[group].AsSpan(OfBit + 2 * data.Layers));
        }
    }

    public override void Evaluate() => primal = NetworkLoss.Of(data);

    public override void Differentiate()
    {
        Span<double> lanes = stackalloc double[Lanes];
        var y = loss!.Input<double>(0);
        var ofY = loss.Output<double>(0);
        for (var group = 0; group < replays.Length; group++)
        {
            var width = Math.Min(Lanes, data.Bits - group * Lanes);
            Rows(data.Parameters, group * Lanes, inputs[group].AsSpan(0, OfBit));
            replays[group].Run(inputs[group], outputs);
            for (var t = 0; t < outputs.Length; t++)
            {
                outputs[t].CopyTo(lanes);
                for (var i = 0; i < width; i++)
                    y[(group * Lanes + i) * outputs.Length + t] = lanes[i];
            }
        }

        loss.Run();
        for (var group = 0; group < replays.Length; group++)
        {
            var width = Math.Min(Lanes, data.Bits - group * Lanes);
            lanes.Clear();
            for (var t = 0; t < outputs.Length; t++)
            {
                for (var i = 0; i < width; i++)
                    lanes[i] = ofY[(group * Lanes + i) * outputs.Length + t];
                outputs[t] = Sixteen.From(lanes);
            }

            replays[group].Pull(outputs, ofInputs);
            for (var row = 0; row < OfBit; row++)
            {
                ofInputs[row].CopyTo(lanes);
                lanes[..width].CopyTo(gradient.AsSpan(row * data.Bits + group * Lanes));
            }
        }
    }

    /// <summary>The program of one bit: from its parameters, first states and sequence to what it gives at each step.</summary>
    private ScalarProgram<Sixteen> Record()
    {
        var trace = new Trace<Sixteen>();
        var outputs = new Traced<Sixteen>[data.Length - 1];
        Traced<Sixteen>[] parameters = Inputs(OfBit), state = Inputs(2 * data.Layers), sequence = Inputs(data.Length - 1);
        Outputs<Traced<Sixteen>>(parameters, state, sequence, outputs);
        return trace.Compile(outputs);

        Traced<Sixteen>[] Inputs(int count) => [.. Enumerable.Range(0, count).Select(_ => trace.Input(default))];
    }

    /// <summary>What a bit gives at each step.</summary>
    private static void Outputs<T>(ReadOnlySpan<T> parameters, Span<T> state, ReadOnlySpan<T> sequence, Span<T> outputs)
        where T : IElementary<T>
    {
        var (input, weight, bias) = (parameters[^3], parameters[^2], parameters[^1]);
        for (var t = 0; t < sequence.Length; t++)
        {
            var x = sequence[t] * input;
            for (var layer = 0; layer < state.Length; layer += 2)
            {
                var own = parameters.Slice(4 * layer, 8);
                var (hidden, cell) = (state[layer], state[layer + 1]);
                var forget = Sigmoid(x * own[0] + own[4]);
                var ingate = Sigmoid(hidden * own[1] + own[5]);
                var outgate = Sigmoid(x * own[2] + own[6]);
                var change = Tanh(hidden * own[3] + own[7]);
                cell = cell * forget + ingate * change;
                x = outgate * Tanh(cell);
                (state[layer], state[layer + 1]) = (x, cell);
            }

            outputs[t] = x * weight + bias;
        }
    }

    /// <summary>The loss, from what the network gives at each step and what comes next: a row for each bit.</summary>
    private static Value Loss(Value outputs, Value next)
    {
        var log = Log(2 + Exp(outputs).Sum([0]));
        return -(next * (outputs - log)).Mean();
    }

    /// <summary>Sixteen columns of a matrix with as many columns as there are bits, row by row; zeros beyond the last.</summary>
    private void Rows(ReadOnlySpan<double> matrix, int column, Span<Sixteen> rows)
    {
        Span<double> lanes = stackalloc double[Lanes];
        lanes.Clear();
        var width = Math.Min(Lanes, data.Bits - column);
        for (var row = 0; row < rows.Length; row++)
        {
            matrix.Slice(row * data.Bits + column, width).CopyTo(lanes);
            rows[row] = Sixteen.From(lanes);
        }
    }
}
