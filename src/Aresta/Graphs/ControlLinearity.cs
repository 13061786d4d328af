using System.Collections.Immutable;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>What moves of the results of a node when some operands move, if it is linear in these.</summary>
/// <param name="Reason">Why it is not; null if it is.</param>
/// <param name="Moved">Which results move.</param>
internal sealed record Movement(string? Reason, bool[] Moved);

/// <summary>Linearity of calls, choices and loops, read off their bodies.</summary>
internal sealed class ControlLinearity
{
    private const string Adds = "adds something that does not depend on it";

    private readonly Dictionary<Graph, Dictionary<string, Movement>> known = new(ReferenceEqualityComparer.Instance);

    /// <summary>What moves.</summary>
    /// <param name="node">A node with bodies.</param>
    /// <param name="moved">Which of its operands move.</param>
    /// <param name="strict">Whether it is asked if that is linear, or only what moves.</param>
    public Movement Of(Node node, bool[] moved, bool strict) => node.Primitive switch
    {
        Call call => Of(call.Graph, moved, strict),
        Cond cond => Of(cond, node.Operands, moved, strict),
        Loop loop => Of(loop, node.Operands, moved, strict),
        _ => strict ? ByDerivative(node, moved) : new(null, [.. node.Results.Select(result => result.DType.IsFloating)]),
    };

    // Rules of a user's own: linear where the derivative does not depend on what moves. That it adds nothing of its own is not looked at.
    private static Movement ByDerivative(Node node, bool[] moved)
    {
        if (moved.Index().Any(operand => operand.Item && !node.Primitive.HasEdge(node, operand.Index)))
        {
            return new("is flat in it", []);
        }

        Value[] operands = [.. node.Operands.Select((operand, i) => moved[i] ? Value.Input(operand.Type) : operand)];
        Value[] sources = [.. operands.Where((_, i) => moved[i])];
        Value?[] tangents = [.. sources.Select(source => (Value?)Value.Input(source.Type))];
        var made = Node.Create(node.Primitive, operands);
        bool[] floating = [.. node.Results.Select(result => result.DType.IsFloating)];
        Value[] results = [.. Enumerable.Range(0, floating.Length).Where(i => floating[i]).Select(made.Result)];
        Value[] pushed = [.. Sweeps.Linearize(sources, tangents, results).OfType<Value>()];
        var moving = new Dependents(sources, pushed);
        return new(pushed.Any(moving.Contains) ? "is not linear in it" : null, floating);
    }

    // A body may stand in many places: it is looked at once for what moves there.
    private Movement Of(Graph body, bool[] moved, bool strict)
    {
        if (!known.TryGetValue(body, out var of))
        {
            known.Add(body, of = []);
        }

        var key = string.Concat(moved.Append(strict).Select(flag => flag ? '1' : '0'));
        if (!of.TryGetValue(key, out var movement))
        {
            var inside = new Linearity(body.Inputs.Where((_, i) => moved[i]), body.Nodes, this, strict);
            of.Add(key, movement = inside.Failure is var (node, reason)
                ? new($"runs {node.Result()}, which {reason}", [])
                : new(null, [.. body.Outputs.Select(inside.Moves)]));
        }

        return movement;
    }

    private Movement Of(Cond cond, ImmutableArray<Value> operands, bool[] moved, bool strict)
    {
        var (then, otherwise) = (Of(cond.Then, moved[1..], strict), Of(cond.Else, moved[1..], strict));
        if ((then.Reason ?? otherwise.Reason) is { } reason)
        {
            return new(reason, []);
        }

        for (var i = 0; strict && i < then.Moved.Length; i++)
        {
            if (then.Moved[i] != otherwise.Moved[i] && !IsZero(then.Moved[i] ? cond.Else : cond.Then, i, operands[1..]))
            {
                return new(Adds, []);
            }
        }

        return new(null, [.. then.Moved.Zip(otherwise.Moved, (t, e) => t || e)]);
    }

    // A state that moves in some step begins and goes on as something that moves, or as zero.
    private Movement Of(Loop loop, ImmutableArray<Value> operands, bool[] moved, bool strict)
    {
        bool[] inputs = [.. moved];
        Movement step;
        bool changed;
        do
        {
            step = Of(loop.Step, inputs, strict: false);
            changed = false;
            for (var i = 0; i < loop.States; i++)
            {
                changed |= step.Moved[i] && !inputs[loop.Closed + i];
                inputs[loop.Closed + i] |= step.Moved[i];
            }
        }
        while (changed);
        bool[] results = [.. inputs[loop.Closed..(loop.Closed + loop.States)], .. step.Moved[loop.States..]];
        if (!strict)
        {
            return new(null, results);
        }

        var strictly = Of(loop.Step, inputs, strict);
        if ((strictly.Reason ?? (loop is While open ? Of(open.Condition, inputs, strict).Reason : null)) is { } reason)
        {
            return new(reason, []);
        }

        for (var i = 0; i < loop.States; i++)
        {
            var state = loop.Closed + i;
            if (results[i] && ((!moved[state] && !Filled.IsZero(operands[state]))
                || (!strictly.Moved[i] && !IsZero(loop.Step, i, operands[..loop.Closed]))))
            {
                return new(Adds, []);
            }
        }

        return new(null, results);
    }

    // Whether an output of a body is zero: it says so, or is an operand outside that is.
    private static bool IsZero(Graph body, int output, ImmutableArray<Value> operands)
    {
        var value = body.Outputs[output];
        return Filled.IsZero(value)
            || (body.Inputs.IndexOf(value) is >= 0 and var input && input < operands.Length && Filled.IsZero(operands[input]));
    }
}
