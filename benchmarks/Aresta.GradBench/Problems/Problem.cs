using System.Text.Json;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Transforms;

namespace Aresta.GradBench.Problems;

/// <summary>
/// A function at given arguments: its value, computed by plain code on doubles, and its derivative, computed by Aresta. Both lie flat in
/// memory that is made once; what is made ready beforehand (a graph compiled, a trace) is <see cref="Prepare"/>.
/// </summary>
internal abstract class Problem
{
    /// <summary>What <see cref="Evaluate"/> computed.</summary>
    public abstract ReadOnlySpan<double> Primal { get; }

    /// <summary>What <see cref="Differentiate"/> computed.</summary>
    public abstract ReadOnlySpan<double> Derivative { get; }

    /// <summary>Makes ready what does not depend on the values of the arguments. Once, before the first derivative.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Computes the function.</summary>
    public abstract void Evaluate();

    /// <summary>Computes the derivative.</summary>
    public abstract void Differentiate();

    /// <summary>Writes the value as the protocol wants it: a number, if it is one.</summary>
    public virtual void WritePrimal(Utf8JsonWriter json) => json.WriteNumberValue(Primal[0]);

    /// <summary>Writes the derivative as the protocol wants it: a list, unless something else is said.</summary>
    public virtual void WriteDerivative(Utf8JsonWriter json) => json.WriteNumbers(Derivative);

    /// <summary>What the derivative consists of, where a plan computes it.</summary>
    public string Explanation { get; private set; } = "By numbers, without a plan.";

    /// <summary>The plan of a graph, on one thread, with its memory.</summary>
    protected PlanMemory Compile(Graph graph) => Plan(graph).CreateMemory();

    /// <summary>The plan of a graph, on one thread.</summary>
    protected Plan Plan(Graph graph)
    {
        var plan = EliminateCommonSubexpressions.Of(graph).Compile(new() { ThreadCount = 1 });
        Explanation = plan.Explain();
        return plan;
    }
}
