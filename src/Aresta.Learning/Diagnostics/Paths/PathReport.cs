using System.Numerics;

namespace Aresta.Learning.Diagnostics.Paths;

/// <summary>Which paths carry the gradient of a parameter.</summary>
/// <param name="Parameter">The parameter's path in the model.</param>
/// <param name="GradientNorm">The norm of its gradient, the sum over all paths.</param>
/// <param name="Count">How many paths there are, of which any two differ in a place that has a name or at a border of a time step.</param>
/// <param name="Paths">The heaviest, those with the greatest bound first.</param>
public sealed record PathReport(string Parameter, double GradientNorm, BigInteger Count, IReadOnlyList<GradientPath> Paths);
