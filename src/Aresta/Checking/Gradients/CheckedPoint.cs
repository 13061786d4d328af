using Aresta.Graphs;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>
/// A function at a point with its two derivatives, a direction v of the inputs and w of the outputs: the three laws are checked here.
/// </summary>
internal sealed class CheckedPoint
{
    private readonly string name;
    private readonly int order;
    private readonly Graph graph;
    private readonly Tensor[] point;
    private readonly Graph held;
    private readonly int outputs;

    public CheckedPoint(string name, int order, Graph graph, Tensor[] point, int seed)
    {
        (this.name, this.order, this.graph, this.point, outputs) = (name, order, graph, point, graph.Outputs.Length);
        Pushforward = Transforms.Pushforward.Of(graph);
        Pullback = Transforms.Pullback.Of(graph);
        held = Precision.Held(graph, point);
        V = Direction.Draw(Direction.Floating(point), seed + order);
        W = Direction.Draw(graph.Outputs.Where(y => y.DType.IsFloating).Select(y => Tensor.Zeros(y.Type)), seed - order);
    }

    public Graph Pushforward { get; }

    public Graph Pullback { get; }

    /// <summary>How the inputs move.</summary>
    public Tensor[] V { get; }

    /// <summary>What the outputs answer for.</summary>
    public Tensor[] W { get; }

    public IEnumerable<GradientFinding> Check()
    {
        var line = new Line(held, point, V);
        if (!line.Middle.All(double.IsFinite))
        {
            yield return new(name, order, DerivativeLaw.Differences, CheckVerdict.Undecided,
                "its value is not finite at this point, so there is nothing to compare; a check for NaN and infinities names where that "
                + "began.");
            yield break;
        }

        var pushed = Pushed(V);
        var differences = Differences(line, pushed);
        yield return differences;
        yield return Transposition();
        if (differences.Verdict is CheckVerdict.Holds or CheckVerdict.Broken)
        {
            yield return TaylorRemainder.Check(name, order, line, pushed.Middle);
        }
    }

    // J·v as a line of its own, so that its rounding is measured as well: x and v move together.
    private Line Pushed(Tensor[] v)
    {
        var tangents = Graph.Create(Pushforward.Inputs.AsSpan(), Pushforward.Outputs.AsSpan()[outputs..]);
        return new(tangents, [.. point, .. v], [.. v, .. v]);
    }

    private GradientFinding Differences(Line line, Line pushed)
    {
        var comparison = new SlopeComparison(line, pushed);
        if (comparison.Worst is not { } worst)
        {
            return new(name, order, DerivativeLaw.Differences, CheckVerdict.Holds, comparison.Agreement(graph))
            {
                Output = comparison.Nearest is { } nearest ? Direction.Name(graph, output: true, nearest) : null,
                Numbers = comparison.Nearest is { } i ? comparison.Numbers(i) : new(),
            };
        }

        if (!comparison.IsWrong(worst))
        {
            // A kink in one place does not excuse a wrong rule in another, which is found when the nodes are looked at one by one.
            var (sides, entry) = (comparison.Sides(worst), Direction.Name(graph, output: true, worst));
            var blamed = Blame.OfDifferences(graph, point, V);
            var (verdict, text) = blamed is { Operand: not null } ? (CheckVerdict.Broken, blamed.Sentence)
                : (sides.IsKink ? CheckVerdict.Kink : CheckVerdict.Undecided,
                    (sides.IsKink ? null : comparison.Parting(worst)) ?? (sides.Sentence(entry) + blamed?.Where));
            return new GradientFinding(name, order, DerivativeLaw.Differences, verdict, text)
            {
                Operation = blamed?.Node,
                Operand = blamed?.Operand,
                Output = entry,
                Numbers = comparison.Numbers(worst),
            };
        }

        var only = Bisection.Find(V.Sum(v => v.Shape.Size), (from, to) => Disagrees(Direction.Only(V, from, to), worst));
        var culprit = Blame.OfDifferences(graph, point, V);
        var (input, sentence, numbers) = Entry(worst, only, comparison);
        return new GradientFinding(
            name, order, DerivativeLaw.Differences, CheckVerdict.Broken, $"{sentence} {culprit?.Sentence ?? Blame.Nobody}")
        {
            Operation = culprit?.Node,
            Operand = culprit?.Operand,
            Input = input,
            Output = Direction.Name(graph, output: true, worst),
            Numbers = numbers,
        };
    }

    private bool Disagrees(Tensor[] v, int output) =>
        new SlopeComparison(new(held, point, v), Pushed(v)) is var comparison && comparison.IsOff(output) && comparison.IsWrong(output);

    private (string? Input, string Sentence, GradientNumbers Numbers) Entry(int output, int? input, SlopeComparison along)
    {
        var y = Direction.Name(graph, output: true, output);
        if (input is { } element)
        {
            var unit = Direction.Unit(V, element);
            var single = new SlopeComparison(new(held, point, unit), Pushed(unit));
            var x = Direction.Name(graph, output: false, element);
            return (
                x, $"∂ {y} / ∂ {x} is {single.Stated(output)} by the rules of the graph, but {single.Found(output)} by differences.",
                single.Numbers(output));
        }

        return (
            null, $"J·v at {y} is {along.Stated(output)} by the rules of the graph, but {along.Found(output)} by differences.",
            along.Numbers(output));
    }

    private GradientFinding Transposition()
    {
        var products = InnerProducts.Of(Pushforward, Pullback, outputs, point, V, W);
        if (!double.IsFinite(products.Difference) || !double.IsFinite(products.Tolerance))
        {
            return new(name, order, DerivativeLaw.InnerProduct, CheckVerdict.Undecided,
                "⟨J·v, w⟩ or ⟨v, Jᵀ·w⟩ is not finite, so they cannot be compared; a check for NaN and infinities names where that began.");
        }

        var numbers = new GradientNumbers { Off = products.Difference, Allowed = products.Tolerance };
        if (!products.Disagree)
        {
            return new(name, order, DerivativeLaw.InnerProduct, CheckVerdict.Holds,
                $"⟨J·v, w⟩ and ⟨v, Jᵀ·w⟩ agree: they differ by {Wording.Size(products.Difference)}, "
                + $"and rounding allows {Wording.Size(products.Tolerance)}.")
            { Numbers = numbers };
        }

        var only = Bisection.Find(V.Sum(v => v.Shape.Size), (from, to) =>
            InnerProducts.Of(Pushforward, Pullback, outputs, point, Direction.Only(V, from, to), W).Disagree);
        var entry = only is { } element ? Direction.Name(graph, output: false, element) : null;
        var culprit = Blame.OfTransposition(graph, point);
        var where = entry is null ? "" : $" The cotangent of {entry} is wrong.";
        return new GradientFinding(name, order, DerivativeLaw.InnerProduct, CheckVerdict.Broken,
            $"forward and reverse mode disagree: ⟨J·v, w⟩ is {Wording.Number(products.Pushed)}, "
            + $"but ⟨v, Jᵀ·w⟩ is {Wording.Number(products.Pulled)}.{where} "
            + (culprit?.Sentence ?? Blame.Nobody))
        { Operation = culprit?.Node, Operand = culprit?.Operand, Input = entry, Numbers = numbers };
    }
}
