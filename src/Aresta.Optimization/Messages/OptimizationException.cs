using Aresta.Expressions;

namespace Aresta.Optimization;

/// <summary>
/// Data, a formula or a start that cannot be worked with. <see cref="Exception.Message"/> is English; <see cref="Describe"/> says it in
/// another language.
/// </summary>
public sealed class OptimizationException : Exception
{
    private readonly object[] arguments;

    internal OptimizationException(OptimizationProblem problem, params object[] arguments)
        : base(OptimizationTexts.Sentence(problem, Language.English, arguments)) => (Problem, this.arguments) = (problem, arguments);

    /// <summary>What is wrong.</summary>
    public OptimizationProblem Problem { get; }

    /// <summary>The sentence in a language.</summary>
    public string Describe(Language language) => OptimizationTexts.Sentence(Problem, language, arguments);
}
