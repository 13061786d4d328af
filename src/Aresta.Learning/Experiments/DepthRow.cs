namespace Aresta.Learning.Experiments;

/// <summary>What came of networks of one kind and depth: medians over the seeds.</summary>
/// <param name="Activation">The activation: "relu".</param>
/// <param name="Initializer">The initializer: "He".</param>
/// <param name="Depth">How many hidden layers there are.</param>
/// <param name="Left">
/// Before training, the norm of the gradient behind the first dense layer by that behind the last hidden one.
/// </param>
/// <param name="Norms">Before training, the norm of the gradient behind each hidden dense layer, the first first.</param>
/// <param name="Loss">The loss on the test part after training.</param>
/// <param name="Accuracy">The accuracy there.</param>
public sealed record DepthRow(
    string Activation, string Initializer, int Depth, double Left, IReadOnlyList<double> Norms, double Loss, double Accuracy);
