namespace Aresta.Learning.Diagnostics;

/// <summary>How the gradient of one batch flows through a model.</summary>
/// <param name="Examples">How many examples the batch has.</param>
/// <param name="Loss">The loss of the batch.</param>
/// <param name="Layers">The layers' values in the order in which they are computed: the gradient flows from the last to the first.</param>
/// <param name="Parameters">The trained parameters in the order of the model.</param>
public sealed record FlowReport(
    int Examples, double Loss, IReadOnlyList<LayerFlow> Layers, IReadOnlyList<ParameterFlow> Parameters)
{
    /// <summary>What the numbers say, the most severe first; one finding that all is well where nothing is wrong.</summary>
    public IReadOnlyList<Finding> Findings => Verdicts.Of(this);

    /// <summary>The most severe finding.</summary>
    public Finding Verdict => Findings[0];
}
