using System.Globalization;
using Aresta.GradBench.ByHand;
using Aresta.GradBench.Problems;

namespace Aresta.GradBench.AdBench;

/// <summary>An instance of one of ADBench's four problems.</summary>
/// <param name="Objective">gmm, ba, lstm or hand.</param>
/// <param name="Name">Its files' name.</param>
/// <param name="Create">The problem, and its derivative by hand.</param>
/// <param name="Order">Where in our derivative each number of ADBench's stands; the same places where it is null.</param>
internal sealed record Instance(string Objective, string Name, Func<(Problem Problem, IByHand ByHand)> Create, Func<int[]>? Order = null)
{
    /// <summary>Whether it is so small that its times mean nothing.</summary>
    public bool IsTest => Name.EndsWith("_test", StringComparison.Ordinal);

    /// <summary>The largest bundle adjustment: its Jacobian takes half a gigabyte.</summary>
    private const int MostObservations = 1_300_000;

    /// <summary>All instances of a folder with ADBench's inputs.</summary>
    public static IEnumerable<Instance> All(string inputs) =>
        [.. Mixtures(inputs), .. Scenes(inputs), .. Networks(inputs), .. Hands(inputs)];

    private static IEnumerable<Instance> Mixtures(string inputs)
    {
        foreach (var size in (string[])["", "1k", "10k", "2.5M"])
            foreach (var file in Files(Path.Combine(inputs, "gmm", size)))
            {
                var name = Path.GetFileNameWithoutExtension(file);
                if (size == "2.5M" && name == "gmm_d10_K25")
                    continue; // Nothing to compare with, and half a minute a time.
                yield return new(
                    "gmm", size.Length == 0 ? $"gmm_{name}" : $"gmm_{size}_{name[4..]}",
                    () => Mixture(file, size == "2.5M") is var data ? (new GaussianMixture(data), new MixtureGradient(data)) : default,
                    () => MixtureOrder(file));
            }
    }

    private static GaussianMixture.Data Mixture(string file, bool repeat)
    {
        var text = new Words(file);
        var (d, k, n) = (text.Int(), text.Int(), text.Int());
        var (alpha, mu, packed) = (text.Numbers(k), text.Numbers(k * d), text.Numbers(k * d * (d + 1) / 2));
        var x = text.Numbers(repeat ? d : n * d);
        if (repeat)
            x = [.. Enumerable.Repeat(x, n).SelectMany(point => point)];
        var rows = packed.Chunk(d * (d + 1) / 2).ToArray();
        return new(
            d, k, n, x, alpha, mu, [.. rows.SelectMany(row => row[..d])], [.. rows.SelectMany(row => row[d..])], text.Number(),
            text.Int(), -1);
    }

    /// <summary>ADBench has q and l of one Gaussian after those of another; we have all q and then all l.</summary>
    private static int[] MixtureOrder(string file)
    {
        var text = new Words(file);
        var (d, k) = (text.Int(), text.Int());
        var below = d * (d - 1) / 2;
        return
        [
            .. Enumerable.Range(0, k + k * d),
            .. Enumerable.Range(0, k).SelectMany(c => Enumerable.Range(k + k * d + c * d, d)
                .Concat(Enumerable.Range(k + 2 * k * d + c * below, below))),
        ];
    }

    private static IEnumerable<Instance> Scenes(string inputs)
    {
        foreach (var file in Files(Path.Combine(inputs, "ba")))
        {
            var text = new Words(file);
            var (n, m, p) = (text.Int(), text.Int(), text.Int());
            if (p > MostObservations)
                continue;
            var name = Path.GetFileNameWithoutExtension(file);
            yield return new("ba", name == "test" ? "ba_test" : name, () =>
            {
                var words = new Words(file, skip: 3);
                var data = BundleAdjustment.Data.Repeated(n, m, p, words.Numbers(11), words.Numbers(3), words.Number(), words.Numbers(2));
                return (new BundleAdjustment(data), new ProjectionJacobian(data));
            });
        }
    }

    private static IEnumerable<Instance> Networks(string inputs)
    {
        foreach (var file in Files(Path.Combine(inputs, "lstm")))
            yield return new("lstm", Path.GetFileNameWithoutExtension(file), () =>
            {
                var text = new Words(file);
                var (layers, length, bits) = (text.Int(), text.Int(), text.Int());
                var data = new LongShortTermMemory.Data(
                    layers, bits, text.Numbers((8 * layers + 3) * bits), text.Numbers(2 * layers * bits), text.Numbers(length * bits));
                return (new LongShortTermMemory(data), new NetworkGradient(data));
            });
    }

    private static IEnumerable<Instance> Hands(string inputs)
    {
        var folder = Path.Combine(inputs, "hand");
        if (!Directory.Exists(folder))
            yield break;
        yield return Hand("hand_test", Path.Combine(folder, "test.txt"), "model", false);
        yield return Hand("hand_complicated_test", Path.Combine(folder, "hand_complicated.txt"), "model", true);
        foreach (var complicated in (bool[])[false, true])
            foreach (var size in (string[])["small", "big"])
            {
                var kind = $"{(complicated ? "complicated" : "simple")}_{size}";
                foreach (var file in Files(Path.Combine(folder, kind)))
                    yield return Hand(
                        $"hand_{kind}_{Path.GetFileNameWithoutExtension(file).Split('_')[0]}", file, size == "big" ? "model_big" : "model",
                        complicated);
            }

        Instance Hand(string name, string file, string model, bool complicated) => new("hand", name, () =>
        {
            var text = new Words(file);
            var (count, parameters) = (text.Int(), text.Int());
            var (correspondences, points) = (new int[count], new double[3 * count]);
            for (var i = 0; i < count; i++)
            {
                correspondences[i] = text.Int();
                text.Numbers(3).CopyTo(points, 3 * i);
            }

            var coordinates = text.Numbers(complicated ? 2 * count : 0);
            var data = new HandTracking.Data(
                HandFiles.Read(Path.Combine(folder, model)), text.Numbers(parameters), coordinates, correspondences, points);
            return (new HandTracking(data), new HandJacobian(data));
        });
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal) : [];

    /// <summary>The numbers of a file, which white space separates.</summary>
    internal sealed class Words(string file, int skip = 0)
    {
        private readonly string[] words = File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        private int next = skip;

        public int Int() => int.Parse(words[next++], CultureInfo.InvariantCulture);

        public double Number() => double.Parse(words[next++], CultureInfo.InvariantCulture);

        public double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => Number())];
    }
}
