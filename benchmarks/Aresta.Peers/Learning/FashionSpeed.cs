using System.Diagnostics;
using System.Globalization;
using Aresta.Learning.Data;
using Aresta.Learning.Losses;
using Aresta.Learning.Models;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;
using Aresta.Peers.Rows;
using TorchSharp;
using static TorchSharp.torch;
using Shape = Aresta.Tensors.Shape;

namespace Aresta.Peers.Learning;

/// <summary>
/// Seconds of an epoch of training on Fashion-MNIST, batches of 64, Adam: whole epochs as a user runs them, reading batches included, by
/// turns with the peer.
/// </summary>
internal static class FashionSpeed
{
    private const int BatchSize = 64;

    public static void Run(string? directory, int threads, int epochs)
    {
        var (examples, _) = FashionMnist.Read(directory);
        var (images, labels) = examples.All();
        using var theirImages = Peer.Of(images);
        using var theirLabels = Peer.Of(labels);
        Console.WriteLine("Seconds of the processor for an epoch of 60,000 images, the least of some; in brackets by the clock.");
        foreach (var (name, text) in new[] { ("mlp 784-256-128-10", "mlp:256,128"), ("cnn 32, 64, with batch norm and dropout", "cnn") })
        {
            var model = ModelText.Parse(text, Shape.Create([784]), 10);
            var trainer = new Trainer(model, CommonLosses.CrossEntropy, new Adam(), options: new() { ThreadCount = threads });
            using var module = text == "cnn" ? Convolutional() : Perceptron();
            using var optimizer = optim.Adam(module.parameters(), 1e-3);
            module.train();
            List<(double, double)> ours = [], theirs = [];
            using var run = trainer.Fit(examples, new() { Epochs = epochs + 1, BatchSize = BatchSize }).GetEnumerator();
            for (var epoch = 0; epoch <= epochs; epoch++)
            {
                var mine = Timed(() => run.MoveNext());
                var other = Timed(() => Epoch(module, optimizer, theirImages, theirLabels));
                if (epoch > 0)
                {
                    ours.Add(mine);
                    theirs.Add(other);
                }
            }

            var (a, b) = (ours.Min(), theirs.Min());
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-40} ours {a.Item1:0.00} ({a.Item2:0.00})  TorchSharp {b.Item1:0.00} ({b.Item2:0.00})  ")
                + string.Create(CultureInfo.InvariantCulture, $"ratio {a.Item1 / b.Item1:0.00}"));
        }
    }

    /// <summary>Seconds of the processor, and by the clock.</summary>
    public static (double Processor, double Clock) Timed(Action run)
    {
        var (before, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        run();
        return ((Environment.CpuUsage.TotalTime - before).TotalSeconds, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static void Epoch(
        nn.Module<torch.Tensor, torch.Tensor> module, optim.Optimizer optimizer, torch.Tensor images, torch.Tensor labels)
    {
        var count = labels.shape[0];
        using var outer = NewDisposeScope();
        var order = randperm(count);
        for (var at = 0L; at < count; at += BatchSize)
        {
            using var scope = NewDisposeScope();
            var rows = order.slice(0, at, Math.Min(count, at + BatchSize), 1);
            optimizer.zero_grad();
            nn.functional.cross_entropy(module.call(images.index_select(0, rows)), labels.index_select(0, rows)).backward();
            optimizer.step();
        }
    }

    private static nn.Module<torch.Tensor, torch.Tensor> Perceptron() => nn.Sequential(
        nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(), nn.Linear(128, 10));

    private static nn.Module<torch.Tensor, torch.Tensor> Convolutional() => nn.Sequential(
        nn.Unflatten(1, [1, 28, 28]),
        nn.Conv2d(1, 32, 3, padding: 1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3, padding: 1), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Dropout(0.25), nn.Linear(64 * 7 * 7, 128), nn.ReLU(), nn.Dropout(0.25), nn.Linear(128, 10));
}
