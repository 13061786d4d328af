using Aresta.Functions;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Layers;

/// <summary>A function without parameters as a layer: <c>new Activation(x => x.Relu())</c>, or a common one by name.</summary>
public sealed class Activation : Layer
{
    private readonly string name;
    private readonly Func<Value, Value> function;

    /// <summary>A function as a layer.</summary>
    /// <param name="function">The function.</param>
    /// <param name="name">What summaries and errors call it; the compiler fills in its text.</param>
    public Activation(
        Func<Value, Value> function, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(function))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(function);
        (this.function, this.name) = (function, name);
    }

    /// <summary>max(x, 0).</summary>
    public static Activation Relu => new(x => x.Relu(), "Relu");

    /// <summary>tanh x.</summary>
    public static Activation Tanh => new(x => Tanh(x), "Tanh");

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static Activation Sigmoid => new(x => Sigmoid(x), "Sigmoid");

    /// <summary>x·Φ(x), Φ the distribution function of the standard normal distribution.</summary>
    public static Activation Gelu => new(x => x.Gelu(), "Gelu");

    /// <inheritdoc/>
    public override string ToString() => name;

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => function(input);
}
