using System.Runtime.CompilerServices;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <content>Loops of a fixed number of steps, and choices among several branches.</content>
public static partial class Flow
{
    /// <summary>
    /// The state after a fixed number of steps: <c>Flow.For(10, x, (i, x) =&gt; x * x)</c>. The body stands in the graph once, where a
    /// <c>for</c> of C# would write it there ten times.
    /// </summary>
    /// <param name="count">How many steps there are.</param>
    /// <param name="state">The first state. A bare number is a float64.</param>
    /// <param name="step">
    /// From the number of the step (an int64, from 0) and the state to the next state, of the same type. In the body both are called as its
    /// parameters.
    /// </param>
    /// <param name="budget">How many states a reverse pass may store; 0 for all that it needs of each step, and no step run again.</param>
    /// <param name="text">The step as written; the compiler fills it in.</param>
    /// <exception cref="GraphException">The number is negative, or the state changes its type.</exception>
    public static Value For(
        int count, Value state, Func<Value, Value, Value> step, int budget = 0, [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(step);
        return For(count, [state], (i, s) => step(i, s[0]), budget, ParameterNames.Of(step, text))[0];
    }

    /// <inheritdoc cref="For(int, Value, Func{Value, Value, Value}, int, string)"/>
    /// <summary>Two states after a fixed number of steps: <c>Flow.For(10, (a, b), (i, a, b) =&gt; (b, a + b))</c>.</summary>
    public static (Value, Value) For(
        int count, (Value, Value) states, Func<Value, Value, Value, (Value, Value)> step, int budget = 0,
        [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(step);
        var s = For(count, [states.Item1, states.Item2], (i, s) => step(i, s[0], s[1]), budget, ParameterNames.Of(step, text));
        return (s[0], s[1]);
    }

    /// <inheritdoc cref="For(int, Value, Func{Value, Value, Value}, int, string)"/>
    /// <summary>Three states after a fixed number of steps.</summary>
    public static (Value, Value, Value) For(
        int count, (Value, Value, Value) states, Func<Value, Value, Value, Value, (Value, Value, Value)> step, int budget = 0,
        [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(step);
        var s = For(
            count, [states.Item1, states.Item2, states.Item3], (i, s) => step(i, s[0], s[1], s[2]), budget, ParameterNames.Of(step, text));
        return (s[0], s[1], s[2]);
    }

    /// <summary>
    /// What the branch at an index computes; an index below 0 chooses the first branch, one beyond the last chooses that.
    /// </summary>
    /// <param name="index">An integer without axes.</param>
    /// <param name="branches">The branches, which give the same type; one of them is run.</param>
    /// <exception cref="GraphException">There is no branch, the index is no integer, or branches give different types.</exception>
    public static Value Switch(Value index, params Func<Value>[] branches)
    {
        ArgumentNullException.ThrowIfNull(branches);
        return Switch(index, [.. branches.Select(branch => (Func<Values>)(() => branch()))])[0];
    }

    /// <inheritdoc cref="Switch(Value, Func{Value}[])"/>
    public static Value[] Switch(Value index, params Func<Values>[] branches)
    {
        ArgumentNullException.ThrowIfNull(branches);
        if (branches.Length == 0 || index.Rank > 0 || index.DType is not (DType.Int32 or DType.Int64))
        {
            throw new GraphException(branches.Length == 0
                ? "A switch needs a branch at least."
                : $"A switch chooses by an integer without axes, but was given {index}.");
        }

        return Choose(0, branches.Length).ToArray();

        // By halves, so that many branches do not nest deeply.
        Values Choose(int from, int to)
        {
            var middle = (from + to) / 2;
            return to - from == 1 ? branches[from]() : If(index < middle, () => Choose(from, middle), () => Choose(middle, to));
        }
    }

    private static Value[] For(int count, Value[] states, Func<Value, Value[], Values> step, int budget, string[] names) => count < 0
        ? throw new GraphException(FormattableString.Invariant($"A loop has a number of steps, but was given {count}."))
        : Scan(
            states, [Operations.Arange(count)], (s, i) => (step(i[0], s), NoRows), null, false, budget, [.. names[1..], names[0]]).States;
}
