using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>What a body computes from some of its inputs alone, at the border to what depends on the others.</summary>
internal sealed class Invariant
{
    private readonly Graph body;
    private readonly bool[] known;

    private Invariant(Graph body, bool[] known, Value[] values) => (this.body, this.known, Values) = (body, known, values);

    /// <summary>The values at the border that are worth handing in.</summary>
    public Value[] Values { get; }

    /// <summary>Finds them.</summary>
    /// <param name="body">The body.</param>
    /// <param name="known">Which of its inputs they may depend on.</param>
    /// <param name="isCertain">Whether a node may be computed though the body is not.</param>
    public static Invariant In(Graph body, bool[] known, Func<Node, bool> isCertain)
    {
        var (invariant, pending) = (new NodeMap<bool>(), new Queue<Value>());
        foreach (var (i, input) in body.Inputs.Index())
        {
            if (known[i])
            {
                invariant.TryAdd(input.Node, true);
            }
        }

        foreach (var node in body.Nodes)
        {
            if (node.Primitive is not Input && node.Operands.All(operand => invariant.Contains(operand.Node)) && isCertain(node))
            {
                invariant.TryAdd(node, true);
            }
            else
            {
                Array.ForEach([.. node.Operands], pending.Enqueue);
            }
        }

        Array.ForEach([.. body.Outputs], pending.Enqueue);
        var (seen, found) = (new ValueMap<bool>(), new ValueMap<bool>());
        while (pending.TryDequeue(out var value))
        {
            var node = value.Node;
            if (!invariant.Contains(node) || node.Operands.IsEmpty || seen.ContainsKey(value))
            {
                continue;
            }

            seen[value] = true;
            if (Cut.IsWorthKeeping(value))
            {
                found[value] = true;
            }
            else
            {
                Array.ForEach([.. node.Operands], pending.Enqueue);
            }
        }

        return new(body, known, [.. found.Keys]);
    }

    /// <summary>The values on the operands of the loop.</summary>
    public Value[] Outside(Value[] operands)
    {
        var substitutes = new ValueMap<Value>();
        foreach (var (i, input) in body.Inputs.Index())
        {
            substitutes[input] = operands[i];
        }

        return new Graph([], [.. Values], [.. Graph.Ancestors(Values).Where(node => node.Primitive is not Input)])
            .Rebuild(substitutes, (node, given) => Node.Create(node.Primitive, given));
    }

    /// <summary>The body to which they are handed in: it takes what was known, then these and others, then the rest.</summary>
    /// <param name="handed">The types of all that is handed in.</param>
    /// <param name="from">Where among these its own values begin.</param>
    /// <param name="outputs">Which outputs it still gives.</param>
    public Graph Inside(TensorType[] handed, int from, bool[] outputs)
    {
        var substitutes = new ValueMap<Value>();
        Value[] inputs = [.. body.Inputs.Select(FreshInput.Like)];
        foreach (var (i, input) in inputs.Index())
        {
            substitutes[body.Inputs[i]] = input;
        }

        var taken = inputs.Select(input => input.Name).ToHashSet();
        Value[] added = [.. handed.Select(type => Value.Input(type))];
        foreach (var (i, value) in Values.Index())
        {
            // A node all of whose results are handed in is not computed; which ones matter to nobody is not asked.
            if (!substitutes.ContainsKey(value.Node.Result()))
            {
                substitutes[value.Node.Result()] = default;
            }

            substitutes[value] = value.Name is { } name && taken.Add(name) ? added[from + i].Named(name) : added[from + i];
        }

        // What only fed these is not computed here; where it is not known any more on what, it is not even made.
        var rebuilt = body.Rebuild(substitutes, (node, given) => given.All(value => value.IsInitialized)
            ? [.. Enumerable.Range(0, node.Results.Length).Select(Node.Create(node.Primitive, given).Result)]
            : new Value[node.Results.Length]);
        return Graph.Create(
            [.. inputs.Where((_, i) => known[i]), .. added, .. inputs.Where((_, i) => !known[i])],
            [.. rebuilt.Where((_, i) => outputs[i])]);
    }
}
