using System.Text;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>A program and its derivatives as equations in LaTeX, aligned at their signs of equality.</summary>
public static class Equations
{
    // Deeper bodies nobody reads as formulas.
    private const int DeepestBody = 6;

    /// <summary>The equations: a line for each name, then one for each derivative, with its number where there is a point.</summary>
    /// <param name="question">The graph and the chosen ends.</param>
    /// <param name="derivation">The graph at a point.</param>
    /// <param name="derivatives">The derivatives there.</param>
    /// <param name="order">1, or 2 for second derivatives as well.</param>
    public static string Latex(Question question, Derivation? derivation = null, Derivatives? derivatives = null, int order = 1)
    {
        ArgumentNullException.ThrowIfNull(question);
        var labels = new Labels(question.Values);
        var lines = new List<string>();
        if (question.Values.Count <= SymbolicDerivative.LargestGraph)
        {
            lines.AddRange(question.Values.Where(value => value.Node.Primitive is not (Input or Constant) && value.Name is not null)
                .SelectMany(value => Lines(Name(value), Formula.Of(value, Notation.Latex, inNames: true), derivation?.ValueOf(value))));
        }

        lines.AddRange(Bodies(question.Graph, ""));
        foreach (var output in question.Outputs)
        {
            foreach (var input in question.Inputs)
            {
                lines.AddRange(Lines(
                    $"\\frac{{\\partial {Name(output)}}}{{\\partial {Name(input)}}}",
                    SymbolicDerivative.Of(question.Graph, output, input, Notation.Latex),
                    derivatives?.First(output, input)));
            }

            if (order == 2)
            {
                lines.AddRange(question.Inputs.SelectMany(input => question.Inputs.SelectMany(other => Lines(
                    input == other
                        ? $"\\frac{{\\partial^2 {Name(output)}}}{{\\partial {Name(input)}^2}}"
                        : $"\\frac{{\\partial^2 {Name(output)}}}{{\\partial {Name(input)} \\, \\partial {Name(other)}}}",
                    SymbolicDerivative.Second(question.Graph, output, input, other, Notation.Latex),
                    derivatives?.Second(output, input, other)))));
            }
        }

        return new StringBuilder("\\begin{align*}\n").AppendJoin(" \\\\\n", lines).Append("\n\\end{align*}\n").ToString();

        string Name(Value value) => Notation.Latex.Name(labels[value]);
    }

    // What bodies compute, each as a function: condition, body, then, … with what they stand in before them.
    private static IEnumerable<string> Bodies(Graph graph, string owner)
    {
        var values = graph.Nodes.SelectMany(node => Enumerable.Range(0, node.Results.Length).Select(node.Result)).ToList();
        if (values.Count > SymbolicDerivative.LargestGraph || owner.Count(c => c == '.') > DeepestBody)
        {
            yield break;
        }

        var labels = new Labels(values);
        foreach (var node in graph.Nodes)
        {
            if (node.Primitive is not Control control)
            {
                continue;
            }

            foreach (var (name, body) in control.Bodies)
            {
                var title = $"{owner}{labels[node.Result()]}.{name}";
                var formulas = body.Outputs.Select(output => Formula.Of(output, Notation.Latex)).ToList();
                var inputs = string.Join(", ", body.Inputs.Select((input, i) =>
                    Notation.Latex.Name(input.Name ?? FormattableString.Invariant($"x{i}"))));
                var outputs = string.Join(@",\; ", formulas.Select(formula => formula.Text));
                yield return $@"{Notation.Latex.Name(title)}\left({inputs}\right) &= \left({outputs}\right)";
                foreach (var (part, text) in formulas.SelectMany(formula => formula.Definitions))
                {
                    yield return $"{part} &= {text}";
                }

                foreach (var line in Bodies(body, title + "."))
                {
                    yield return line;
                }
            }
        }
    }

    private static IEnumerable<string> Lines(string left, Formula? formula, Tensor? number)
    {
        var value = number is null ? null : Formula.Of(Value.Constant(Rounded(number)), Notation.Latex).Text;
        if (formula is null && value is null)
        {
            yield break;
        }

        yield return $"{left} &= {string.Join(" = ", new[] { formula?.Text, value }.OfType<string>().Distinct())}";
        foreach (var (name, text) in formula?.Definitions ?? [])
        {
            yield return $"{name} &= {text}";
        }
    }

    // To as many digits as in tables.
    private static Tensor Rounded(Tensor tensor) => tensor.DType.IsFloating
        ? Tensor.Of([.. tensor.ToDoubles().Select(NumberText.Round)], tensor.Shape)
        : tensor;
}
