using System.Collections.Immutable;
using System.Text;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>What <see cref="FiniteCheck"/> found.</summary>
/// <param name="Outputs">The outputs of the run.</param>
/// <param name="Faults">
/// Where NaN and infinities that reached an output began, in the order of the run, but infinite constants and inputs last; the first is the
/// one to repair. At most <see cref="Told"/>.
/// </param>
/// <param name="Origins">How many such places there are.</param>
/// <param name="Hidden">How many values inside were NaN or infinite and had no part in a bad output.</param>
public sealed record FiniteReport(ImmutableArray<Tensor> Outputs, ImmutableArray<NonFiniteFault> Faults, int Origins, int Hidden)
{
    /// <summary>How many faults are told of one by one.</summary>
    public const int Told = 8;

    /// <summary>Whether all outputs are finite.</summary>
    public bool IsFinite => Faults.IsEmpty;

    /// <summary>The first fault in full, and the others in a sentence each.</summary>
    public override string ToString()
    {
        if (IsFinite)
        {
            return "All outputs are finite." + (Hidden == 0 ? ""
                : $" Inside, {Wording.Count(Hidden, "value was", "values were")} NaN or infinite, but none of it reached an output.");
        }

        var text = new StringBuilder(Faults[0].ToString());
        foreach (var fault in Faults.Skip(1))
        {
            text.Append($"\nAlso: {fault.Headline} {fault.Cause}");
        }

        var others = Origins - Faults.Length;
        return others == 0 ? text.ToString() : text.Append($"\nAnd {Wording.Count(others, "more place", "more places")}.").ToString();
    }
}
