using Aresta.Primitives;

namespace Aresta.Functions;

/// <summary>What a loss does with the losses of single elements.</summary>
public enum Reduction
{
    /// <summary>The mean, a scalar.</summary>
    Mean,

    /// <summary>The sum, a scalar.</summary>
    Sum,

    /// <summary>Nothing: one loss an element.</summary>
    None,
}

internal static class Reductions
{
    public static Value Reduced(this Value losses, Reduction reduction) => reduction switch
    {
        Reduction.Mean => losses.Mean(),
        Reduction.Sum => losses.Sum(),
        _ => losses,
    };

    /// <summary>As <see cref="Reduced(Value, Reduction)"/>, where the mean is Σlosses/Σweights (the losses are weighted already).</summary>
    public static Value Reduced(this Value losses, Reduction reduction, Value weights) =>
        reduction == Reduction.Mean ? losses.Sum() / weights.Sum() : losses.Reduced(reduction);
}
