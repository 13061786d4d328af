using System.Globalization;
using Aresta.Expressions.Drawing;
using Aresta.Tensors;

namespace Aresta.Expressions.Tests.Drawing;

/// <summary>Twenty drawings: the chapter's, and what is hard to draw.</summary>
internal static class Gallery
{
    private const string Chapter = "c = a + b; d = b + 1; e = c·d";
    private const string Gate = "α_entrada = σ(peso·x + viés); saída = α_entrada·tanh(x) + (1 − α_entrada)·memória";
    private const string Parallels = "y = x·x; z = y·x; w = z + z";

    private static readonly Dictionary<string, Func<(Figure Figure, Theme Theme)>> Drawings = new()
    {
        ["chapter-graph"] = () => (Figures.Of(Program.Parse(Chapter).ToGraph()), Theme.Light),
        ["chapter-values"] = () => Light(Chapter, _ => new Show.Values(), 2, 1),
        ["chapter-partials"] = () => Light(Chapter, _ => new Show.Partials(), 2, 1),
        ["chapter-forward"] = () => Light(Chapter, d => new Show.Forward(d.Inputs[1]), 2, 1),
        ["chapter-reverse"] = () => Light(Chapter, d => new Show.Reverse(d.Outputs[0]), 2, 1),
        ["chapter-all"] = () => Dark(Chapter, _ => new Show.All(), 2, 1),
        ["nine-paths"] = () => (NinePaths, Theme.Light),
        ["parallels"] = () => Light(Parallels, _ => new Show.Partials(), 3),
        ["parallels-graph"] = () => (Figures.Of(Program.Parse(Parallels).ToGraph()), Theme.Light),
        ["diamonds"] = () => Light("b = 2a; c = b + b²; d = c·b; e = d + c·sin(d); f = e·a", _ => new Show.Partials(), 0.5),
        ["sigmoid-chain"] = () => Light(SigmoidChain(9), d => new Show.Reverse(d.Outputs[0]), 0.5),
        ["recurrent"] = () => Dark(Recurrent(5), d => new Show.Reverse(d.Outputs[0]), 0.1, 0.7, -0.3, 1, 2, 3, 4, 5),
        ["network-graph"] = () => (Figures.Of(Program.Parse(Network(4, 6)).ToGraph()), Theme.Light),
        ["network-forward"] = () => Dark(Network(2, 2), d => new Show.Forward(d.Inputs[0])),
        ["gate"] = () => Light(Gate, _ => new Show.All()),
        ["scripts"] = () => Dark("输出 = 输入·θ̂ + Ψ; ação_Ω = exp(−输出²)/√π", _ => new Show.Values(), 1.25, -0.5, 3),
        ["long-labels"] = () => Light(
            "the_first_of_many_inputs_with_a_very_long_name = x/1234567; y = the_first_of_many_inputs_with_a_very_long_name^7·z",
            _ => new Show.Partials(), 9876543.21, 1e-200),
        ["tensors"] = () => Light("h = tanh(M @ v + b); loss = sum((h − t)²)/2", _ => new Show.Partials()),
        ["parts"] = () => Dark("p = a·b; q = sin(c); r = d + 1; s = r·r", _ => new Show.Partials(), 2, 3, 0.5, 4),
        ["alone"] = () => Light("x", _ => new Show.Values(), 7),
    };

    public static IEnumerable<string> Names => Drawings.Keys;

    public static (Figure Figure, Theme Theme) Of(string name) => Drawings[name]();

    /// <summary>The derivation of a program; scalars that are not given, and tensors, have small values all different.</summary>
    public static Derivation Derive(string source, params double[] point)
    {
        var program = Program.Parse(source);
        var types = program.Inputs.ToDictionary(name => name, name => TensorType.Float64(name switch
        {
            "M" => [2, 3],
            "v" => [3],
            "b" or "t" when program.Inputs.Contains("M") => [2],
            _ => [],
        }));
        var graph = program.ToGraph(types);
        Tensor[] values =
        [
            .. program.Inputs.Select((name, i) => types[name].Shape.Rank == 0
                ? Tensor.Scalar(i < point.Length ? point[i] : 0.25 + (i / 8.0))
                : Tensor.Of([.. Enumerable.Range(0, (int)types[name].Shape.Size).Select(k => (k - i) / 4.0)], types[name].Shape)),
        ];
        return new(graph, values, [.. graph.Inputs], [.. graph.Outputs]);
    }

    /// <summary>x through a logistic function so many times.</summary>
    public static string SigmoidChain(int length) =>
        string.Join("; ", Enumerable.Range(1, length).Select(i => Invariant($"x{i} = sigmoid({(i == 1 ? "x" : Invariant($"x{i - 1}"))})")));

    /// <summary>h ← tanh(w·h + u·x), with the same weights at every step.</summary>
    public static string Recurrent(int steps) =>
        string.Concat(Enumerable.Range(1, steps).Select(i => Invariant($"h{i} = tanh(w·h{i - 1} + u·x{i}); ")))
        + Invariant($"loss = (h{steps} − 1)²");

    /// <summary>A network of scalars: so many inputs, and a hidden layer of so many tanh units.</summary>
    public static string Network(int inputs, int hidden)
    {
        var units = Enumerable.Range(1, hidden).Select(j =>
            Invariant($"h{j} = tanh({string.Join(" + ", Enumerable.Range(1, inputs).Select(i => Invariant($"w{j}{i}·x{i}")))} + b{j}); "));
        return string.Concat(units) + "y = " + string.Join(" + ", Enumerable.Range(1, hidden).Select(j => Invariant($"v{j}·h{j}")));
    }

    private static Figure NinePaths => new(
        "X, Y, Z",
        [new(["X"], BoxKind.Input), new(["Y"], BoxKind.Operation), new(["Z"], BoxKind.Output)],
        [
            new(0, 1, "α"), new(0, 1, "β"), new(0, 1, "γ"),
            new(1, 2, "δ"), new(1, 2, "ε"), new(1, 2, "ζ"),
        ]);

    private static (Figure Figure, Theme Theme) Light(string source, Func<Derivation, Show> show, params double[] point)
    {
        var derivation = Derive(source, point);
        return (Figures.Of(derivation, show(derivation)), Theme.Light);
    }

    private static (Figure Figure, Theme Theme) Dark(string source, Func<Derivation, Show> show, params double[] point) =>
        (Light(source, show, point).Figure, Theme.Dark);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
