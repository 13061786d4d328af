using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>Something that is held in memory for a reverse pass.</summary>
/// <param name="Kind">Why it takes memory.</param>
/// <param name="Name">What the user calls it; null where it has no name.</param>
/// <param name="Of">What the user calls the value whose derivative it serves; null for a value of the function itself.</param>
/// <param name="Operation">The primitive that makes it; <c>state</c> for one that a loop hands from step to step.</param>
/// <param name="Origin">The source line that it comes from, where known.</param>
/// <param name="Type">
/// Its type; of the rows of a loop, all of them together; of what a loop that runs open keeps, that of one iteration.
/// </param>
/// <param name="Bytes">Its bytes: the elements, without what the runtime adds for an object.</param>
public sealed record KeptValue(KeptKind Kind, string? Name, string? Of, string Operation, Origin? Origin, TensorType Type, long Bytes)
{
    /// <summary>What it is, in words.</summary>
    public string Description => Kind switch
    {
        KeptKind.Input => $"{Name ?? "input"}, which is there anyway",
        KeptKind.PerIteration => $"{What}, each iteration",
        KeptKind.States => Name is null ? "stored states of a scan" : $"stored states {Name} of a scan",
        _ => What,
    };

    private string What => Name is not null ? $"{Name} ({Operation})" : Of is not null ? $"{Operation}, for {Of}" : Operation;
}

/// <summary>Why something takes memory in a reverse pass.</summary>
public enum KeptKind
{
    /// <summary>A value that was computed on the way forward and is used on the way back.</summary>
    Value,

    /// <summary>An input: the caller has it anyway.</summary>
    Input,

    /// <summary>What a loop keeps of each iteration, where their number is known only when it has run.</summary>
    PerIteration,

    /// <summary>
    /// The states that a scan under a budget stores while it is reversed; scans one after the other store them one after the other.
    /// </summary>
    States,
}
