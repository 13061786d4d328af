using System.Runtime.CompilerServices;
using Aresta.Primitives;

namespace Aresta.Graphs;

/// <content>Loops that run as long as a condition holds, on states that have names.</content>
public static partial class Flow
{
    /// <summary>
    /// The state when the condition no longer holds, from the first one on step by step:
    /// <c>Flow.While(x, x =&gt; x &gt; 1, x =&gt; x / 2)</c>.
    /// </summary>
    /// <param name="state">The first state. A bare number is a float64.</param>
    /// <param name="condition">Whether there is a further step: a truth value of the state.</param>
    /// <param name="step">The next state, of the same type. In the body the state is called as its parameter.</param>
    /// <param name="text">The step as written; the compiler fills it in.</param>
    /// <exception cref="GraphException">The condition gives no truth value, or the state changes its type.</exception>
    public static Value While(
        Value state, Func<Value, Value> condition, Func<Value, Value> step, [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(step);
        return While([state], s => condition(s[0]), s => step(s[0]), ParameterNames.Of(step, text))[0];
    }

    /// <summary>
    /// The states when the condition no longer holds, from the first ones on step by step:
    /// <c>Flow.While((x, 0), (x, n) =&gt; n &lt; 5, (x, n) =&gt; (x * x, n + 1))</c>.
    /// </summary>
    /// <param name="states">The first states. A bare number has the dtype of the first state that has one.</param>
    /// <param name="condition">Whether there is a further step: a truth value of the states.</param>
    /// <param name="step">The next states, of the same types. In the body states are called as its parameters.</param>
    /// <param name="text">The step as written; the compiler fills it in.</param>
    /// <exception cref="GraphException">The condition gives no truth value, or a state changes its type.</exception>
    public static (Value, Value) While(
        (Value, Value) states, Func<Value, Value, Value> condition, Func<Value, Value, (Value, Value)> step,
        [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(step);
        var s = While(
            [states.Item1, states.Item2], s => condition(s[0], s[1]), s => step(s[0], s[1]), ParameterNames.Of(step, text));
        return (s[0], s[1]);
    }

    /// <inheritdoc cref="While(
    /// ValueTuple{Value, Value}, Func{Value, Value, Value}, Func{Value, Value, ValueTuple{Value, Value}}, string)"/>
    public static (Value, Value, Value) While(
        (Value, Value, Value) states, Func<Value, Value, Value, Value> condition, Func<Value, Value, Value, (Value, Value, Value)> step,
        [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(step);
        var s = While(
            [states.Item1, states.Item2, states.Item3], s => condition(s[0], s[1], s[2]), s => step(s[0], s[1], s[2]),
            ParameterNames.Of(step, text));
        return (s[0], s[1], s[2]);
    }

    /// <inheritdoc cref="While(
    /// ValueTuple{Value, Value}, Func{Value, Value, Value}, Func{Value, Value, ValueTuple{Value, Value}}, string)"/>
    public static (Value, Value, Value, Value) While(
        (Value, Value, Value, Value) states, Func<Value, Value, Value, Value, Value> condition,
        Func<Value, Value, Value, Value, (Value, Value, Value, Value)> step, [CallerArgumentExpression(nameof(step))] string text = "")
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(step);
        var s = While(
            [states.Item1, states.Item2, states.Item3, states.Item4], s => condition(s[0], s[1], s[2], s[3]),
            s => step(s[0], s[1], s[2], s[3]), ParameterNames.Of(step, text));
        return (s[0], s[1], s[2], s[3]);
    }
}
