using System.Runtime.CompilerServices;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <content>
/// Tracing of methods and delegates that return a <see cref="Value"/> or an array: to these, unlike to lambdas, C# applies no conversion of
/// results.
/// </content>
public sealed partial class Graph
{
    /// <inheritdoc cref="Trace(Func{Value[], Values}, IReadOnlyList{TensorType}, IReadOnlyList{string}?, int, string, int)"/>
    public static Graph Trace(
        Func<Value[], Value[]> function, IReadOnlyList<TensorType> types, IReadOnlyList<string>? names = null,
        int originBudget = DefaultOriginBudget, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(v => (Values)function(v), types, names, originBudget, file, line);

    /// <inheritdoc cref="Trace(
    /// Func{Value, Value, Value, Value, Values}, TensorType?, TensorType?, TensorType?, TensorType?, int, string, string, int)"/>
    public static Graph Trace(
        Func<Value, Value, Value, Value, Value> function,
        TensorType? x = null, TensorType? y = null, TensorType? z = null, TensorType? w = null, int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(v => function(v[0], v[1], v[2], v[3]), Types(x, y, z, w), ParameterNames.Of(function, text), originBudget, file, line);

    /// <inheritdoc cref="Trace(Func{Value, Value, Value, Values}, TensorType?, TensorType?, TensorType?, int, string, string, int)"/>
    public static Graph Trace(
        Func<Value, Value, Value, Value> function,
        TensorType? x = null, TensorType? y = null, TensorType? z = null, int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(v => function(v[0], v[1], v[2]), Types(x, y, z), ParameterNames.Of(function, text), originBudget, file, line);

    /// <inheritdoc cref="Trace(Func{Value, Value, Values}, TensorType?, TensorType?, int, string, string, int)"/>
    public static Graph Trace(
        Func<Value, Value, Value> function,
        TensorType? x = null, TensorType? y = null, int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(v => function(v[0], v[1]), Types(x, y), ParameterNames.Of(function, text), originBudget, file, line);

    /// <inheritdoc cref="Trace(Func{Value, Values}, TensorType?, int, string, string, int)"/>
    public static Graph Trace(
        Func<Value, Value> function,
        TensorType? x = null, int originBudget = DefaultOriginBudget,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Trace(v => function(v[0]), Types(x), ParameterNames.Of(function, text), originBudget, file, line);
}
