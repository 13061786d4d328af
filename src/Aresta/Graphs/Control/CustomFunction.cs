namespace Aresta.Graphs;

/// <summary>
/// A function with derivatives of the user's own. It converts to the C# function that it is, which is then called like any other in traced
/// code.
/// </summary>
/// <remarks>
/// <code>
/// // log(1 + eˣ), whose derivative eˣ/(1 + eˣ) overflows as it stands
/// static readonly Func&lt;Value, Value&gt; Softplus =
///     Flow.Custom(x => Log(1 + Exp(x)), "softplus").WithPullback((x, y, c) => c / (1 + Exp(-x)));
/// </code>
/// The rules are functions of values, traced like the function itself for each combination of dtypes and shapes, so they are differentiated
/// themselves for higher derivatives, and may use custom functions. One rule is enough if it is linear in its tangents or cotangents: the
/// other is its transposition. Function and rules may use values around them; a derivative by such a value, if the function uses it, is an
/// error, for no rule says it.
/// </remarks>
/// <typeparam name="TFunction">The C# function that it is.</typeparam>
public sealed class CustomFunction<TFunction> where TFunction : Delegate
{
    private readonly Func<Func<Primitives.Value[], Primitives.Value[]>, TFunction> shape;

    internal CustomFunction(CustomDefinition definition, Func<Func<Primitives.Value[], Primitives.Value[]>, TFunction> shape)
    {
        (Definition, this.shape) = (definition, shape);
        Function = shape(definition.Apply);
    }

    internal CustomDefinition Definition { get; }

    /// <summary>The C# function.</summary>
    public TFunction Function { get; }

    /// <summary>
    /// The same function, with rules that are meant to differ from its derivatives: checks of gradients do not blame them, and equal
    /// applications are not merged.
    /// </summary>
    public CustomFunction<TFunction> Deliberately() => With(Definition with { Deliberate = true });

    /// <summary>The C# function.</summary>
    public static implicit operator TFunction(CustomFunction<TFunction> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.Function;
    }

    internal CustomFunction<TFunction> With(CustomDefinition definition) => new(definition, shape);
}
