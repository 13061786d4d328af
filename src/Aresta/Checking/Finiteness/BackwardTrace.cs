using System.Collections.Immutable;
using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Checking;

/// <summary>
/// From the outputs that are NaN or infinite back to where that began. Every value is visited once, users before operands, with one of
/// its bad elements; what came out of a body is followed into it.
/// </summary>
internal sealed class BackwardTrace
{
    private readonly FiniteRun run;
    private readonly RunPlace? place;
    private readonly PathSearch paths;
    private readonly ValueMap<(int Element, Value? User)> visited = new();
    private readonly List<(Value Value, int Element, FaultKind Kind, NonFiniteFault? Inner)> origins = [];

    /// <summary>Traces outputs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="starts">The outputs, with an element of each.</param>
    /// <param name="place">Where the graph stands if it is a body, whose inputs are not blamed, for they come from elsewhere.</param>
    /// <param name="reaches">Whether an input is, or is computed from, an input of the whole graph; all are unless given.</param>
    /// <param name="before">The output that an input was in the run before.</param>
    public BackwardTrace(
        FiniteRun run, IEnumerable<(int Output, int Element)> starts, RunPlace? place = null, Func<int, bool>? reaches = null,
        Func<int, Value?>? before = null)
    {
        (this.run, this.place, paths) = (run, place, new(run.Graph, reaches ?? (_ => true), before ?? (_ => null)));
        foreach (var (output, element) in starts)
        {
            if (!visited.ContainsKey(run.Graph.Outputs[output]))
            {
                visited[run.Graph.Outputs[output]] = (element, null);
            }
        }

        for (var n = run.Graph.Nodes.Length - 1; n >= 0; n--)
        {
            var node = run.Graph.Nodes[n];
            if (node.Primitive is Control)
            {
                Enter(node);
                continue;
            }

            for (var i = 0; i < node.Results.Length; i++)
            {
                if (visited.TryGetValue(node.Result(i), out var at))
                {
                    Visit(node.Result(i), at.Element);
                }
            }
        }

        origins.Reverse();
    }

    /// <summary>How many values were bad and had no part in it.</summary>
    public int Hidden => run.Hidden(visited);

    /// <summary>How many origins were found.</summary>
    public int Origins => Found().Count();

    /// <summary>The inputs of a body that carried it in, with an element of each.</summary>
    public IEnumerable<(int Input, int Element)> Given => origins.Where(origin => origin.Kind == FaultKind.Given)
        .Select(origin => (run.Graph.Inputs.IndexOf(origin.Value), origin.Element));

    /// <summary>
    /// The first origins in the order of the run, the one to repair before all: an infinite constant or input is often meant, as in a mask,
    /// so it comes after the others.
    /// </summary>
    public ImmutableArray<NonFiniteFault> Faults(int most) =>
        [.. Found().OrderBy(origin => IsOftenMeant(origin.Value, origin.Element, origin.Kind) ? 1 : 0).Take(most).Select(Fault)];

    private IEnumerable<(Value Value, int Element, FaultKind Kind, NonFiniteFault? Inner)> Found() =>
        origins.Where(origin => place is null || origin.Inner is not null || origin.Kind != FaultKind.Given);

    private bool IsOftenMeant(Value value, int element, FaultKind kind) =>
        kind is FaultKind.Given or FaultKind.Constant && double.IsInfinity(Elements.At(run.Bad[value], element));

    private void Visit(Value value, int element)
    {
        var node = value.Node;
        var made = Elements.At(run.Bad[value], element);
        if (node.Primitive is Input or Constant)
        {
            origins.Add((value, element, node.Primitive is Input ? FaultKind.Given : FaultKind.Constant, null));
            return;
        }

        var operands = run.OperandsOf[node];
        var taking = operands.Any(x => Elements.FirstBad(x) >= 0) ? Contributions.To(node, value.Index, element, operands) : [];
        var (found, nan) = (false, false);
        for (var i = 0; i < taking.Length; i++)
        {
            var worst = Elements.Worst(operands[i], taking[i]);
            if (worst < 0)
            {
                continue;
            }

            found = true;
            nan |= double.IsNaN(Elements.At(operands[i], worst));
            Mark(node.Operands[i], worst, value);
        }

        if (!found)
        {
            origins.Add((value, element, FaultKind.Began, null));
        }
        else if (double.IsNaN(made) && !nan)
        {
            origins.Add((value, element, FaultKind.BecameNaN, null));
        }
    }

    private void Enter(Node node)
    {
        var results = Enumerable.Range(0, node.Results.Length).Where(i => visited.ContainsKey(node.Result(i))).ToArray();
        if (results.Length == 0)
        {
            return;
        }

        var found = BodySearch.Find(
            node, run.OperandsOf[node], [.. results.Select(i => (i, visited[node.Result(i)].Element))], place, paths.Reaches);
        var inner = new List<(Value Result, NonFiniteFault Fault)>();
        foreach (var (result, provenance) in results.Zip(found))
        {
            var value = node.Result(result);
            foreach (var (operand, element) in provenance.Operands)
            {
                Mark(node.Operands[operand], element, value);
            }

            inner.AddRange(provenance.Faults.Select(fault => (value, fault)));
            if (provenance.Operands.IsEmpty && provenance.Faults.IsEmpty)
            {
                origins.Add((value, visited[value].Element, FaultKind.Began, null));
            }
        }

        // Several results may have carried one fault; those of one node in the order of the run, the last one first like all origins here.
        foreach (var (value, fault) in inner.DistinctBy(each => (each.Fault.Node, each.Fault.Result, each.Fault.Within))
            .OrderByDescending(each => At(each.Fault)))
        {
            origins.Add((value, visited[value].Element, fault.Kind, fault));
        }

        // In which run of a body of this node, and at which node of the body.
        (int Run, long Number) At(NonFiniteFault fault)
        {
            var (at, within) = (fault.Node, fault.Within!);
            for (; within.Outer != place; within = within.Outer!)
            {
                at = within.Node;
            }

            return (within.Run, at.Number);
        }
    }

    private void Mark(Value value, int element, Value user)
    {
        if (!visited.ContainsKey(value))
        {
            visited[value] = (element, user);
        }
    }

    private NonFiniteFault Fault((Value Value, int Element, FaultKind Kind, NonFiniteFault? Inner) origin)
    {
        var (value, element, kind, inner) = origin;
        var onward = ImmutableArray.CreateBuilder<Node>();
        for (var user = visited[value].User; user is { } next; user = visited[next].User)
        {
            onward.Add(next.Node);
        }

        if (inner is not null)
        {
            return inner with { From = paths.Through(inner.From, value.Node), Onward = [.. inner.Onward, value.Node, .. onward] };
        }

        var operands = kind is FaultKind.Given or FaultKind.Constant ? [] : run.OperandsOf[value.Node];
        return new(
            value.Node, value.Index, element, kind, [.. operands], run.Bad[value], paths.To(value, element, operands), onward.ToImmutable())
        { Within = place };
    }
}
