using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Paths;
using Aresta.Primitives;
using Aresta.Tensors;
using Spectre.Console;

namespace Aresta.Cli.Derive;

/// <summary>
/// What a person wants to see: nodes, edges, a sweep from each input and each output with the sums it adds, paths, and the derivatives as
/// formulas and numbers. Without a point there are only formulas.
/// </summary>
internal sealed class TextReport(
    Question question, Derivation? derivation, Derivatives? derivatives, DeriveOptions options, Terminal terminal, Texts texts)
{
    // Beyond these a table is no longer read; the JSON has everything.
    private const int LongestTable = 100;
    private const int MostTables = 8;
    private const int ListedPaths = 9;
    private const int ListedTerms = 8;

    private readonly Labels labels = new(question.Values);
    private readonly IReadOnlyDictionary<Edge, string> letters = question.Letters();
    private readonly Tables tables = new(terminal.Out, texts, LongestTable);

    public void Write()
    {
        Nodes();
        Edges();
        if (derivation is not null)
        {
            Sweeps(derivation);
        }

        Paths();
        Derivatives();
        if (options.Order == 2)
        {
            SecondDerivatives();
        }
    }

    private void Nodes() => tables.Show(
        texts.Nodes,
        derivation is null ? [texts.Node, texts.Operation] : [texts.Node, texts.Operation, texts.Value],
        question.Values.Where(value => value.Node.Primitive is not Constant { Value.Shape.Rank: 0 }),
        value =>
        {
            var name = string.Join(" = ", value.Names.DefaultIfEmpty(labels[value]));
            var operation = value.Node.Primitive is Input ? texts.Input : labels.Operation(value);
            return derivation is null
                ? [new(name, "bold"), new(operation)]
                : [new(name, "bold"), new(operation), new(Text(derivation.ValueOf(value)))];
        });

    private void Edges() => tables.Show(
        texts.Edges,
        ["", texts.Edge, texts.LocalDerivative],
        question.Edges.Where(edge => letters.ContainsKey(edge)),
        edge => [new(letters[edge], "cyan"), new($"{labels[edge.From]} → {labels[edge.To]}"), new(Partial(edge), "green")]);

    private string Partial(Edge edge)
    {
        if (derivation?.PartialOf(edge) is { } number)
        {
            return Text(number);
        }

        return derivation is null && edge.Partial() is { } partial
            ? SymbolicDerivative.Written(question.Graph, partial).Write(texts.With)
            : labels.Operation(edge.To);
    }

    private void Sweeps(Derivation at)
    {
        var backward = question.Values.Reverse();
        if (options.Mode is "auto" or "forward")
        {
            foreach (var input in question.Inputs.Where(input => at.Tangent(input, input) is not null).Take(MostTables))
            {
                Sweep(texts.ForwardSweep, input, question.Values, value => at.Tangent(input, value)!, value => question.Edges
                    .Where(edge => edge.To == value && letters.ContainsKey(edge))
                    .Select(edge => (at.PartialOf(edge), at.Tangent(input, edge.From))));
            }
        }

        if (options.Mode is "auto" or "reverse")
        {
            foreach (var output in question.Outputs.Where(output => at.Adjoint(output, output) is not null).Take(MostTables))
            {
                Sweep(texts.ReverseSweep, output, backward, value => at.Adjoint(output, value)!, value => question.Edges
                    .Where(edge => edge.From == value && letters.ContainsKey(edge))
                    .Select(edge => (at.PartialOf(edge), at.Adjoint(output, edge.To))));
            }
        }
    }

    private void Sweep(
        string title, Value start, IEnumerable<Value> values, Func<Value, Tensor> carried,
        Func<Value, IEnumerable<(Tensor?, Tensor?)>> terms) =>
        tables.Show(
            Texts.Format(title, labels[start]),
            [texts.Node, texts.Sum, ""],
            values.Where(value => value.Node.Primitive is not Constant),
            value => [new(labels[value], "bold"), new(value == start ? "" : Terms(terms(value))), new(Text(carried(value)), "yellow")]);

    private static string Terms(IEnumerable<(Tensor? Partial, Tensor? Carried)> terms)
    {
        var written = terms.Take(ListedTerms + 1).Select(term =>
            term is ({ Shape.Rank: 0 } partial, { Shape.Rank: 0 } carried) ? $"{Factor(partial)}·{Factor(carried)}" : "…").ToList();
        return string.Join(" + ", written.Count > ListedTerms ? [.. written[..ListedTerms], "…"] : written);
    }

    private void Paths()
    {
        foreach (var (output, input) in Pairs().Take(MostTables))
        {
            var paths = new PathSum(input, output, letters, derivation);
            if (paths.Count.IsZero)
            {
                continue;
            }

            var rows = paths.List(ListedPaths).Select(path => (IReadOnlyList<Cell>)
            [
                new(Shortened([.. path.Nodes.Select(node => labels[node])], " → ")), new(Product(path)),
            ]).ToList();
            if (paths.Count > ListedPaths)
            {
                rows.Add([new(Texts.Format(texts.More, paths.Count - ListedPaths), "dim"), new("")]);
            }

            if (paths.Count > 1)
            {
                if (paths.Sum() is { } sum)
                {
                    rows.Add([new(texts.PathTotal, "bold"), new(Text(sum), "yellow")]);
                }

                List<string?> factored = [paths.Symbol(texts.With), paths.Numbers(texts.With)];
                factored.Add(paths.FactoredValue() is { } value ? Text(value) : null);
                rows.Add([new(texts.Factored, "bold"), new(Shortened([.. factored.OfType<string>()], " = ", 600), "cyan")]);
            }

            tables.Show(Texts.Format(texts.Paths, labels[input], labels[output], paths.Count), [texts.Path, texts.Product], rows, r => r);
        }
    }

    private string Product(PathProduct path)
    {
        var symbols = path.Edges.Count == 0 ? "1" : Shortened([.. path.Edges.Select(edge => letters[edge])], "");
        if (path.Product is not { } product)
        {
            return symbols;
        }

        var factors = path.Edges.Select(edge => derivation!.PartialOf(edge)).ToList();
        return factors.Count > 1 && factors.All(factor => factor is { Shape.Rank: 0 })
            ? $"{symbols} = {Shortened([.. factors.Select(factor => Factor(factor!))], "·")} = {Text(product)}"
            : $"{symbols} = {Text(product)}";
    }

    private void Derivatives() => tables.Show(texts.Derivatives, [], Pairs(), pair => Row(
        $"∂{labels[pair.Output]}/∂{labels[pair.Input]}",
        SymbolicDerivative.Of(question.Graph, pair.Output, pair.Input),
        derivatives?.First(pair.Output, pair.Input)));

    private void SecondDerivatives() => tables.Show(
        texts.Second,
        [],
        Pairs().SelectMany(pair => question.Inputs.Select(other => (pair.Output, pair.Input, Other: other))),
        ends => Row(
            ends.Input == ends.Other
                ? $"∂²{labels[ends.Output]}/∂{labels[ends.Other]}²"
                : $"∂²{labels[ends.Output]}/∂{labels[ends.Input]}∂{labels[ends.Other]}",
            SymbolicDerivative.Second(question.Graph, ends.Output, ends.Input, ends.Other),
            derivatives?.Second(ends.Output, ends.Input, ends.Other)));

    private IReadOnlyList<Cell> Row(string name, Formula? formula, Tensor? number)
    {
        var text = new Cell(Shortened([formula?.Write(texts.With) ?? "…"], "", 600));
        return number is null ? [new(name, "bold"), text] : [new(name, "bold"), text, new(Text(number), "yellow")];
    }

    private IEnumerable<(Value Output, Value Input)> Pairs() =>
        question.Outputs.SelectMany(output => question.Inputs.Select(input => (output, input)));

    // The beginning and the end of what would be too long.
    private static string Shortened(IReadOnlyList<string> parts, string between, int longest = 160)
    {
        var text = parts.Count > 40
            ? string.Join(between, parts.Take(8)) + between + "…" + between + string.Join(between, parts.TakeLast(4))
            : string.Join(between, parts);
        return text.Length <= longest ? text : text[..longest] + "…";
    }

    private static string Factor(Tensor number) => number[0] < 0 ? $"({Text(number)})" : Text(number);

    private static string Text(Tensor tensor) => NumberText.Long(tensor);
}
