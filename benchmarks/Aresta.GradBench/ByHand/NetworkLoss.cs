using Aresta.GradBench.Problems;

namespace Aresta.GradBench.ByHand;

/// <summary>The loss of <see cref="LongShortTermMemory"/> on doubles.</summary>
internal static class NetworkLoss
{
    public static double Of(LongShortTermMemory.Data data)
    {
        var (layers, bits) = (data.Layers, data.Bits);
        var extra = data.Parameters.AsSpan(8 * layers * bits);
        double[] state = [.. data.State];
        var (input, output) = (new double[bits], new double[bits]);
        var total = 0.0;
        for (var t = 0; t < data.Length - 1; t++)
        {
            var now = data.Sequence.AsSpan(t * bits, bits);
            var next = data.Sequence.AsSpan((t + 1) * bits, bits);
            for (var i = 0; i < bits; i++)
                input[i] = now[i] * extra[i];
            for (var layer = 0; layer < layers; layer++)
            {
                var weight = data.Parameters.AsSpan(8 * layer * bits, 4 * bits);
                var bias = data.Parameters.AsSpan((8 * layer + 4) * bits, 4 * bits);
                var hidden = state.AsSpan(2 * layer * bits, bits);
                var cell = state.AsSpan((2 * layer + 1) * bits, bits);
                for (var i = 0; i < bits; i++)
                {
                    var forget = Sigmoid(input[i] * weight[i] + bias[i]);
                    var ingate = Sigmoid(hidden[i] * weight[bits + i] + bias[bits + i]);
                    var outgate = Sigmoid(input[i] * weight[2 * bits + i] + bias[2 * bits + i]);
                    var change = Tanh(hidden[i] * weight[3 * bits + i] + bias[3 * bits + i]);
                    cell[i] = cell[i] * forget + ingate * change;
                    input[i] = hidden[i] = outgate * Tanh(cell[i]);
                }
            }

            var sum = 2.0;
            for (var i = 0; i < bits; i++)
            {
                output[i] = input[i] * extra[bits + i] + extra[2 * bits + i];
                sum += Math.Exp(output[i]);
            }

            var log = Math.Log(sum);
            for (var i = 0; i < bits; i++)
                total += next[i] * (output[i] - log);
        }

        return -total / ((data.Length - 1) * bits);
    }

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>
    /// By the exponential, a third of what <see cref="Math.Tanh"/> takes. Right to an absolute 2⁻⁵³, which is all that sums need.
    /// </summary>
    public static double Tanh(double x) => 1 - 2 / (1 + Math.Exp(2 * x));
}
