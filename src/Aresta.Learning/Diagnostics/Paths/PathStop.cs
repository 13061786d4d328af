namespace Aresta.Learning.Diagnostics.Paths;

/// <summary>A place on a path from the loss to a parameter.</summary>
/// <param name="Name">What it is called: "loss", a layer's value ("1", "0.state[12]" at time step 12), the parameter; or null.</param>
/// <param name="Bound">The product of the operator norms of the edges from the loss to here.</param>
/// <param name="Norm">The norm of the cotangent that flows along this path alone, here.</param>
public sealed record PathStop(string? Name, double Bound, double Norm);
