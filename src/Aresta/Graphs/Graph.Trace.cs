using System.Runtime.CompilerServices;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <content>Tracing: a C# function becomes a graph by being run once on inputs that are not known yet.</content>
public sealed partial class Graph
{
    /// <summary>Up to how many nodes a trace reads the source line of each from the stack, unless told otherwise.</summary>
    public const int DefaultOriginBudget = 10_000;

    /// <summary>The graph of a function of any number of values.</summary>
    /// <param name="function">Run once.</param>
    /// <param name="types">The types of the inputs.</param>
    /// <param name="names">The names of the inputs; those that are missing are x0, x1, ….</param>
    /// <param name="originBudget">How many nodes get their own source line; later ones get that of this call. 0 is the fastest.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    /// <exception cref="GraphException">An operation in the function cannot take its operands, or two inputs have one name.</exception>
    public static Graph Trace(
        Func<Value[], Values> function, IReadOnlyList<TensorType> types, IReadOnlyList<string>? names = null,
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

        RequireDistinctNames(inputs);
        return Create(inputs, function([.. inputs]).AsSpan());
    }

    /// <summary>The graph of a function of four values.</summary>
    /// <param name="function">Run once; the names of its parameters become those of the inputs.</param>
    /// <param name="x">The type of the first input; a float64 scalar unless given.</param>
    /// <param name="y">The type of the second input; a float64 scalar unless given.</param>
    /// <param name="z">The type of the third input; a float64 scalar unless given.</param>
    /// <param name="w">The type of the fourth input; a float64 scalar unless given.</param>
    /// <param name="originBudget">How many nodes get their own source line; later ones get that of this call. 0 is the fastest.</param>
    /// <param name="text">The function as written; the compiler fills it in.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    /// <exception cref="GraphException">An operation in the function cannot take its operands.</exception>
    public static Graph Trace(
        Func<Value, Value, Value, Value, Values> function,
        TensorType? x = null, TensorType? y = null, TensorType? z = null, TensorType? w = null, int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(v => function(v[0], v[1], v[2], v[3]), Types(x, y, z, w), ParameterNames.Of(function, text), originBudget, file, line);

    /// <summary>The graph of a function of three values.</summary>
    /// <inheritdoc cref="Trace(
    /// Func{Value, Value, Value, Value, Values}, TensorType?, TensorType?, TensorType?, TensorType?, int, string, string, int)"/>
    public static Graph Trace(
        Func<Value, Value, Value, Values> function,
        TensorType? x = null, TensorType? y = null, TensorType? z = null, int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(v => function(v[0], v[1], v[2]), Types(x, y, z), ParameterNames.Of(function, text), originBudget, file, line);

    /// <summary>The graph of a function of two values.</summary>
    /// <inheritdoc cref="Trace(
    /// Func{Value, Value, Value, Value, Values}, TensorType?, TensorType?, TensorType?, TensorType?, int, string, string, int)"/>
    public static Graph Trace(
        Func<Value, Value, Values> function,
        TensorType? x = null, TensorType? y = null, int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(v => function(v[0], v[1]), Types(x, y), ParameterNames.Of(function, text), originBudget, file, line);

    /// <summary>The graph of a function of one value.</summary>
    /// <inheritdoc cref="Trace(
    /// Func{Value, Value, Value, Value, Values}, TensorType?, TensorType?, TensorType?, TensorType?, int, string, string, int)"/>
    public static Graph Trace(
        Func<Value, Values> function,
        TensorType? x = null, int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(v => function(v[0]), Types(x), ParameterNames.Of(function, text), originBudget, file, line);

    private static TensorType[] Types(params ReadOnlySpan<TensorType?> types)
    {
        var result = new TensorType[types.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = types[i] ?? TensorType.Float64();
        }

        return result;
    }
}
