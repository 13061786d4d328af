using System.Globalization;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;
using Aresta.Peers.Rows;
using TorchSharp;
using DType = Aresta.Tensors.DType;
using Parameter = TorchSharp.Modules.Parameter;
using Shape = Aresta.Tensors.Shape;
using Tensor = Aresta.Tensors.Tensor;
using TensorType = Aresta.Tensors.TensorType;

namespace Aresta.Peers.Learning;

/// <summary>Whether five steps of training, from the same weights on the same batch, lead to the same weights.</summary>
internal static class SameNumbers
{
    private const int Steps = 5;

    private const double Tolerance = 1e-5;

    /// <summary>Prints a row for each layer, optimizer and loss; whether all agree.</summary>
    public static bool Run()
    {
        Console.WriteLine(
            "The largest difference, over five steps in single precision, of any weight (or loss), beside the largest weight (or 1).");
        var agree = true;
        void Row(string kind, string name, double difference)
        {
            agree &= difference <= Tolerance;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind,-10} {name,-34} {difference:0.0e+00}{(difference <= Tolerance ? "" : "  DIFFERENT")}"));
        }

        foreach (var layer in PeerLayers.All)
        {
            Row("layer", layer.Name, Difference(
                layer.Ours, layer.Input, layer.Theirs, new Sgd(0.1), parameters => torch.optim.SGD(parameters, 0.1)));
        }

        foreach (var (name, ours, theirs) in PeerOptimizers.All)
        {
            Row("optimizer", name, Difference(
                new Sequential(new Dense(8, 16), Activation.Tanh, new Dense(16, 4)), TensorType.Float32(32, 8),
                p => new(x => torch.nn.functional.linear(torch.tanh(torch.nn.functional.linear(x, p[0], p[1])), p[2], p[3]), p),
                ours, theirs));
        }

        foreach (var (name, difference) in PeerLosses.Differences())
        {
            Row("loss", name, difference);
        }

        Console.WriteLine(agree ? "All agree." : "Some differ.");
        return agree;
    }

    private static double Difference(
        Layer layer, TensorType type, Func<Parameter[], PeerLayer.Traced> theirs, Optimizer optimizer,
        Func<Parameter[], torch.optim.Optimizer> peer)
    {
        using var scope = torch.NewDisposeScope();
        var random = new Random(3);
        var weights = layer.Initialize(1);
        var batch = type.DType == DType.Int64
            ? Tensor.Of([.. Enumerable.Range(0, type.Shape.Size).Select(_ => (long)random.Next(5))], type.Shape)
            : Draw(type.Shape);
        var output = new Aresta.Learning.Prediction.Predictor(layer, weights, 1).Predict(batch);
        var target = Draw(output.Shape);
        var trainer = new Trainer(layer, CommonLosses.MeanSquared, optimizer, weights, new() { ThreadCount = 1 });
        Parameter[] parameters = [.. layer.Parameters.Select(p => new Parameter(Peer.Of(weights[p.Key]), p.Value.IsTrained))];
        var traced = theirs(parameters);
        Parameter[] trained = [.. traced.Parameters.Where((_, i) => layer.Parameters[i].Value.IsTrained)];
        using var method = peer(trained);
        var (theirBatch, theirTarget) = (Peer.Of(batch), Peer.Of(target));
        var worst = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var ours = trainer.Step(batch, target);
            var loss = 0.0;
            method.step(() =>
            {
                method.zero_grad();
                var value = torch.nn.functional.mse_loss(traced.Forward(theirBatch), theirTarget);
                value.backward();
                loss = value.item<float>();
                return value;
            });
            worst = Math.Max(worst, Math.Abs(ours - loss) / Math.Max(1, Math.Abs(loss)));
            foreach (var ((_, mine), other) in trainer.Weights.Zip(traced.Parameters))
            {
                worst = Math.Max(worst, Apart(mine.AsSpan<float>(), Peer.Numbers(other)));
            }
        }

        return worst;

        Tensor Draw(Shape shape) =>
            Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(_ => (float)((2 * random.NextDouble()) - 1))], shape);
    }

    /// <summary>The largest difference beside the largest number, or beside 1.</summary>
    public static double Apart(ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs)
    {
        var (difference, largest) = (0.0, 1.0);
        for (var i = 0; i < theirs.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(theirs[i]));
            difference = Math.Max(difference, ours.Length == theirs.Length ? Math.Abs(ours[i] - theirs[i]) : double.PositiveInfinity);
        }

        return difference / largest;
    }
}
