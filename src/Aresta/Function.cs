using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta;

/// <summary>
/// A differentiable function written as a C# lambda: <c>Function.Of((a, b) =&gt; (a + b) * (b + 1))</c>. It is called with numbers, arrays
/// and tensors, and gives its derivatives of any order.
/// </summary>
/// <remarks>
/// The lambda is run once for each combination of dtypes and shapes with which the function is called, on values that are not known yet;
/// the graph this gives is kept. Numbers and arrays of <c>double</c> are float64, of <c>float</c> float32; a whole number written as an
/// argument is float64.
/// </remarks>
public sealed partial class Function
{
    private readonly Func<TensorType[], Graph> trace;
    private readonly ConcurrentDictionary<string, Graph> graphs = new();
    private readonly ConcurrentDictionary<string, Plan> plans = new();
    private readonly PlanOptions? options;

    private Function(Func<TensorType[], Graph> trace, PlanOptions? options = null) => (this.trace, this.options) = (trace, options);

    /// <summary>A function of one argument.</summary>
    /// <param name="function">The function; its parameters' names become those of the graph's inputs.</param>
    /// <param name="text">The function as written; the compiler fills it in.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    public static Function Of(
        Func<Value, Value> function,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Of(x => [function(x[0])], function, text, file, line);

    /// <summary>A function of two arguments.</summary>
    /// <inheritdoc cref="Of(Func{Value, Value}, string, string, int)"/>
    public static Function Of(
        Func<Value, Value, Value> function,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Of(x => [function(x[0], x[1])], function, text, file, line);

    /// <summary>A function of three arguments.</summary>
    /// <inheritdoc cref="Of(Func{Value, Value}, string, string, int)"/>
    public static Function Of(
        Func<Value, Value, Value, Value> function,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Of(x => [function(x[0], x[1], x[2])], function, text, file, line);

    /// <summary>A function of one argument with several results: <c>x =&gt; (Sin(x), Cos(x))</c>.</summary>
    /// <inheritdoc cref="Of(Func{Value, Value}, string, string, int)"/>
    public static Function Of(
        Func<Value, Values> function,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Of(x => function(x[0]), function, text, file, line);

    /// <summary>A function of two arguments with several results.</summary>
    /// <inheritdoc cref="Of(Func{Value, Value}, string, string, int)"/>
    public static Function Of(
        Func<Value, Value, Values> function,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Of(x => function(x[0], x[1]), function, text, file, line);

    /// <summary>A function of three arguments with several results.</summary>
    /// <inheritdoc cref="Of(Func{Value, Value}, string, string, int)"/>
    public static Function Of(
        Func<Value, Value, Value, Values> function,
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Of(x => function(x[0], x[1], x[2]), function, text, file, line);

    /// <summary>A function of any number of arguments with any number of results.</summary>
    /// <param name="names">The names of the arguments; their number is that of the arguments.</param>
    /// <param name="function">The function.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    public static Function Of(
        string[] names, Func<Value[], Values> function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(names);
        return Of(function, [.. names], file, line);
    }

    /// <summary>The function that a graph computes; it is called with tensors of the types of the graph's inputs.</summary>
    /// <exception cref="GraphException">On a call: the arguments do not have these types.</exception>
    public static Function Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return new(types => types.SequenceEqual(graph.Inputs.Select(input => input.Type))
            ? graph
            : throw new GraphException(
                $"The graph takes ({string.Join(", ", graph.Inputs)}), but was called with ({string.Join(", ", types)})."));
    }

    /// <summary>The graph of the function for arguments of the given types; float64 scalars are <c>TensorType.Float64()</c>.</summary>
    /// <exception cref="GraphException">
    /// The function cannot take arguments of these types; the message says where in it and why.
    /// </exception>
    public Graph Graph(params TensorType[] types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return graphs.GetOrAdd(string.Join(';', types), _ => trace(types));
    }

    /// <summary>
    /// The function whose graph is a transformation of this one's. All derivatives are made so, and they nest:
    /// <c>f.Transform(g =&gt; Jacobian.Of(g)).Transform(g =&gt; Jacobian.Of(g))</c>.
    /// </summary>
    public Function Transform(Func<Graph, Graph> transformation)
    {
        ArgumentNullException.ThrowIfNull(transformation);
        return new(types => transformation(Graph(types)), options);
    }

    /// <summary>
    /// The same function, of which calls run compiled plans, one for each combination of dtypes and shapes. So do its derivatives. Results
    /// are those of this function but for rounding.
    /// </summary>
    /// <param name="options">
    /// How graphs are compiled; the defaults unless given. Donations do not fit every graph and are not taken.
    /// </param>
    public Function Compiled(PlanOptions? options = null) => new(Graph, (options ?? new()) with { Donations = [] });

    /// <summary>The results at the given arguments: numbers, arrays or tensors.</summary>
    /// <exception cref="GraphException">
    /// The function cannot take arguments of these types; the message says where in it and why.
    /// </exception>
    public Results Call(params ReadOnlySpan<Tensor> arguments)
    {
        var types = Types(arguments);
        return new(options is null
            ? Interpreter.Run(Graph(types), arguments)
            : plans.GetOrAdd(string.Join(';', types), _ => Graph(types).Compile(options)).Run(arguments));
    }

    private static Function Of(Func<Value[], Values> body, Delegate function, string text, string file, int line) =>
        Of(body, ParameterNames.Of(function, text), file, line);

    private static Function Of(Func<Value[], Values> body, string[] names, string file, int line) => new(types =>
        types.Length == names.Length
        ? Graphs.Graph.Trace(body, types, names, file: file, line: line)
        : throw new GraphException(
            $"The function takes {names.Length} argument(s) ({string.Join(", ", names)}), but was called with {types.Length}."));

    private static TensorType[] Types(ReadOnlySpan<Tensor> arguments)
    {
        var types = new TensorType[arguments.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = arguments[i]?.Type ?? throw new GraphException(FormattableString.Invariant($"Argument {i} is no tensor, but null."));
        }

        return types;
    }
}
