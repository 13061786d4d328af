namespace Aresta.Learning.Experiments;

/// <summary>A way to a gradient.</summary>
public enum GradientMode
{
    /// <summary>Reverse mode: one sweep from the loss to all parameters.</summary>
    Reverse,

    /// <summary>Forward mode: one sweep from each parameter to the loss.</summary>
    Forward,

    /// <summary>Central differences: two losses for each parameter.</summary>
    Numerical,

    /// <summary>Central differences in float32.</summary>
    NumericalSingle,
}
