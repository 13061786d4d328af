using Aresta.Checking;
using Aresta.Cli.Check;

namespace Aresta.Cli.Wording;

internal sealed class EnglishCheck : CheckTexts
{
    public override string Way => "the way there";

    public override string Derivative(int order) => order switch
    {
        0 => "Values",
        1 => "Derivatives",
        _ => FormattableString.Invariant($"Derivatives of order {order}"),
    };

    public override string Finite(int hidden) => hidden switch
    {
        0 => "all are finite.",
        1 => "all are finite. Inside, 1 value was NaN or infinite, but none of it reached an output.",
        _ => FormattableString.Invariant(
            $"all are finite. Inside, {hidden} values were NaN or infinite, but none of it reached an output."),
    };

    public override string NotFinite(int origins) => origins == 1
        ? "not finite. It began in one place:"
        : FormattableString.Invariant($"not finite. It began in {origins} places:");

    public override string More(int count) => FormattableString.Invariant($"… and {count} more");

    public override string Headline(Checkup checkup, NonFiniteFault fault)
    {
        var (number, at) = (Number(fault.Value[fault.Element]), fault.Place is { Length: > 0 } place ? $" at {place}" : "");
        var node = checkup.Of(fault) is { } value ? checkup.Equation(value) : fault.Node.Primitive.Name;
        return fault switch
        {
            { Kind: FaultKind.Given } => $"{node} was given with {number}{at}.",
            { Kind: FaultKind.Constant } => $"The constant {node} is {number}{at}.",
            { Node.DerivativeOf: not null } => $"In the derivative of {node}, {fault.Node.Primitive.Name} gave {number}{at}.",
            { Kind: FaultKind.BecameNaN } => $"{node} made NaN{at} of infinities.",
            _ => $"{node} made {number}{at} of finite numbers.",
        };
    }

    public override string Cause(NonFiniteFault fault) => fault.Cause;

    public override string Law(GradientFinding finding) => finding.Law switch
    {
        DerivativeLaw.Differences => $"Slopes of {finding.Function}",
        DerivativeLaw.InnerProduct => $"Forward and reverse mode of {finding.Function}",
        _ => $"Taylor remainder of {finding.Function}",
    };

    public override string Sentence(Checkup checkup, GradientFinding finding) =>
        finding is { Law: DerivativeLaw.Differences, Verdict: CheckVerdict.Undecided, Numbers.Stated: null }
            ? "a value is not finite, so there is nothing to compare."
            : finding.Sentence;

    public override string Verdict(Checkup checkup) => checkup.Outcome switch
    {
        Outcome.Right => "The derivatives are right at this point.",
        Outcome.Undecided => "No derivative is wrong at this point, but not all could be decided.",
        Outcome.Nothing => "There is nothing to differentiate: no floating value depends on a floating input.",
        Outcome.NotFinite => checkup.Runs[0].Report.IsFinite
            ? "The check failed: the values are finite, but a derivative is not."
            : "The check failed: a value is not finite.",
        _ => "The check failed: a derivative is wrong.",
    };
}
