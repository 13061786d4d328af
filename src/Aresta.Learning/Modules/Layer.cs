using Aresta.Primitives;

namespace Aresta.Learning.Modules;

/// <summary>A module that maps one value to another. The first axis is that of the examples of a batch.</summary>
public abstract class Layer : Module
{
    /// <summary>What the layer makes of a value.</summary>
    /// <param name="input">The value.</param>
    /// <param name="pass">The tracing, which knows the values of parameters.</param>
    /// <exception cref="ModelException">The layer cannot take the value; the message names the layer by its path.</exception>
    public Value Call(Value input, ForwardPass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        return pass.Enter(this, () => Apply(input, pass));
    }

    /// <summary>What the layer makes of a value.</summary>
    /// <param name="input">The value.</param>
    /// <param name="pass">The tracing: <c>pass[Weight]</c> is the value of a parameter.</param>
    protected abstract Value Apply(Value input, ForwardPass pass);
}
