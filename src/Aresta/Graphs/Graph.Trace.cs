using System.Runtime.CompilerServices;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <content>Tracing: a C# function becomes a graph by being run once on inputs that are not known yet.</content>
public sealed partial class Graph
{
    /// <summary>Up to how many nodes a trace reads the source line of each from the stack, unless told otherwise.</summary>
    public const int DefaultOriginBudget = 10_000;

    /// <summary>The graph of a function of one value.</summary>
    /// <param name="function">Run once; its parameter's name becomes the input's.</param>
    /// <param name="x">The type of the input; a float64 scalar unless given.</param>
    /// <param name="originBudget">How many nodes get their own source line; later ones get that of this call. 0 is the fastest.</param>
    /// <param name="text">The function as written; the compiler fills it in.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    /// <exception cref="GraphException">An operation in the function cannot take its operands.</exception>
    public static Graph Trace(
        Func<Value, Value> function, TensorType? x = null, int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(v => [function(v[0])], [x ?? TensorType.Float64()], ParameterNames.Of(function, text), originBudget, file, line);

    /// <summary>The graph of a function of two values.</summary>
    /// <inheritdoc cref="Trace(Func{Value, Value}, TensorType?, int, string, string, int)"/>
    /// <param name="function">Run once; its parameters' names become the inputs'.</param>
    /// <param name="x">The type of the first input; a float64 scalar unless given.</param>
    /// <param name="y">The type of the second input; a float64 scalar unless given.</param>
    /// <param name="originBudget">How many nodes get their own source line; later ones get that of this call. 0 is the fastest.</param>
    /// <param name="text">The function as written; the compiler fills it in.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    public static Graph Trace(
        Func<Value, Value, Value> function, TensorType? x = null, TensorType? y = null, int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(
            v => [function(v[0], v[1])], [x ?? TensorType.Float64(), y ?? TensorType.Float64()],
            ParameterNames.Of(function, text), originBudget, file, line);

    /// <summary>The graph of a function of three values.</summary>
    /// <inheritdoc cref="Trace(Func{Value, Value}, TensorType?, int, string, string, int)"/>
    /// <param name="function">Run once; its parameters' names become the inputs'.</param>
    /// <param name="x">The type of the first input; a float64 scalar unless given.</param>
    /// <param name="y">The type of the second input; a float64 scalar unless given.</param>
    /// <param name="z">The type of the third input; a float64 scalar unless given.</param>
    /// <param name="originBudget">How many nodes get their own source line; later ones get that of this call. 0 is the fastest.</param>
    /// <param name="text">The function as written; the compiler fills it in.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    public static Graph Trace(
        Func<Value, Value, Value, Value> function, TensorType? x = null, TensorType? y = null, TensorType? z = null,
        int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(
            v => [function(v[0], v[1], v[2])], [x ?? TensorType.Float64(), y ?? TensorType.Float64(), z ?? TensorType.Float64()],
            ParameterNames.Of(function, text), originBudget, file, line);

    /// <summary>The graph of a function of any number of values with any number of results.</summary>
    /// <param name="function">Run once.</param>
    /// <param name="types">The types of the inputs.</param>
    /// <param name="names">The names of the inputs; those that are missing are x0, x1, ….</param>
    /// <param name="originBudget">How many nodes get their own source line; later ones get that of this call. 0 is the fastest.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    /// <exception cref="GraphException">An operation in the function cannot take its operands.</exception>
    public static Graph Trace(
        Func<Value[], Value[]> function, IReadOnlyList<TensorType> types, IReadOnlyList<string>? names = null,
        int originBudget = DefaultOriginBudget, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(types);
        using var scope = OriginScope.Begin(new(file, line), originBudget);
        var inputs = new Value[types.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Value.Input(types[i], names is not null && i < names.Count ? names[i] : FormattableString.Invariant($"x{i}"));
        }

        return Create(inputs, function([.. inputs]));
    }
}
