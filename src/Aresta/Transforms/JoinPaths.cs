using Aresta.Graphs;
using Aresta.Numerics.Rules;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// Where a cotangent passes an elementwise formula on several paths, Σ paths Π partials · t, these become one edge, whose partial is
/// computed together with the formula. What is kept between the two is then this one value, instead of all that the partials are computed
/// from: x·Φ(x) keeps Φ(x) + x·φ(x), and not x, Φ(x), and the argument of the exponential.
/// </summary>
/// <remarks>
/// (a·b + c)·t for a·(b·t) + c·t is the same to rounding, unless a·b leaves the range of its dtype. It is done where an array goes for
/// the one that comes.
/// </remarks>
internal static class JoinPaths
{
    /// <summary>A graph with the same outputs, to rounding.</summary>
    public static Graph Of(Graph graph)
    {
        var bundles = PathBundle.In(graph);
        if (bundles.Count == 0)
        {
            return graph;
        }

        var (behind, ends) = (bundles.ToLookup(bundle => bundle.Behind), bundles.ToDictionary(bundle => bundle.End));
        var (made, partials) = (new ValueMap<Value>(), new NodeMap<Value>());
        Value[] inputs = [.. graph.Inputs.Select(FreshInput.Like)];
        for (var i = 0; i < inputs.Length; i++)
        {
            made[graph.Inputs[i]] = inputs[i];
        }

        var outputs = graph.Rebuild(made, (node, operands) =>
        {
            if (ends.TryGetValue(node, out var ended))
            {
                // What it is behind may have been made beforehand, for the partial of another bundle: then it is computed here.
                var partial = partials.TryGetValue(node, out var known) ? known : Partial(ended, made);
                return Value.Scale(partial, made[ended.Start]).Node;
            }

            var own = Node.Create(node.Primitive, operands);
            for (var i = 0; i < node.Results.Length; i++)
            {
                made[node.Result(i)] = own.Result(i);
            }

            foreach (var bundle in behind[node])
            {
                partials[bundle.End] = Partial(bundle, made);
            }

            return own;
        });
        return EliminateDeadNodes.Inside(Graph.Create(inputs, outputs));
    }

    // What the paths scale by, as a value of the rebuilt graph; numbers are multiplied beforehand.
    private static Value Partial(PathBundle bundle, ValueMap<Value> made)
    {
        foreach (var node in bundle.Moved)
        {
            if (!made.ContainsKey(node.Result()))
            {
                made[node.Result()] = Node.Create(node.Primitive, [.. node.Operands.Select(operand => made[operand])]).Result();
            }
        }

        var sums = new ValueMap<(double Number, Value? Value)>();
        sums[bundle.Start] = (1, null);
        foreach (var node in bundle.Within.Append(bundle.End))
        {
            sums[node.Result()] = node.Primitive switch
            {
                Scale => Scaled(node.Operands[0], sums[node.Operands[1]]),
                Unary<Negate> when sums[node.Operands[0]] is var (number, value) => (-number, value),
                _ => (1, Whole(sums[node.Operands[0]]) + Whole(sums[node.Operands[1]])),
            };
        }

        return Whole(sums[bundle.End.Result()]);

        (double Number, Value? Value) Scaled(Value partial, (double Number, Value? Value) rest)
        {
            var (number, factor) = (rest.Number, (Value?)partial);
            while (factor is { } at && bundle.Moved.Contains(at.Node)
                && at.Node is { Primitive: Binary<Multiply>, Operands: [var left, var right] }
                && (Filled.Of(left) ?? Filled.Of(right)) is { } constant)
            {
                (number, factor) = (number * constant.ToDouble(), Filled.Of(left) is null ? left : right);
            }

            if (Filled.Of(factor!.Value) is { } all)
            {
                return (number * all.ToDouble(), rest.Value);
            }

            var built = made[factor.Value];
            return (number, rest.Value is { } other ? Value.Scale(built, other) : built);
        }

        Value Whole((double Number, Value? Value) sum) => sum.Value is not { } value ? Value.Filled(bundle.Start.Type, sum.Number)
            : sum.Number == 1 ? value : Value.Filled(value.Type, sum.Number) * value;
    }
}
