using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Studio.Exploring;

/// <summary>A graph at a point: values, local derivatives, and what one sweep from an input and one from an output carry.</summary>
internal sealed class PointRun
{
    private readonly Tensor[] values;
    private readonly Tensor?[] partials;
    private readonly Tensor?[] tangents;
    private readonly Tensor?[] adjoints;

    /// <param name="subject">The graph and the point.</param>
    /// <param name="from">Where the forward sweep starts, if anywhere.</param>
    /// <param name="to">Where the reverse sweep starts, if anywhere.</param>
    /// <param name="cancellation">Asked before each operation.</param>
    public PointRun(Subject subject, int? from, int? to, CancellationToken cancellation)
    {
        var model = subject.Model;
        (partials, tangents, adjoints) =
            (new Tensor?[model.Edges.Count], new Tensor?[model.Values.Count], new Tensor?[model.Values.Count]);
        var requests = new List<(Value Value, Tensor?[] Into, int At)>();
        for (var i = 0; i < partials.Length; i++)
        {
            if (model.Edges[i].Partial() is { } partial)
            {
                requests.Add((partial, partials, i));
            }
        }

        cancellation.ThrowIfCancellationRequested();
        Value[] all = [.. model.Values];
        if (from is { } start)
        {
            var source = model.Values[start];
            foreach (var (value, tangent) in Sweeps.ForwardAll([source], [Value.Filled(source.Type, 1)], all))
            {
                requests.Add((tangent, tangents, model.Number(value)));
            }
        }

        cancellation.ThrowIfCancellationRequested();
        if (to is { } end)
        {
            var target = model.Values[end];
            foreach (var (value, adjoint) in Sweeps.ReverseAll([target], [Value.Filled(target.Type, 1)], all))
            {
                requests.Add((adjoint, adjoints, model.Number(value)));
            }
        }

        // Stacks of loops have no elements to be shown.
        int[] shown = [.. Enumerable.Range(0, all.Length).Where(i => !all[i].Type.IsStack)];
        var graph = Graph.Create(
            model.Graph.Inputs.AsSpan(), [.. shown.Select(i => all[i]), .. requests.Select(request => request.Value)]);
        var results = Interpreter.Run(graph, [.. subject.Point], cancellation);
        values = new Tensor[all.Length];
        for (var i = 0; i < shown.Length; i++)
        {
            values[shown[i]] = results[i];
        }

        for (var i = 0; i < requests.Count; i++)
        {
            requests[i].Into[requests[i].At] = results[shown.Length + i];
        }
    }

    public Tensor? At(int value) => values[value];

    public Tensor? Partial(int edge) => partials[edge];

    /// <summary>∂ value / ∂ start of the forward sweep; null where it does not reach.</summary>
    public Tensor? Tangent(int value) => tangents[value];

    /// <summary>∂ start of the reverse sweep / ∂ value; null where it does not reach.</summary>
    public Tensor? Adjoint(int value) => adjoints[value];

    /// <summary>The local derivative of an edge where it is one number.</summary>
    public double? Factor(int edge) => partials[edge] is { Shape.Rank: 0 } partial ? partial[0] : null;
}
