namespace Aresta.Studio.Training.Feed;

/// <summary>The paths from the loss back to a parameter along which most of its gradient may flow.</summary>
/// <param name="Step">How many steps there were.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="Gradient">The norm of its gradient, the sum over all paths.</param>
/// <param name="Count">How many paths there are: a whole number of any length.</param>
/// <param name="Paths">The heaviest first.</param>
public sealed record PathsEvent(long Step, string Parameter, double? Gradient, string Count, IReadOnlyList<HeavyPath> Paths) : FeedEvent;

/// <summary>One path from the loss back to a parameter.</summary>
/// <param name="Text">The way in names, with what repeats from time step to time step written once.</param>
/// <param name="Share">What it adds to the gradient, as a part of it; the shares of all paths have the sum 1.</param>
/// <param name="Norm">The norm of what it carries.</param>
/// <param name="Bound">The product of the operator norms of its edges.</param>
/// <param name="Places">The places that it passes, the loss first.</param>
/// <param name="Norms">What is left at each.</param>
public sealed record HeavyPath(
    string Text, double? Share, double? Norm, double? Bound, IReadOnlyList<string> Places, IReadOnlyList<double?> Norms);
