namespace Aresta.Learning.Diagnostics;

/// <summary>What can be found in the flow of a gradient.</summary>
public enum FindingKind
{
    /// <summary>Nothing is wrong.</summary>
    Healthy,

    /// <summary>Most numbers of a sigmoid or tanh are where it is flat.</summary>
    Saturated,

    /// <summary>Most units of a layer are 0 for every example.</summary>
    Dead,

    /// <summary>The gradient shrinks on its way by a factor of a thousand or more.</summary>
    Vanishing,

    /// <summary>The gradient shrinks so over the time steps of a recurrent layer.</summary>
    VanishingInTime,

    /// <summary>The gradient grows on its way by a factor of a thousand or more.</summary>
    Exploding,

    /// <summary>The gradient grows so over the time steps of a recurrent layer.</summary>
    ExplodingInTime,

    /// <summary>The loss has no gradient at all.</summary>
    NoGradient,

    /// <summary>There are infinite numbers, or such that are none.</summary>
    NonFinite,
}
