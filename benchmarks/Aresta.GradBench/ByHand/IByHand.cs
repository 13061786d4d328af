namespace Aresta.GradBench.ByHand;

/// <summary>A derivative as one would write it by hand, on doubles, by the formulas of calculus.</summary>
internal interface IByHand
{
    /// <summary>What <see cref="Differentiate"/> computed, in the order of <see cref="Problems.Problem.Derivative"/>.</summary>
    ReadOnlySpan<double> Derivative { get; }

    /// <summary>Computes the derivative.</summary>
    void Differentiate();
}
