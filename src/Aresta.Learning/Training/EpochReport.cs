namespace Aresta.Learning.Training;

/// <summary>An epoch that is over.</summary>
/// <param name="Epoch">1, 2, ….</param>
/// <param name="Step">How many steps there were since the beginning.</param>
/// <param name="Loss">The mean loss of its examples, each before the step that it was in.</param>
/// <param name="Validation">The evaluation behind it, where one was asked for.</param>
/// <param name="Elapsed">How long this run took for it.</param>
/// <param name="IsLast">Whether training ends here: the last epoch, or no more patience.</param>
public sealed record EpochReport(int Epoch, long Step, double Loss, Evaluation? Validation, TimeSpan Elapsed, bool IsLast);
