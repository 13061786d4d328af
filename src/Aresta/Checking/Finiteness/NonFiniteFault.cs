using System.Collections.Immutable;
using System.Text;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Checking.Wording;

namespace Aresta.Checking;

/// <summary>How a NaN or an infinity came about.</summary>
public enum FaultKind
{
    /// <summary>An operation made it of finite numbers.</summary>
    Began,

    /// <summary>An operation made NaN of infinities.</summary>
    BecameNaN,

    /// <summary>It was given as an input.</summary>
    Given,

    /// <summary>It stands in the graph as a constant.</summary>
    Constant,
}

/// <summary>A place where NaN or an infinity began.</summary>
/// <param name="Node">The node.</param>
/// <param name="Result">Which of its results.</param>
/// <param name="Element">Which element of the result, in row-major order.</param>
/// <param name="Kind">How it came about.</param>
/// <param name="Operands">What the node was given.</param>
/// <param name="Value">What it gave.</param>
/// <param name="From">The way from an input of the graph to the node, both included.</param>
/// <param name="Onward">The way from the node's user to an output.</param>
public sealed record NonFiniteFault(
    Node Node, int Result, int Element, FaultKind Kind, ImmutableArray<Tensor> Operands, Tensor Value, ImmutableArray<Node> From,
    ImmutableArray<Node> Onward)
{
    /// <summary>In which body, and in which run of it, the node stands; null for a node of the graph itself.</summary>
    public RunPlace? Within { get; init; }

    /// <summary>What happened and where: <c>log(x) (at Model.cs:12) gave NaN at [1].</c></summary>
    public string Headline
    {
        get
        {
            var at = Value.Shape.Rank == 0 ? "" : $" at {Place}";
            var what = $"{Number(Value[Element])}{at}";
            return Kind switch
            {
                FaultKind.Given => $"The input {Describe(Node)} was given with {what}.",
                FaultKind.Constant => $"The constant {Describe(Node)} holds {what}.",
                FaultKind.BecameNaN => $"{Describe(Node)} made NaN{at} of infinities.",
                _ => $"{Describe(Node)} made {what} of finite numbers.",
            };
        }
    }

    /// <summary>The rule at fault, with its numbers: <c>log(-2) is NaN: the logarithm of a negative number.</c></summary>
    public string Cause => Kind switch
    {
        FaultKind.Given => "The graph was not at fault.",
        FaultKind.Constant => "It was written into the graph.",
        _ => Causes.Of(Node, Result, Element, [.. Operands], Value).Sentence,
    };

    /// <summary>The rule at fault, by kind.</summary>
    public FaultReason Reason => Kind is FaultKind.Given or FaultKind.Constant
        ? FaultReason.Given
        : Causes.Of(Node, Result, Element, [.. Operands], Value).Reason;

    /// <summary>The place of the element: <c>[1,2]</c>; nothing for a scalar.</summary>
    public string Place => Index(Value.Shape, Element);

    /// <summary>
    /// Of what function or derivative it is a part: <c>This is in the cotangents that pass y = sqrt(x) (at Model.cs:12).</c>
    /// </summary>
    public string Part
    {
        get
        {
            if (Node.DerivativeOf is not { } derivation)
            {
                return Kind is FaultKind.Began or FaultKind.BecameNaN ? "This is in the function itself, not in a derivative." : "";
            }

            var text = new StringBuilder("This is in ");
            for (var next = derivation; ; next = next.Node.DerivativeOf)
            {
                text.Append($"the {(next.Mode == SweepMode.Forward ? "tangent" : "cotangent")} of ");
                if (next.Node.DerivativeOf is null)
                {
                    return text.Append($"{Describe(next.Node)}.").ToString();
                }
            }
        }
    }

    /// <summary>What happened, the rule, the operands' values, the way from an input and the way to an output; a line each.</summary>
    public override string ToString()
    {
        const int longest = 8;
        var text = new StringBuilder(Headline).Append($"\n  {Cause}");
        for (var place = Within; place is not null; place = place.Outer)
        {
            text.Append($"\n  {(ReferenceEquals(place, Within) ? "It was" : "That was")} {In(place)}.");
        }

        if (Part.Length > 0)
        {
            text.Append($"\n  {Part}");
        }

        for (var i = 0; i < Math.Min(Operands.Length, longest); i++)
        {
            text.Append(FormattableString.Invariant($"\n  Operand {i}, {Node.Operands[i]}, is {TensorText.Write(Operands[i], longest)}."));
        }

        if (From.Length > 1)
        {
            text.Append($"\n  It was computed from {Equation(From[0])}: {Way(From)}.");
        }

        if (!Onward.IsEmpty)
        {
            text.Append($"\n  It went on through {Way(Onward)}.");
        }

        return text.ToString();

        static string Way(ImmutableArray<Node> nodes)
        {
            var steps = nodes.Select(Equation).ToArray();
            return string.Join(" → ", steps.Length <= longest ? steps
                : [.. steps[..(longest / 2)], Count(steps.Length - longest, "step more", "steps more"), .. steps[^(longest / 2)..]]);
        }
    }
}
