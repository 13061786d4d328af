using System.Runtime.CompilerServices;
using Aresta.Primitives;

namespace Aresta.Graphs;

/// <content>Loops over the rows of arrays, on states and rows that have names.</content>
public static partial class Flow
{
    /// <summary>
    /// A loop over the rows of an array: the state behind the last step, and the rows that the steps gave, as an array:
    /// <c>var (last, hs) = Flow.Scan(h, xs, (h, x) =&gt; { h = Tanh(h + x); return (h, h); })</c>.
    /// </summary>
    /// <param name="state">The first state. A bare number has the dtype of what it meets.</param>
    /// <param name="array">The array, whose axis 0 counts the steps.</param>
    /// <param name="step">
    /// From the state and a row to the next state and a row of the result. In the body both are called as its parameters.
    /// </param>
    /// <param name="backward">Whether the last row comes first.</param>
    /// <param name="budget">How many states a reverse pass may store; 0 for all that it needs of each step, and no step run again.</param>
    /// <param name="text">The step as written; the compiler fills it in.</param>
    /// <exception cref="GraphException">The array has no axis, or the state changes its type.</exception>
    public static (Value State, Value Rows) Scan(
        Value state, Value array, Func<Value, Value, (Value State, Value Row)> step, bool backward = false, int budget = 0,
        [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(step);
        var (states, rows) = Scan([state], [array], (s, r) => Parts(step(s[0], r[0])), backward, budget, ParameterNames.Of(step, text));
        return (states[0], rows[0]);
    }

    /// <inheritdoc cref="Scan(Value, Value, Func{Value, Value, ValueTuple{Value, Value}}, bool, int, string)"/>
    /// <summary>A loop with one state over the rows of two arrays: <c>Flow.Scan(h, (xs, ys), (h, x, y) =&gt; (h + x * y, h))</c>.</summary>
    public static (Value State, Value Rows) Scan(
        Value state, (Value, Value) arrays, Func<Value, Value, Value, (Value State, Value Row)> step, bool backward = false, int budget = 0,
        [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(step);
        var (states, rows) = Scan(
            [state], [arrays.Item1, arrays.Item2], (s, r) => Parts(step(s[0], r[0], r[1])), backward, budget,
            ParameterNames.Of(step, text));
        return (states[0], rows[0]);
    }

    /// <inheritdoc cref="Scan(Value, Value, Func{Value, Value, ValueTuple{Value, Value}}, bool, int, string)"/>
    /// <summary>
    /// A loop with two states over the rows of an array: <c>Flow.Scan((h, c), xs, (h, c, x) =&gt; ((h + x, c * x), h))</c>.
    /// </summary>
    public static ((Value, Value) States, Value Rows) Scan(
        (Value, Value) states, Value array, Func<Value, Value, Value, ((Value, Value) States, Value Row)> step, bool backward = false,
        int budget = 0, [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(step);
        var (last, rows) = Scan(
            [states.Item1, states.Item2], [array],
            (s, r) =>
            {
                var (next, row) = step(s[0], s[1], r[0]);
                return (next, row);
            },
            backward, budget, ParameterNames.Of(step, text));
        return ((last[0], last[1]), rows[0]);
    }

    /// <inheritdoc cref="Scan(Value, Value, Func{Value, Value, ValueTuple{Value, Value}}, bool, int, string)"/>
    /// <summary>
    /// The state behind the last row of an array, from the first one on row by row:
    /// <c>Flow.Fold(h, xs, (h, x) =&gt; Tanh(h + x))</c>.
    /// </summary>
    public static Value Fold(
        Value state, Value array, Func<Value, Value, Value> step, bool backward = false, int budget = 0,
        [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(step);
        return Scan([state], [array], (s, r) => (step(s[0], r[0]), NoRows), backward, budget, ParameterNames.Of(step, text)).States[0];
    }

    /// <inheritdoc cref="Fold(Value, Value, Func{Value, Value, Value}, bool, int, string)"/>
    /// <summary>The state behind the last rows of two arrays: <c>Flow.Fold(h, (xs, ys), (h, x, y) =&gt; h + x * y)</c>.</summary>
    public static Value Fold(
        Value state, (Value, Value) arrays, Func<Value, Value, Value, Value> step, bool backward = false, int budget = 0,
        [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(step);
        return Scan(
            [state], [arrays.Item1, arrays.Item2], (s, r) => (step(s[0], r[0], r[1]), NoRows), backward, budget,
            ParameterNames.Of(step, text)).States[0];
    }

    /// <inheritdoc cref="Fold(Value, Value, Func{Value, Value, Value}, bool, int, string)"/>
    /// <summary>Two states behind the last row of an array: <c>Flow.Fold((h, c), xs, (h, c, x) =&gt; (h + x, c * x))</c>.</summary>
    public static (Value, Value) Fold(
        (Value, Value) states, Value array, Func<Value, Value, Value, (Value, Value)> step, bool backward = false, int budget = 0,
        [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(step);
        var last = Scan(
            [states.Item1, states.Item2], [array], (s, r) => (step(s[0], s[1], r[0]), NoRows), backward, budget,
            ParameterNames.Of(step, text)).States;
        return (last[0], last[1]);
    }

    /// <summary>
    /// A function of each row of an array, one after the other. It takes the memory of one row at a time, and the time of as many; a batch
    /// of the function (<c>Function.Batch</c>) does all rows at once, and is nearly always the better choice.
    /// </summary>
    /// <param name="array">The array, whose axis 0 counts the rows.</param>
    /// <param name="function">From a row to a row of the result. In the body the row is called as its parameter.</param>
    /// <param name="text">The function as written; the compiler fills it in.</param>
    /// <exception cref="GraphException">The array has no axis.</exception>
    public static Value Map(Value array, Func<Value, Value> function, [CallerArgumentExpression(nameof(function))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        return Scan([], [array], (_, r) => (NoRows, function(r[0])), false, 0, ParameterNames.Of(function, text)).Rows[0];
    }

    /// <inheritdoc cref="Map(Value, Func{Value, Value}, string)"/>
    /// <summary>A function of the rows of two arrays, one pair after the other.</summary>
    public static Value Map(
        (Value, Value) arrays, Func<Value, Value, Value> function, [CallerArgumentExpression(nameof(function))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        return Scan(
            [], [arrays.Item1, arrays.Item2], (_, r) => (NoRows, function(r[0], r[1])), false, 0,
            ParameterNames.Of(function, text)).Rows[0];
    }

    private static Values NoRows => (Value[])[];

    private static (Values States, Values Rows) Parts((Value State, Value Row) step) => (step.State, step.Row);

    private static (Value[] States, Value[] Rows) Scan(
        Value[] states, Value[] arrays, Func<Value[], Value[], (Values States, Values Rows)> step, bool backward, int budget,
        string[] names)
    {
        foreach (var array in arrays.Where(array => array.Rank == 0))
        {
            throw new GraphException($"A loop over rows needs arrays with an axis 0, but {array} has none.");
        }

        return Scan(states, arrays, step, null, backward, budget, names);
    }
}
