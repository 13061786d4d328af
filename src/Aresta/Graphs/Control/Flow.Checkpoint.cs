using Aresta.Primitives;

namespace Aresta.Graphs;

/// <content>Checkpoints: less memory for more work.</content>
public static partial class Flow
{
    /// <summary>
    /// A function as it is, but of whose inside a reverse pass keeps only what it is told to; the rest is computed again when it is needed.
    /// The derivatives are the same, and are checkpointed in the same way: <c>Flow.Checkpoint(x =&gt; layer(x, w), x)</c>.
    /// </summary>
    /// <param name="function">The function; it may use values around it.</param>
    /// <param name="x">What it is applied to.</param>
    /// <param name="keep">What is kept; nothing but the arguments unless given.</param>
    /// <param name="label">What the part is called.</param>
    public static Value Checkpoint(Func<Value, Value> function, Value x, Keep? keep = null, string label = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        return Checkpoint(v => function(v[0]), [x], keep, label)[0];
    }

    /// <inheritdoc cref="Checkpoint(Func{Value, Value}, Value, Keep?, string)"/>
    /// <param name="function">The function; it may use values around it.</param>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    /// <param name="keep">What is kept; nothing but the arguments unless given.</param>
    /// <param name="label">What the part is called.</param>
    public static Value Checkpoint(Func<Value, Value, Value> function, Value x, Value y, Keep? keep = null, string label = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        return Checkpoint(v => function(v[0], v[1]), [x, y], keep, label)[0];
    }

    /// <inheritdoc cref="Checkpoint(Func{Value, Value}, Value, Keep?, string)"/>
    /// <param name="function">The function; it may use values around it.</param>
    /// <param name="x">The first argument.</param>
    /// <param name="y">The second argument.</param>
    /// <param name="z">The third argument.</param>
    /// <param name="keep">What is kept; nothing but the arguments unless given.</param>
    /// <param name="label">What the part is called.</param>
    public static Value Checkpoint(
        Func<Value, Value, Value, Value> function, Value x, Value y, Value z, Keep? keep = null, string label = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        return Checkpoint(v => function(v[0], v[1], v[2]), [x, y, z], keep, label)[0];
    }

    /// <inheritdoc cref="Checkpoint(Func{Value, Value}, Value, Keep?, string)"/>
    /// <param name="function">The function; it may use values around it.</param>
    /// <param name="arguments">What it is applied to.</param>
    /// <param name="keep">What is kept; nothing but the arguments unless given.</param>
    /// <param name="label">What the part is called.</param>
    public static Value[] Checkpoint(Func<Value[], Values> function, Value[] arguments, Keep? keep = null, string label = "") =>
        Call(function, arguments, label, keep ?? Keep.Nothing);

    /// <summary>The function with this border around it, to be applied later: <c>var layer = Flow.Checkpoint(Layer);</c></summary>
    /// <inheritdoc cref="Checkpoint(Func{Value, Value}, Value, Keep?, string)"/>
    public static Func<Value, Value> Checkpoint(Func<Value, Value> function, Keep? keep = null) => x => Checkpoint(function, x, keep);

    /// <inheritdoc cref="Checkpoint(Func{Value, Value}, Keep?)"/>
    public static Func<Value, Value, Value> Checkpoint(Func<Value, Value, Value> function, Keep? keep = null) =>
        (x, y) => Checkpoint(function, x, y, keep);

    /// <inheritdoc cref="Checkpoint(Func{Value, Value}, Keep?)"/>
    public static Func<Value, Value, Value, Value> Checkpoint(Func<Value, Value, Value, Value> function, Keep? keep = null) =>
        (x, y, z) => Checkpoint(function, x, y, z, keep);
}
