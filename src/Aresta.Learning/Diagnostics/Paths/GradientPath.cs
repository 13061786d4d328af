namespace Aresta.Learning.Diagnostics.Paths;

/// <summary>A path from the loss back to a parameter: one of those over which the gradient is the sum.</summary>
/// <param name="Stops">The places that it passes, the loss first, the parameter last.</param>
/// <param name="Share">
/// What it adds to the gradient, as a part of it: ⟨its cotangent, gradient⟩ / ‖gradient‖². The shares of all paths have the sum 1; one is
/// negative that works against the others. Not a number where the gradient is 0.
/// </param>
public sealed record GradientPath(IReadOnlyList<PathStop> Stops, double Share)
{
    /// <summary>The product of the operator norms of its edges: the norm of what it carries is at most this.</summary>
    public double Bound => Stops[^1].Bound;

    /// <summary>The norm of what it carries to the parameter.</summary>
    public double Norm => Stops[^1].Norm;

    /// <summary>
    /// Where it dies: the edge behind which the least part of the cotangent is left, by the number of the stop that it leads to. Of several
    /// edges that leave nothing, the first.
    /// </summary>
    public int WeakestStop => Enumerable.Range(1, Stops.Count - 1).MinBy(Left);

    /// <summary>Which part of the cotangent's norm is left behind the edge to a stop; 0 behind one where nothing was left.</summary>
    public double Left(int stop) => Stops[stop - 1].Norm > 0 ? Stops[stop].Norm / Stops[stop - 1].Norm : double.PositiveInfinity;

    /// <summary>The way in names, from the loss: <c>loss ← 1 ← 0.state[40…13] ← 0.input_weight</c>.</summary>
    public override string ToString() => PathText.Of([.. Stops.Select(stop => stop.Name).OfType<string>()]);
}
