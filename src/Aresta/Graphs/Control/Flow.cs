using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// Choices, loops and calls inside a traced function. They read like the statements they stand for, and their bodies may use any value
/// around them; derivatives flow through these as well.
/// </summary>
/// <remarks>
/// An <c>if</c> or a <c>for</c> of C# is decided while the function is traced, so the graph holds what was decided. These are decided when
/// the graph runs.
/// </remarks>
public static partial class Flow
{
    /// <summary>What <paramref name="then"/> computes where the condition holds, else what <paramref name="otherwise"/> computes.</summary>
    /// <param name="condition">
    /// A truth value, a bool without axes. For a choice element by element there is <see cref="Value.Where"/>.
    /// </param>
    /// <param name="then">Run where it holds.</param>
    /// <param name="otherwise">Run where it does not; it gives the same types.</param>
    /// <exception cref="GraphException">The condition is no truth value, or the branches give different types.</exception>
    public static Value If(Value condition, Func<Value> then, Func<Value> otherwise)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(otherwise);
        return If(condition, () => (Values)then(), () => (Values)otherwise())[0];
    }

    /// <inheritdoc cref="If(Value, Func{Value}, Func{Value})"/>
    public static Value[] If(Value condition, Func<Values> then, Func<Values> otherwise)
    {
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(otherwise);
        var branches = Closure.Trace((_ => then(), [], null), (_ => otherwise(), [], null));
        return Results(Node.Create(new Cond(branches[0].Body, branches[1].Body), [condition, .. branches[0].Closed]));
    }

    /// <summary>The states when the condition no longer holds, from the first ones on step by step.</summary>
    /// <param name="states">The first states.</param>
    /// <param name="condition">Whether there is a further step: a truth value of the states.</param>
    /// <param name="step">The next states, of the same types.</param>
    /// <exception cref="GraphException">The condition gives no truth value, or a state changes its type.</exception>
    public static Value[] While(Value[] states, Func<Value[], Value> condition, Func<Value[], Values> step) =>
        While(states, condition, step, null);

    private static Value[] While(Value[] states, Func<Value[], Value> condition, Func<Value[], Values> step, string?[]? names)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(step);
        var first = Settled(states, []);
        TensorType[] types = [.. first.Select(state => state.Type)];
        names ??= Names(first);
        var bodies = Closure.Trace((s => condition(s), types, names), (step, types, names));
        if (bodies[1].Body.Outputs.Length is var count && count != types.Length)
        {
            throw new GraphException(
                FormattableString.Invariant($"A step of a while loop was given {types.Length} states, but gave {count}."));
        }

        var closed = bodies[0].Closed;
        return Results(Node.Create(new While(bodies[0].Body, bodies[1].Body, closed.Length), [.. closed, .. first]));
    }

    /// <summary>A loop over the rows of arrays: the states behind the last step, and the rows that the steps gave, as arrays.</summary>
    /// <param name="states">The first states.</param>
    /// <param name="arrays">The arrays, whose axis 0 counts the steps.</param>
    /// <param name="step">From the states and a row of each array to the next states and rows of the results.</param>
    /// <param name="length">How many steps there are; needed only where there are no arrays.</param>
    /// <param name="backward">Whether the last rows come first.</param>
    /// <param name="budget">
    /// How many states a reverse pass may store, the first one included: it then runs steps again from these, as few as there can be
    /// (Griewank and Walther's revolve). 0 for all that the derivative needs of each step, and no step run again.
    /// </param>
    /// <exception cref="GraphException">The arrays have different numbers of rows, or a state changes its type.</exception>
    public static (Value[] States, Value[] Rows) Scan(
        Value[] states, Value[] arrays, Func<Value[], Value[], (Values States, Values Rows)> step, int? length = null,
        bool backward = false, int budget = 0) =>
        Scan(states, arrays, step, length, backward, budget, null);

    private static (Value[] States, Value[] Rows) Scan(
        Value[] states, Value[] arrays, Func<Value[], Value[], (Values States, Values Rows)> step, int? length, bool backward, int budget,
        string?[]? names)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(arrays);
        ArgumentNullException.ThrowIfNull(step);
        var steps = length ?? (arrays is [{ Rank: > 0 } array, ..]
            ? array.Shape[0]
            : throw new GraphException("A scan without arrays over which it runs needs its length."));
        foreach (var each in arrays)
        {
            if (each.Rank == 0 || each.Shape[0] != steps)
            {
                throw new GraphException(
                    FormattableString.Invariant($"A scan of {steps} steps cannot run over {each}: it has not {steps} rows."));
            }
        }

        var first = Settled(states, arrays);
        TensorType[] types =
        [
            .. first.Select(state => state.Type), .. arrays.Select(a => a.Type with { Shape = [.. a.Shape.AsSpan()[1..]] }),
        ];
        var count = -1;
        var body = Closure.Trace(
            inputs =>
            {
                var (next, rows) = step(inputs[..first.Length], inputs[first.Length..]);
                count = next.AsSpan().Length;
                return (Values)(Value[])[.. next.AsSpan(), .. rows.AsSpan()];
            },
            types, names ?? Names([.. first, .. arrays]));
        if (count != first.Length)
        {
            throw new GraphException(FormattableString.Invariant($"A step of a scan was given {first.Length} states, but gave {count}."));
        }

        var results = Results(Node.Create(
            new Scan(body.Body, body.Closed.Length, first.Length, steps, backward, budget), [.. body.Closed, .. first, .. arrays]));
        return (results[..first.Length], results[first.Length..]);
    }

    /// <summary>A function applied as one operation.</summary>
    /// <param name="function">The function; it may use values around it.</param>
    /// <param name="arguments">What it is applied to.</param>
    /// <param name="label">What the part is called.</param>
    /// <param name="keep">What a reverse pass keeps of its inside; all it needs unless given.</param>
    public static Value[] Call(Func<Value[], Values> function, Value[] arguments, string label = "", Keep? keep = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(arguments);
        Value[] given = [.. arguments.Select(argument => argument.Settled(DType.Float64))];
        var body = Closure.Trace(function, [.. given.Select(argument => argument.Type)], Names(given));
        return Results(Node.Create(new Call(body.Body, label, keep ?? Keep.Everything), [.. body.Closed, .. given]));
    }

    private static Value[] Results(Node node) => [.. Enumerable.Range(0, node.Results.Length).Select(node.Result)];

    // A bare number begins as what it meets: the first floating dtype among the other states, then among the arrays.
    private static Value[] Settled(Value[] states, Value[] arrays)
    {
        var met = states.Concat(arrays).Where(value => value.Node.Primitive is not Literal && value.DType.IsFloating).ToArray();
        return [.. states.Select(state => state.Settled(met.Length > 0 ? met[0].DType : DType.Float64))];
    }

    // Inputs of a body are called as what they stand for, where that does not call two of them the same.
    private static string?[] Names(Value[] values)
    {
        var taken = new HashSet<string>();
        return [.. values.Select(value => value.Name is { } name && taken.Add(name) ? name : null)];
    }
}
