using System.Runtime.CompilerServices;
using Aresta.Primitives;

namespace Aresta.Graphs;

/// <content>Functions with derivatives of the user's own.</content>
public static partial class Flow
{
    /// <summary>
    /// A function of one argument that is to have derivatives of its own: <c>Flow.Custom(f).WithPullback((x, y, c) => …)</c>.
    /// </summary>
    /// <param name="function">The function; it may use values around it.</param>
    /// <param name="name">What errors, reports and drawings call it.</param>
    /// <param name="text">The function as written; the compiler fills it in.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    /// <exception cref="GraphException">The name holds control characters, quotes or backslashes.</exception>
    public static CustomFunction<Func<Value, Value>> Custom(
        Func<Value, Value> function, string name = "",
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(Define(v => function(v[0]), ParameterNames.Of(function, text), name, file, line), apply => x => apply([x])[0]);

    /// <summary>A function of two arguments that is to have derivatives of its own.</summary>
    /// <inheritdoc cref="Custom(Func{Value, Value}, string, string, string, int)"/>
    public static CustomFunction<Func<Value, Value, Value>> Custom(
        Func<Value, Value, Value> function, string name = "",
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(Define(v => function(v[0], v[1]), ParameterNames.Of(function, text), name, file, line), apply => (x, y) => apply([x, y])[0]);

    /// <summary>A function of three arguments that is to have derivatives of its own.</summary>
    /// <inheritdoc cref="Custom(Func{Value, Value}, string, string, string, int)"/>
    public static CustomFunction<Func<Value, Value, Value, Value>> Custom(
        Func<Value, Value, Value, Value> function, string name = "",
        [CallerArgumentExpression(nameof(function))] string text = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new(
            Define(v => function(v[0], v[1], v[2]), ParameterNames.Of(function, text), name, file, line),
            apply => (x, y, z) => apply([x, y, z])[0]);

    /// <summary>A function of any number of arguments with any number of results that is to have derivatives of its own.</summary>
    /// <param name="names">The names of the arguments; their number is that of the arguments.</param>
    /// <param name="function">The function; it may use values around it.</param>
    /// <param name="name">What errors, reports and drawings call it.</param>
    /// <param name="file">The caller's file; the compiler fills it in.</param>
    /// <param name="line">The caller's line; the compiler fills it in.</param>
    /// <exception cref="GraphException">The name holds control characters, quotes or backslashes.</exception>
    public static CustomFunction<Func<Value[], Value[]>> Custom(
        string[] names, Func<Value[], Values> function, string name = "",
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(function);
        return new(Define(function, [.. names], name, file, line), apply => x => apply(x));
    }

    private static CustomDefinition Define(Func<Value[], Values> function, string[] names, string name, string file, int line)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Any(c => char.IsControl(c) || c is '"' or '\\')
            ? throw new GraphException(
                $"A custom function cannot be called '{name}': names hold no quotes, backslashes and control characters.")
            : new(name, names, function, new(file, line));
    }
}
