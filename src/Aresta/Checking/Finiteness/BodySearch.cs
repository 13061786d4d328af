using System.Collections.Immutable;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>Where a bad element of a result of a control node comes from.</summary>
/// <param name="Faults">Where it began inside.</param>
/// <param name="Operands">The elements of operands that carried it in.</param>
internal sealed record Provenance(ImmutableArray<NonFiniteFault> Faults, ImmutableArray<(int Operand, int Element)> Operands)
{
    public static Provenance Nothing { get; } = new([], []);

    public Provenance With(Provenance? other) => other is null ? this : new(
        [.. Faults, .. other.Faults.Where(fault => !Faults.Contains(fault))], [.. Operands.Union(other.Operands)]);
}

/// <summary>
/// Runs a control node again, and looks into each run of its bodies in which something went bad that was not before. Of all runs only the
/// present one is kept: of a state it is remembered where it went bad, and not what it was.
/// </summary>
internal sealed class BodySearch
{
    private readonly Node node;
    private readonly Control control;
    private readonly Tensor[] operands;
    private readonly RunPlace? outer;
    private readonly Func<Value, bool> reaches;
    private readonly (int Result, int Element)[] asked;
    private readonly Provenance?[] answers;
    private readonly Dictionary<Graph, int> runs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Provenance?[]> carried = [];

    private BodySearch(Node node, Tensor[] operands, (int, int)[] asked, RunPlace? outer, Func<Value, bool> reaches)
    {
        (this.node, this.operands, this.asked, this.outer, this.reaches) = (node, operands, asked, outer, reaches);
        (control, answers) = ((Control)node.Primitive, new Provenance?[asked.Length]);
    }

    /// <summary>Where bad elements of results come from.</summary>
    /// <param name="node">The control node.</param>
    /// <param name="operands">What it was given.</param>
    /// <param name="asked">The results, with an element of each.</param>
    /// <param name="outer">Where the node stands.</param>
    /// <param name="reaches">Whether an operand of the node is computed from an input of the whole graph.</param>
    public static Provenance[] Find(
        Node node, Tensor[] operands, (int Result, int Element)[] asked, RunPlace? outer, Func<Value, bool> reaches)
    {
        var search = new BodySearch(node, operands, asked, outer, reaches);
        search.control.Run(operands, node.Results, search.Run);
        return [.. asked.Select((each, i) => search.answers[i] ?? search.Last(each.Result))];
    }

    // A result that no run gave by itself is the last state, or the first one where no step was run.
    private Provenance Last(int result)
    {
        foreach (var (_, body) in control.Bodies)
        {
            var layout = BodyLayout.Of(control, body);
            if (layout.Answers && result < layout.Carried)
            {
                return (carried.TryGetValue(layout.Name, out var states) ? states[result] : FromOperand(layout, layout.First + result, 0))
                    ?? Provenance.Nothing;
            }
        }

        return Provenance.Nothing;
    }

    private Tensor[] Run(Graph body, ReadOnlySpan<Tensor> inputs)
    {
        var layout = BodyLayout.Of(control, body);
        var run = runs[body] = runs.TryGetValue(body, out var last) ? last + 1 : 0;
        var (given, outputs) = (inputs.ToArray(), new Evaluation(null, default).Run(body, inputs));
        if (!carried.TryGetValue(layout.Name, out var before))
        {
            carried[layout.Name] = before = [.. Enumerable.Range(0, layout.Carried).Select(i =>
                FromOperand(layout, layout.First + i, run))];
        }

        FiniteRun? looked = null;
        var after = new Provenance?[layout.Carried];
        for (var i = 0; i < after.Length; i++)
        {
            var (was, now) = (Elements.Severity(given[layout.First + i]), Elements.Severity(outputs[i]));
            after[i] = (outputs[i].Type.IsStack, now > was) switch
            {
                (true, true) => before[i] ?? Look(i),
                (true, false) => before[i],
                (_, true) => Look(i),
                _ => now == 0 ? null : before[i] ?? Look(i),
            };
        }

        for (var q = 0; q < asked.Length && layout.Answers; q++)
        {
            if (asked[q].Result >= layout.Carried && answers[q] is null
                && ElementIn(outputs[asked[q].Result], asked[q], run) is { } element)
            {
                answers[q] = Look(asked[q].Result, element);
            }
        }

        carried[layout.Name] = after;
        return outputs;

        Provenance Look(int output, int? element = null)
        {
            looked ??= new FiniteRun(body, given);
            var place = new RunPlace(node, layout.Name, run, outer);
            var trace = new BackwardTrace(
                looked, [(output, element ?? Elements.Worst(outputs[output], null))], place,
                input => layout.OperandOf(control, input) is { } operand && reaches(node.Operands[operand]),
                input => layout.CarriedBy(input) is { } by ? body.Outputs[by] : null);
            var earlier = Provenance.Nothing;
            foreach (var (input, at) in trace.Given)
            {
                earlier = earlier.With(layout.CarriedBy(input) is { } state ? before[state] : FromRun(layout, input, run, at));
            }

            return earlier.With(new(trace.Faults(FiniteReport.Told), []));
        }
    }

    // The pull of a scan takes states that its other body computes anew.
    private Provenance? FromRun(BodyLayout layout, int input, int run, int element) =>
        control is ScanPull pull && layout.Answers && input >= pull.Closed && input < pull.Closed + pull.States
        && carried.TryGetValue("body", out var states) && states[input - pull.Closed] is { } state
            ? state
            : FromOperand(layout, input, run, element);

    private Provenance? FromOperand(BodyLayout layout, int input, int run, int? element = null)
    {
        if (layout.OperandOf(control, input) is not { } operand)
        {
            return null;
        }

        var tensor = operands[operand];
        var row = layout.RowOf(control, input, run);
        var at = row is { } r && element is { } within ? (r * (tensor.Shape.Size / Math.Max(tensor.Shape[0], 1))) + within
            : layout.CarriedBy(input) is null && element is { } same && control is not ScanPull ? same
            : Elements.Worst(tensor, null);
        return at >= 0 ? new([], [(operand, at)]) : null;
    }

    // Whether the row that a run gave is the one that is asked for, and which of its elements is meant.
    private int? ElementIn(Tensor row, (int Result, int Element) each, int run)
    {
        if (control is Scan scan)
        {
            var at = each.Element - (BodyLayout.RowAt(scan, run) * row.Shape.Size);
            return at >= 0 && at < row.Shape.Size ? at : null;
        }

        return control is ScanPull ? (Elements.Worst(row, null) is >= 0 and var worst ? worst : null) : each.Element;
    }
}
