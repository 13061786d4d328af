namespace Aresta.Primitives;

/// <summary>The direction in which a sweep carries derivatives.</summary>
public enum SweepMode
{
    /// <summary>From operands to users: tangents.</summary>
    Forward,

    /// <summary>From users to operands: cotangents.</summary>
    Reverse,
}

/// <summary>
/// What a node of a derivative belongs to: it was made when a sweep passed <paramref name="Node"/>, which may belong to a derivative
/// itself.
/// </summary>
/// <param name="Node">The node whose local derivative the sweep applied.</param>
/// <param name="Mode">Whether tangents were pushed through it or cotangents pulled.</param>
public sealed record DerivativeOf(Node Node, SweepMode Mode);
