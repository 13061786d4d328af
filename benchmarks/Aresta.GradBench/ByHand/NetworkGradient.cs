using Aresta.GradBench.Problems;

namespace Aresta.GradBench.ByHand;

/// <summary>The gradient of <see cref="NetworkLoss"/>: gates and states of each step are kept for the way back.</summary>
internal sealed class NetworkGradient(LongShortTermMemory.Data data) : IByHand
{
    /// <summary>Kept of a cell: input, hidden and cell before, forget, ingate, outgate, change, and tanh of the cell behind.</summary>
    private const int Kept = 8;

    private readonly double[] gradient = new double[data.Parameters.Length];
    private readonly double[] kept = new double[Kept * (data.Length - 1) * data.Layers * data.Bits];
    private readonly double[] outputs = new double[(data.Length - 1) * data.Bits];
    private readonly double[] exponentials = new double[(data.Length - 1) * data.Bits];
    private readonly double[] sums = new double[data.Length - 1];
    private readonly double[] state = new double[data.State.Length];
    private readonly double[] ofState = new double[data.State.Length];
    private readonly double[] row = new double[data.Bits];

    public ReadOnlySpan<double> Derivative => gradient;

    public void Differentiate()
    {
        Forward();
        Array.Clear(gradient);
        Array.Clear(ofState);
        for (var t = data.Length - 2; t >= 0; t--)
            Back(t);
    }

    private Span<double> Cell(int t, int layer) =>
        kept.AsSpan((t * data.Layers + layer) * Kept * data.Bits, Kept * data.Bits);

    private void Forward()
    {
        var (layers, bits) = (data.Layers, data.Bits);
        var extra = data.Parameters.AsSpan(8 * layers * bits);
        data.State.CopyTo(state, 0);
        for (var t = 0; t < data.Length - 1; t++)
        {
            for (var i = 0; i < bits; i++)
                row[i] = data.Sequence[t * bits + i] * extra[i];
            for (var layer = 0; layer < layers; layer++)
                Step(data.Parameters.AsSpan(8 * layer * bits, 8 * bits), state.AsSpan(2 * layer * bits, 2 * bits), Cell(t, layer));
            sums[t] = 2;
            for (var i = 0; i < bits; i++)
            {
                outputs[t * bits + i] = row[i];
                sums[t] += exponentials[t * bits + i] = Math.Exp(row[i] * extra[bits + i] + extra[2 * bits + i]);
            }
        }
    }

    private void Step(ReadOnlySpan<double> parameters, Span<double> state, Span<double> cell)
    {
        var bits = row.Length;
        for (var i = 0; i < bits; i++)
        {
            var (input, hidden, before) = (row[i], state[i], state[bits + i]);
            var forget = NetworkLoss.Sigmoid(input * parameters[i] + parameters[4 * bits + i]);
            var ingate = NetworkLoss.Sigmoid(hidden * parameters[bits + i] + parameters[5 * bits + i]);
            var outgate = NetworkLoss.Sigmoid(input * parameters[2 * bits + i] + parameters[6 * bits + i]);
            var change = NetworkLoss.Tanh(hidden * parameters[3 * bits + i] + parameters[7 * bits + i]);
            var behind = before * forget + ingate * change;
            var tanh = NetworkLoss.Tanh(behind);
            row[i] = state[i] = outgate * tanh;
            state[bits + i] = behind;
            (cell[i], cell[bits + i], cell[2 * bits + i], cell[3 * bits + i]) = (input, hidden, before, forget);
            (cell[4 * bits + i], cell[5 * bits + i], cell[6 * bits + i], cell[7 * bits + i]) = (ingate, outgate, change, tanh);
        }
    }

    private void Back(int t)
    {
        var (layers, bits) = (data.Layers, data.Bits);
        var extra = data.Parameters.AsSpan(8 * layers * bits);
        var ofExtra = gradient.AsSpan(8 * layers * bits);
        var scale = -1.0 / ((data.Length - 1) * bits);
        var total = 0.0;
        for (var i = 0; i < bits; i++)
            total += data.Sequence[(t + 1) * bits + i];
        for (var i = 0; i < bits; i++)
        {
            var ofOutput = scale * (data.Sequence[(t + 1) * bits + i] - total / sums[t] * exponentials[t * bits + i]);
            ofExtra[bits + i] += ofOutput * outputs[t * bits + i];
            ofExtra[2 * bits + i] += ofOutput;
            row[i] = ofOutput * extra[bits + i];
        }

        for (var layer = layers - 1; layer >= 0; layer--)
            StepBack(
                data.Parameters.AsSpan(8 * layer * bits, 8 * bits), gradient.AsSpan(8 * layer * bits, 8 * bits),
                ofState.AsSpan(2 * layer * bits, 2 * bits), Cell(t, layer));
        for (var i = 0; i < bits; i++)
            ofExtra[i] += row[i] * data.Sequence[t * bits + i];
    }

    private void StepBack(ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> ofState, ReadOnlySpan<double> cell)
    {
        var bits = row.Length;
        for (var i = 0; i < bits; i++)
        {
            var (input, hidden, before, forget) = (cell[i], cell[bits + i], cell[2 * bits + i], cell[3 * bits + i]);
            var (ingate, outgate, change, tanh) = (cell[4 * bits + i], cell[5 * bits + i], cell[6 * bits + i], cell[7 * bits + i]);
            var ofHidden = row[i] + ofState[i];
            var ofCell = ofState[bits + i] + ofHidden * outgate * (1 - tanh * tanh);
            var ofForget = ofCell * before * forget * (1 - forget);
            var ofIngate = ofCell * change * ingate * (1 - ingate);
            var ofOutgate = ofHidden * tanh * outgate * (1 - outgate);
            var ofChange = ofCell * ingate * (1 - change * change);
            gradient[i] += ofForget * input;
            gradient[bits + i] += ofIngate * hidden;
            gradient[2 * bits + i] += ofOutgate * input;
            gradient[3 * bits + i] += ofChange * hidden;
            gradient[4 * bits + i] += ofForget;
            gradient[5 * bits + i] += ofIngate;
            gradient[6 * bits + i] += ofOutgate;
            gradient[7 * bits + i] += ofChange;
            row[i] = ofForget * parameters[i] + ofOutgate * parameters[2 * bits + i];
            ofState[i] = ofIngate * parameters[bits + i] + ofChange * parameters[3 * bits + i];
            ofState[bits + i] = ofCell * forget;
        }
    }
}
