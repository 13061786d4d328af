using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// Whether a node is linear in those of its operands that move together, read off the fact that its kind of primitive states.
/// </summary>
internal static class Linearity
{
    /// <summary>Null where some values are linear in others, else which value is not, why, and where it was made: a clause.</summary>
    /// <param name="sources">The values in which they are to be linear.</param>
    /// <param name="targets">The values that are to be linear.</param>
    public static string? WhyNot(Value[] sources, Value[] targets)
    {
        var moving = new Dependents(sources, targets);
        foreach (var target in targets)
        {
            if (!moving.Contains(target) && !Filled.IsZero(target))
            {
                return $"its output {target} does not depend on it.";
            }
        }

        foreach (var node in moving.Nodes)
        {
            if (WhyNot(node, moving) is { } reason)
            {
                var place = node.Origin is { } origin ? $" (at {origin})" : "";
                return $"{node.Result()}, which is {node.Primitive.Name}({string.Join(", ", node.Operands)}), {reason}.{place}";
            }
        }

        return null;
    }

    /// <summary>Null when the node is linear in them, else why it is not: a clause of which the node is the subject.</summary>
    /// <param name="node">The node.</param>
    /// <param name="moving">What moves; at least one operand does.</param>
    public static string? WhyNot(Node node, Dependents moving)
    {
        bool[] moved = [.. node.Operands.Select(moving.Contains)];
        if (moved.Index().Any(operand => operand.Item && !node.Primitive.HasEdge(node, operand.Index)))
        {
            return "is flat in it";
        }

        return node.Primitive switch
        {
            Linear => node.Operands.Index().All(x => moved[x.Index] || !node.Primitive.HasEdge(node, x.Index) || Filled.IsZero(x.Item))
                ? null
                : "adds something that does not depend on it",
            Multilinear => moved.Count(moves => moves) == 1 ? null : "multiplies it by itself",
            Elementwise function => WhyNot(function, node, moved),
            Structured structured => moved.Count(moves => moves) == 1 && HasAdjoint(structured, node, Array.IndexOf(moved, true))
                ? null
                : "is not a linear operation",
            Control => WhyNot(node, moved),
            _ => "is not a linear operation",
        };
    }

    // What has bodies is linear where its derivative does not depend on what moves. That its bodies add nothing of their own is not
    // looked at.
    private static string? WhyNot(Node node, bool[] moved)
    {
        Value[] operands = [.. node.Operands.Select((operand, i) => moved[i] ? Value.Input(operand.Type) : operand)];
        Value[] sources = [.. operands.Where((_, i) => moved[i])];
        Value?[] tangents = [.. sources.Select(source => (Value?)Value.Input(source.Type))];
        var made = Node.Create(node.Primitive, operands);
        Value[] results = [.. Enumerable.Range(0, node.Results.Length).Select(made.Result).Where(result => result.DType.IsFloating)];
        Value[] pushed = [.. Sweeps.Linearize(sources, tangents, results).OfType<Value>()];
        var moving = new Dependents(sources, pushed);
        return pushed.Any(moving.Contains) ? "is not linear in it" : null;
    }

    // f is linear in the x that move when no ∂f/∂x depends on them, so that f is Σ ∂f/∂x·x and a rest, and the rest is 0. The rest is
    // looked at in one point, whose coordinates have nothing to do with each other; the first is the largest, so that quotients do not
    // round to 0.
    private static string? WhyNot(Elementwise function, Node node, bool[] moved)
    {
        var point = new Value[moved.Length];
        for (var i = 0; i < point.Length; i++)
        {
            var coordinate = !moved[i] && Filled.IsZero(node.Operands[i]) ? 0 : Math.Sqrt(2) + (Math.PI * (point.Length - i));
            point[i] = Value.Constant(Tensor.Scalar(coordinate));
        }

        var value = Node.Create(function, point);
        var rest = value.Result();
        for (var i = 0; i < point.Length; i++)
        {
            if (moved[i])
            {
                var partial = function.Partial(value, i);
                if (partial.Node.Primitive is Literal { Value: 0 })
                {
                    return "is flat in it";
                }

                if (new Dependents([.. point.Where((_, k) => moved[k])], [partial]).Contains(partial))
                {
                    return "is not linear in it";
                }

                rest -= partial * point[i];
            }
        }

        return Math.Abs(Evaluate(rest)) < 1e-9 ? null : "adds something that does not depend on it";
    }

    private static double Evaluate(Value scalar)
    {
        var known = new ValueMap<Tensor>();
        foreach (var node in Graph.Ancestors(scalar))
        {
            known[node.Result()] = node.Primitive.Evaluate([.. node.Operands.Select(operand => known[operand])], node.Results)[0];
        }

        return known[scalar].ToDouble();
    }

    // A structured primitive that is linear in an operand states the adjoint for it.
    private static bool HasAdjoint(Structured primitive, Node node, int operand) =>
        primitive.Adjoint(node, operand, [.. node.Results.Select(type => (Value?)Value.Input(type))]) is not null;
}
