namespace Aresta.Studio.Training.Attaching;

/// <summary>Where a studio is, and what requests to it carry.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Token">What requests carry.</param>
/// <param name="Process">Its process.</param>
public sealed record Place(Uri Address, string Token, int Process);
