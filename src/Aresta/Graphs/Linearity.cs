using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// Whether what is computed from values that move together is linear in them: read off the fact that each primitive states by its kind,
/// and for calls, choices and loops off their bodies.
/// </summary>
internal sealed class Linearity
{
    private readonly ValueMap<bool> moving = new();

    /// <summary>Follows what moves through some nodes, operands before users.</summary>
    /// <param name="sources">What moves.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="bodies">What is known of bodies.</param>
    /// <param name="strict">Whether it is asked if that is linear, or only what moves.</param>
    public Linearity(IEnumerable<Value> sources, IEnumerable<Node> nodes, ControlLinearity bodies, bool strict = true)
    {
        foreach (var source in sources)
        {
            moving[source] = true;
        }

        foreach (var node in nodes)
        {
            bool[] moved = [.. node.Operands.Select(Moves)];
            if (!moved.Any(moves => moves))
            {
                continue;
            }

            var results = node.Primitive is Control
                ? bodies.Of(node, moved, strict)
                : new(strict ? WhyNot(node, moved) : null, [.. node.Results.Select(type => type.DType.IsFloating)]);
            if (results.Reason is { } reason)
            {
                Failure = (node, reason);
                return;
            }

            foreach (var (i, moves) in results.Moved.Index())
            {
                if (moves)
                {
                    moving[node.Result(i)] = true;
                }
            }
        }
    }

    /// <summary>The first node that is not linear, and why it is not: a clause of which the node is the subject.</summary>
    public (Node Node, string Reason)? Failure { get; }

    /// <summary>Whether the value is a source or linear in the sources; one that is not is the same however they move.</summary>
    public bool Moves(Value value) => moving.ContainsKey(value);

    /// <summary>Null where some values are linear in others, else which value is not, why, and where it was made: a clause.</summary>
    /// <param name="sources">The values in which they are to be linear.</param>
    /// <param name="targets">The values that are to be linear.</param>
    public static string? WhyNot(Value[] sources, Value[] targets)
    {
        var linearity = new Linearity(sources, Graph.Ancestors(targets), new ControlLinearity());
        if (linearity.Failure is var (node, reason))
        {
            var place = node.Origin is { } origin ? $" (at {origin})" : "";
            return $"{node.Result()}, which is {node.Primitive.Name}({string.Join(", ", node.Operands)}), {reason}.{place}";
        }

        foreach (var target in targets)
        {
            if (!linearity.Moves(target) && !Filled.IsZero(target))
            {
                return $"its output {target} does not depend on it.";
            }
        }

        return null;
    }

    private static string? WhyNot(Node node, bool[] moved)
    {
        if (moved.Index().Any(operand => operand.Item && !node.Primitive.HasEdge(node, operand.Index)))
        {
            return "is flat in it";
        }

        return node.Primitive switch
        {
            Linear or StackPush or StackPop =>
                node.Operands.Index().All(x => moved[x.Index] || !node.Primitive.HasEdge(node, x.Index) || Filled.IsZero(x.Item))
                    ? null
                    : "adds something that does not depend on it",
            Multilinear => moved.Count(moves => moves) == 1 ? null : "multiplies it by itself",
            Elementwise function => WhyNot(function, node, moved),
            Structured structured => moved.Count(moves => moves) == 1 && HasAdjoint(structured, node, Array.IndexOf(moved, true))
                ? null
                : "is not a linear operation",
            _ => "is not a linear operation",
        };
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
