namespace Aresta.Learning.Experiments;

/// <summary>How wrong a gradient by central differences is: the length of its error by that of the gradient.</summary>
/// <param name="Step">By how much each parameter is moved.</param>
/// <param name="Double">The error in float64.</param>
/// <param name="Single">The error in float32.</param>
public sealed record ModesAccuracy(double Step, double Double, double Single);
