using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;
using static TorchSharp.torch;
using DType = Aresta.Tensors.DType;
using Shape = Aresta.Tensors.Shape;

namespace Aresta.Peers.Models;

/// <summary>A layer of long short-term memory over a sequence, and the mean squared error of all its states.</summary>
/// <remarks>What does not depend on the state is one product before the loop, as in the peer.</remarks>
internal sealed class Recurrent(int steps, int batch) : Model
{
    private const int Inputs = 64, Width = 128;

    public override string Name => $"lstm {Inputs}-{Width}, {steps} steps, batch {batch}";

    public override string Python => $"lstm {steps} {batch}";

    public override Shape[] Parameters => [[4 * Width, Inputs], [4 * Width, Width], [4 * Width], [4 * Width]];

    public override TensorType[] Data => [Of(steps, batch, Inputs), Of(steps, batch, Width)];

    public override double Operations => 2.0 * steps * batch * 4 * Width * ((2 * Inputs) + (3 * Width));

    public override double Target => 0.75;

    public override Model Double => new Recurrent(steps, batch) { DType = DType.Float64 };

    public override Value Loss(Value[] p, Value[] data)
    {
        var zero = Value.Zeros(Of(batch, Width));
        var projected = data[0].Affine(p[0], p[2] + p[3]);
        var (_, rows) = Flow.Scan([zero, zero], [projected], (state, row) =>
        {
            var gates = row[0] + state[0].Affine(p[1]);
            Value Gate(int i) => gates.Slice(1, i * Width, (i + 1) * Width);
            var cell = (Sigmoid(Gate(1)) * state[1]) + (Sigmoid(Gate(0)) * Tanh(Gate(2)));
            var output = Sigmoid(Gate(3)) * Tanh(cell);
            return ((output, cell), output);
        });
        return RegressionLosses.MeanSquaredError(rows[0], data[1]);
    }

    public override nn.Module Module() => nn.LSTM(Inputs, Width);

    public override TorchSharp.torch.Tensor Loss(nn.Module module, TorchSharp.torch.Tensor[] data) =>
        nn.functional.mse_loss(((TorchSharp.Modules.LSTM)module).call(data[0]).Item1, data[1]);
}
