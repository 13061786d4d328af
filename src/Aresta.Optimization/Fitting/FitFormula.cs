using Aresta.Expressions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Optimization;

/// <summary>
/// A formula such as <c>y = b1*(1-exp(-b2*x))</c>: on the left of its last = what was measured, a column or a formula of columns; on the
/// right the model, of columns and parameters. Statements before it may name parts of the model.
/// </summary>
public sealed class FitFormula
{
    private readonly Program response, model;

    private FitFormula(Program response, Program model) => (this.response, this.model) = (response, model);

    /// <summary>The left side as written.</summary>
    public string Response => response.Source.Trim();

    /// <summary>All names of the formula that are not its own, in order of appearance: columns and parameters.</summary>
    public IReadOnlyList<string> Names => [.. response.Inputs.Concat(model.Inputs).Distinct()];

    /// <summary>Reads a formula.</summary>
    /// <exception cref="ExpressionException">It is malformed; the message says what and where.</exception>
    /// <exception cref="OptimizationException">There is no =, or nothing on its left.</exception>
    public static FitFormula Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (begin, at) = LastAssignment(text);
        if (at < 0)
        {
            Program.Parse(text);
            throw new OptimizationException(OptimizationProblem.NoEquation);
        }

        // Blanks keep every place where it was, so that messages show it.
        return new(
            Program.Parse($"{Blank(text[..begin])}{text[begin..at]}"),
            Program.Parse($"{text[..begin]}{Blank(text[begin..(at + 1)])}{text[(at + 1)..]}"));
    }

    /// <summary>The graph of the left side: an input for each of the columns, in this order; one number.</summary>
    internal Graph ResponseGraph(IReadOnlyList<string> columns)
    {
        foreach (var name in response.Inputs.Where(name => !columns.Contains(name)))
        {
            throw new OptimizationException(OptimizationProblem.LeftSide, name, string.Join(", ", columns));
        }

        return Arranged(response, columns);
    }

    /// <summary>
    /// The graph of the model and its gradient: an input for each parameter and each column, in this order; the value, then its derivative
    /// by each parameter.
    /// </summary>
    internal Graph ModelGraph(IReadOnlyList<string> parameters, IReadOnlyList<string> columns)
    {
        if (parameters.Count == 0)
        {
            throw new OptimizationException(OptimizationProblem.NoParameters);
        }

        foreach (var name in parameters)
        {
            if (columns.Contains(name))
            {
                throw new OptimizationException(OptimizationProblem.ParameterIsColumn, name);
            }

            if (!model.Inputs.Contains(name))
            {
                throw new OptimizationException(OptimizationProblem.UnusedParameter, name);
            }
        }

        foreach (var name in model.Inputs.Where(name => !columns.Contains(name) && !parameters.Contains(name)))
        {
            throw new OptimizationException(OptimizationProblem.UnknownName, name, string.Join(", ", columns));
        }

        var graph = Arranged(model, [.. parameters, .. columns]);
        var both = Gradient.WithValue(graph, [.. Enumerable.Range(0, parameters.Count).Select(i => (Port)i)]);
        return EliminateCommonSubexpressions.Of(Simplify.Of(both));
    }

    /// <summary>The program on inputs of our choice and order, of which it may use fewer.</summary>
    internal static Graph Arranged(Program program, IReadOnlyList<string> names)
    {
        var graph = program.ToGraph();
        if (graph.Outputs.Length != 1)
        {
            throw new OptimizationException(
                OptimizationProblem.SeveralValues, string.Join(", ", graph.Outputs.Select(output => output.Name)));
        }

        if (graph.Outputs[0].Type != TensorType.Float64())
        {
            throw new OptimizationException(OptimizationProblem.NotScalar, graph.Outputs[0].Type);
        }

        var inputs = names.ToDictionary(name => name, name => Value.Input(TensorType.Float64(), name));
        return Graph.Create([.. names.Select(name => inputs[name])], graph.Apply([.. program.Inputs.Select(name => inputs[name])]));
    }

    private static string Blank(string text) => new([.. text.Select(c => c is '\n' ? c : ' ')]);

    // The statement in which the last = stands, and where; ==, <=, >= and != compare.
    private static (int Begin, int At) LastAssignment(string text)
    {
        var (begin, last, comment) = (0, (0, -1), false);
        for (var i = 0; i < text.Length; i++)
        {
            comment = text[i] != '\n' && (comment || text[i] == '#');
            if (comment)
            {
                continue;
            }

            if (text[i] is '\n' or ';')
            {
                begin = i + 1;
            }
            else if (text[i] == '=' && i + 1 < text.Length && text[i + 1] == '=')
            {
                i++;
            }
            else if (text[i] == '=' && !(i > 0 && text[i - 1] is '<' or '>' or '!'))
            {
                last = (begin, i);
            }
        }

        return last;
    }
}
