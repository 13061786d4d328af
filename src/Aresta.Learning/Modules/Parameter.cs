using Aresta.Learning.Initializers;
using Aresta.Tensors;

namespace Aresta.Learning.Modules;

/// <summary>
/// A place for a tensor in a module: its shape, and what it is before training. It holds no numbers; those are in
/// <see cref="Weights"/>, values of their own. A parameter that two modules share is one parameter.
/// </summary>
public sealed class Parameter
{
    /// <summary>A place for a tensor.</summary>
    /// <param name="shape">Its shape.</param>
    /// <param name="initializer">What it is before training.</param>
    /// <param name="isTrained">Whether gradients change it; otherwise it is state that passes write, such as running means.</param>
    public Parameter(Shape shape, Initializer initializer, bool isTrained = true)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        (Shape, Initializer, IsTrained) = (shape, initializer, isTrained);
    }

    /// <summary>Its shape.</summary>
    public Shape Shape { get; }

    /// <summary>What it is before training.</summary>
    public Initializer Initializer { get; }

    /// <summary>Whether gradients change it.</summary>
    public bool IsTrained { get; }
}
