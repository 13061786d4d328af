using Aresta.Tensors;

namespace Aresta.OpInfo.Tests.Records;

/// <summary>An argument of a recorded call.</summary>
internal abstract record Argument
{
    /// <summary>The tensors in it, depth first.</summary>
    public virtual IEnumerable<TensorArgument> Tensors => [];
}

/// <summary>A tensor; derivatives are recorded by those that require a gradient.</summary>
internal sealed record TensorArgument(int Key, Tensor Tensor, bool RequiresGradient) : Argument
{
    public override IEnumerable<TensorArgument> Tensors => [this];
}

internal sealed record ListArgument(Argument[] Items) : Argument
{
    public override IEnumerable<TensorArgument> Tensors => Items.SelectMany(item => item.Tensors);
}

internal sealed record NumberArgument(double Value) : Argument;

internal sealed record FlagArgument(bool Value) : Argument;

internal sealed record TextArgument(string Value) : Argument;

internal sealed record NoneArgument : Argument;
