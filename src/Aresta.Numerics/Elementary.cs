namespace Aresta.Numerics;

/// <summary>
/// The everyday names of the rule table, for every number type: <c>using static Aresta.Numerics.Elementary;</c> and write
/// <c>Tanh(x)</c>, whether x is a <see cref="Float64"/>, a <see cref="Dual{T}"/> or a value of a graph. Each name stands beside its rule.
/// </summary>
public static partial class Elementary;
