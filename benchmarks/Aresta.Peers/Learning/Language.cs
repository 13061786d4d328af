using System.Globalization;
using Aresta.Learning.Data;
using Aresta.Learning.Losses;
using Aresta.Learning.Models;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Schedules;
using Aresta.Learning.Training;
using Aresta.Peers.Rows;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;
using Parameter = TorchSharp.Modules.Parameter;

namespace Aresta.Peers.Learning;

/// <summary>
/// Models of the characters of a text, an LSTM and a small transformer, both from the same weights on the same batches with the same rates
/// as the peer's: bits per character on the last tenth.
/// </summary>
internal static class Language
{
    private const int Length = 64, BatchSize = 32, Width = 128;

    public static void Run(string file, int threads, int epochs)
    {
        var text = TextFile.Read(file);
        int[] all = [.. text.Symbols];
        var held = all.Length / 10;
        var (train, test) = (new Sequences(all.AsSpan(..^held), Length, seed: 0), new Sequences(all.AsSpan(^held..), Length));
        var symbols = text.Alphabet.Count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{all.Length} characters, {symbols} different; windows of {Length}, batches of {BatchSize}, {epochs} epochs; ")
            + "the last tenth is held back.");
        foreach (var (name, rate) in new[] { ($"lstm:{Width}", 3e-3), ($"transformer:{Width}", 1e-3) })
        {
            var model = ModelText.ParseLanguage(name, Length, symbols);
            var batches = new Batches(train, BatchSize, seed: 0);
            var schedule = new OneCycle((long)epochs * batches.Count);
            var weights = model.Initialize(0);
            var trainer = new Trainer(
                model, CommonLosses.CrossEntropy, new Adam(rate), weights, new() { ThreadCount = threads, Schedule = schedule });
            using var module = name.StartsWith("lstm", StringComparison.Ordinal) ? nn.LSTM(Width, Width, batchFirst: true) : null;
            Parameter[] p = [.. model.Parameters.Select(each => new Parameter(Peer.Of(weights[each.Key])))];
            if (module is not null)
            {
                Parameter[] own = [.. module.parameters()];
                using (no_grad())
                {
                    for (var i = 0; i < own.Length; i++)
                    {
                        own[i].copy_(p[1 + i]);
                        p[1 + i] = own[i];
                    }
                }
            }

            torch.Tensor Forward(torch.Tensor x) => module is not null ? Lstm(module, p, x) : Transformer(p, x);
            using var optimizer = optim.Adam(p, rate);
            var (ours, theirs) = ((Processor: 0.0, Clock: 0.0), (Processor: 0.0, Clock: 0.0));
            using var run = trainer.Fit(train, new() { Epochs = epochs, BatchSize = BatchSize }).GetEnumerator();
            var step = 0L;
            for (var epoch = 1; epoch <= epochs; epoch++)
            {
                ours = Add(ours, FashionSpeed.Timed(() => run.MoveNext()));
                theirs = Add(theirs, FashionSpeed.Timed(() =>
                {
                    foreach (var (inputs, targets) in batches.Epoch(epoch))
                    {
                        using var scope = NewDisposeScope();
                        foreach (var group in optimizer.ParamGroups)
                        {
                            group.LearningRate = rate * schedule.Factor(step + 1);
                        }

                        step++;
                        optimizer.zero_grad();
                        Loss(Forward(Peer.Of(inputs)), Peer.Of(targets)).backward();
                        optimizer.step();
                    }
                }));
            }

            var (sum, count) = (0.0, 0L);
            foreach (var (inputs, targets) in new Batches(test, BatchSize).Epoch(0))
            {
                using var scope = NewDisposeScope();
                using var mode = no_grad();
                sum += Loss(Forward(Peer.Of(inputs)), Peer.Of(targets)).item<float>() * inputs.Shape[0];
                count += inputs.Shape[0];
            }

            var (bits, theirBits) = (trainer.Evaluate(test).Loss / Math.Log(2), sum / count / Math.Log(2));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-16} bits per character: ours {bits:0.0000}, TorchSharp {theirBits:0.0000}; ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"seconds an epoch of the processor (by the clock): {ours.Processor / epochs:0.0} ({ours.Clock / epochs:0.0}), ")
                + string.Create(CultureInfo.InvariantCulture, $"{theirs.Processor / epochs:0.0} ({theirs.Clock / epochs:0.0})"));
        }
    }

    private static (double, double) Add((double, double) a, (double, double) b) => (a.Item1 + b.Item1, a.Item2 + b.Item2);

    private static torch.Tensor Loss(torch.Tensor scores, torch.Tensor targets) =>
        cross_entropy(scores.view(-1, scores.shape[2]), targets.view(-1));

    private static torch.Tensor Embedded(torch.Tensor table, torch.Tensor x) =>
        table.index_select(0, x.flatten()).view(x.shape[0], x.shape[1], Width);

    private static torch.Tensor Lstm(TorchSharp.Modules.LSTM module, Parameter[] p, torch.Tensor x) =>
        linear(module.call(Embedded(p[0], x)).Item1, p[5], p[6]);

    // Embedding, positions, two blocks of sixteen parameters each, norm, scores.
    private static torch.Tensor Transformer(Parameter[] p, torch.Tensor x)
    {
        var y = Embedded(p[0], x) + p[1];
        y = PeerLayers.Block(y, p[2..18], 4, causal: true);
        y = PeerLayers.Block(y, p[18..34], 4, causal: true);
        return linear(layer_norm(y, [Width], p[34], p[35]), p[36], p[37]);
    }
}
