using Aresta.Graphs;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Diagnostics;

/// <summary>The values of a traced model that layers gave a name, in the order in which they are computed.</summary>
internal static class NamedValues
{
    /// <summary>A value with a name.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Value">The value; of one in a body, the value there.</param>
    /// <param name="Module">The module that it belongs to.</param>
    /// <param name="Loops">In how many scans it is: 0 outside of all.</param>
    /// <param name="Around">The operation in whose body it is; null outside of all.</param>
    /// <param name="IsSeen">Whether the value itself can be read: not in deeper loops and branches.</param>
    /// <param name="IsCarried">Whether a scan carries it from step to step.</param>
    public sealed record Found(string Name, Value Value, Module Module, int Loops, Node? Around, bool IsSeen, bool IsCarried);

    /// <summary>All that a derivative can be looked at: no bodies of while loops and custom functions, no integers.</summary>
    public static List<Found> In(Graph graph, Module model)
    {
        var modules = model.AllModules.ToDictionary(module => module.Key, module => module.Value);
        List<Found> found = [];
        HashSet<string> names = [];
        var open = new Stack<(Node? Own, Graph? Body, int Loops, Node? Around)>();
        open.Push((null, graph, 0, null));
        while (open.TryPop(out var next))
        {
            if (next.Body is { } body)
            {
                foreach (var node in body.Nodes.Reverse())
                {
                    open.Push((node, null, next.Loops, next.Around));

                    // Pushed behind the node, and so before its results: what is inside comes first.
                    if (node.Primitive is Scan or Cond or Call)
                    {
                        foreach (var (_, inner) in ((Control)node.Primitive).Bodies)
                        {
                            open.Push((null, inner, next.Loops + (node.Primitive is Scan ? 1 : 0), node));
                        }
                    }
                }

                continue;
            }

            for (var i = 0; i < next.Own!.Results.Length; i++)
            {
                // A value with several names goes by the one that the innermost layer gave it.
                var value = next.Own.Result(i);
                if (next.Own.Primitive is not Input && value.DType.IsFloating && !value.Type.IsStack
                    && value.Names.FirstOrDefault(name => OwnerOf(name, modules) is not null) is { } called && names.Add(called))
                {
                    var carried = next.Around?.Primitive is Scan scan && scan.Step.Outputs.AsSpan()[..scan.States].Contains(value);
                    var seen = next.Around is null || (next.Around.Primitive is Scan && graph.Nodes.Contains(next.Around));
                    found.Add(new(called, value, OwnerOf(called, modules)!, next.Loops, next.Around, seen, carried));
                }
            }
        }

        return found;
    }

    /// <summary>
    /// The graph with the values that can be read as further outputs; of one in a scan the rows of all steps, stacked along axis 0, which
    /// the scan gives beside its own.
    /// </summary>
    public static Graph Shown(Graph graph, IReadOnlyList<Found> values)
    {
        var substitutes = new ValueMap<Value>();
        var inputs = graph.Inputs.Select(input => Value.Input(input.Type, input.Name ?? "")).ToArray();
        for (var i = 0; i < inputs.Length; i++)
        {
            substitutes[graph.Inputs[i]] = inputs[i];
        }

        var rows = new Dictionary<Found, Value>();
        var outputs = graph.Rebuild(substitutes, (node, operands) =>
        {
            Found[] inside = [.. values.Where(value => value.IsSeen && value.Around == node)];
            if (inside.Length == 0 || node.Primitive is not Scan scan)
            {
                return Node.Create(node.Primitive, operands);
            }

            var more = Graph.Create(scan.Step.Inputs.AsSpan(), [.. scan.Step.Outputs, .. inside.Select(value => value.Value)]);
            var made = Node.Create(scan with { Step = more }, operands);
            for (var i = 0; i < inside.Length; i++)
            {
                rows[inside[i]] = made.Result(scan.Step.Outputs.Length + i);
            }

            return made;
        });
        return Graph.Create(
            inputs,
            [
                .. outputs,
                .. values.Where(value => value.IsSeen).Select(value => value.Around is null ? substitutes[value.Value] : rows[value]),
            ]);
    }

    // "1", "1#2" (the second use of a shared layer), "1.state".
    private static Module? OwnerOf(string name, Dictionary<string, Module> modules)
    {
        var path = name.Split('#')[0];
        return path.Length == 0 ? null
            : modules.TryGetValue(path, out var module) ? module
            : path.LastIndexOf('.') is var dot && modules.TryGetValue(dot < 0 ? "" : path[..dot], out var owner) ? owner
            : null;
    }
}
