using System.Collections.Immutable;
using Aresta.Primitives;

namespace Aresta.Checking;

/// <summary>Which law of derivatives was held against the function.</summary>
public enum DerivativeLaw
{
    /// <summary>J·v is the slope that central differences find.</summary>
    Differences,

    /// <summary>⟨J·v, w⟩ = ⟨v, Jᵀ·w⟩: the pullback is the transpose of the pushforward.</summary>
    InnerProduct,

    /// <summary>f(x + h·v) − f(x) − h·J·v falls as h².</summary>
    Taylor,
}

/// <summary>What a check came to.</summary>
public enum CheckVerdict
{
    /// <summary>The law holds, to rounding.</summary>
    Holds,

    /// <summary>The law is broken: a derivative is wrong.</summary>
    Broken,

    /// <summary>The function has no derivative at the point: the slopes from both sides differ. No rule is to blame.</summary>
    Kink,

    /// <summary>Nothing can be said: the function is not finite around the point, or so rough that differences do not converge.</summary>
    Undecided,
}

/// <summary>One check of a gradient check.</summary>
/// <param name="Function">What was checked: <c>f</c>, <c>the pushforward of f</c>, ….</param>
/// <param name="Order">The order of the derivatives that were checked, from 1.</param>
/// <param name="Law">The law.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Sentence">All that is to be said about it, in sentences.</param>
public sealed record GradientFinding(string Function, int Order, DerivativeLaw Law, CheckVerdict Verdict, string Sentence)
{
    /// <summary>
    /// The operation at fault or on a kink, where it was found: a node of the graph that was checked, which may be re-typed to float64.
    /// </summary>
    public Node? Operation { get; init; }

    /// <summary>Which operand of <see cref="Operation"/> the wrong local derivative belongs to, where one is to blame.</summary>
    public int? Operand { get; init; }

    /// <summary>The entry of the inputs whose derivative disagrees, as <c>x[1,2]</c>, where one was found.</summary>
    public string? Input { get; init; }

    /// <summary>The entry of the outputs whose derivative disagrees, as <c>y[0]</c>, where one was found.</summary>
    public string? Output { get; init; }

    /// <summary>The numbers of the sentence.</summary>
    public GradientNumbers Numbers { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString() => $"{Function}: {Sentence}";
}

/// <summary>What was measured for a finding; absent where it was not.</summary>
public sealed record GradientNumbers
{
    /// <summary>By how much the two sides of the law differ.</summary>
    public double? Off { get; init; }

    /// <summary>By how much rounding and truncation let them differ.</summary>
    public double? Allowed { get; init; }

    /// <summary>The slope that the derivative states.</summary>
    public double? Stated { get; init; }

    /// <summary>The slope by differences.</summary>
    public double? Slope { get; init; }

    /// <summary>The slope to the left of a kink.</summary>
    public double? Left { get; init; }

    /// <summary>The slope to the right of a kink.</summary>
    public double? Right { get; init; }

    /// <summary>The power of h with which the remainder of a Taylor expansion falls.</summary>
    public double? Power { get; init; }
}

/// <summary>What <see cref="GradientCheck"/> found.</summary>
/// <param name="Findings">Every check, in its order; those of higher orders after a broken one are left out.</param>
/// <param name="InDouble">Whether float32 was replaced by float64 for the check.</param>
public sealed record GradientReport(ImmutableArray<GradientFinding> Findings, bool InDouble)
{
    /// <summary>
    /// Functions whose rules differ from their derivatives on purpose, as clipping does; they were checked as if they had no rules.
    /// </summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Whether no law is broken. Kinks and what could not be decided do not count against it.</summary>
    public bool Passed => Findings.All(finding => finding.Verdict != CheckVerdict.Broken);

    /// <summary>The verdict, then a line for each finding.</summary>
    public override string ToString()
    {
        var broken = Findings.Where(finding => finding.Verdict == CheckVerdict.Broken).ToArray();
        var open = Findings.Count(finding => finding.Verdict is CheckVerdict.Kink or CheckVerdict.Undecided);
        var order = Findings.Select(finding => finding.Order).DefaultIfEmpty().Max();
        var head = Findings.IsEmpty ? "There is nothing to check: no floating output depends on a floating input."
            : broken.Length > 0 ? FormattableString.Invariant($"A derivative of order {broken[0].Order} is wrong.")
            : open == Findings.Length ? "Nothing could be checked at this point."
            : FormattableString.Invariant($"The derivatives {(order == 1 ? "" : $"up to order {order} ")}are right at this point")
                + (open > 0 ? $", but {Wording.Count(open, "check", "checks")} could not be decided." : ".");
        var precision = InDouble
            ? "\nFloat32 was replaced by float64 for the check: the rules are the same, and differences can judge them." : "";
        var without = LeftOut.IsEmpty ? ""
            : $"\nRules that differ from the derivatives on purpose were left out of the check: {string.Join("; ", LeftOut)}.";
        return string.Join('\n', [head + precision + without, .. Findings.Select(finding => finding.ToString())]);
    }
}
