using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Primitives;
using Aresta.Tensors;
using Spectre.Console;

namespace Aresta.Cli.Derive;

/// <summary>A derivation as tables: nodes, edges, a sweep from each input and each output, and the derivatives.</summary>
internal sealed class TextReport
{
    private const int PlainWidth = 200;

    private readonly Derivation derivation;
    private readonly Texts texts;
    private readonly Labels labels;
    private readonly IAnsiConsole console;

    public TextReport(Derivation derivation, Texts texts)
    {
        (this.derivation, this.texts) = (derivation, texts);
        labels = new(derivation.Values);
        console = AnsiConsole.Create(new AnsiConsoleSettings());
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = PlainWidth;
        }
    }

    public void Write()
    {
        Nodes();
        Edges();
        foreach (var input in derivation.Inputs.Where(input => derivation.Tangent(input, input) is not null))
        {
            Sweep(texts.ForwardSweep, input, value => ForwardTerms(input, value), value => derivation.Tangent(input, value)!);
        }

        foreach (var output in derivation.Outputs.Where(output => derivation.Adjoint(output, output) is not null))
        {
            Sweep(texts.ReverseSweep, output, value => ReverseTerms(output, value), value => derivation.Adjoint(output, value)!, fromEnd: true);
        }

        Derivatives();
    }

    private void Nodes()
    {
        var table = Start(texts.Node, texts.Operation, texts.Value);
        foreach (var value in derivation.Values)
        {
            var operation = value.Node.Primitive is Input ? texts.Input : labels.Operation(value);
            table.AddRow(Cell(labels[value], "bold"), Cell(operation), Cell(Text(derivation.ValueOf(value))));
        }

        Show(texts.Nodes, table);
    }

    private void Edges()
    {
        if (derivation.Edges.Count == 0)
        {
            return;
        }

        var table = Start(texts.Edge, texts.LocalDerivative);
        foreach (var edge in derivation.Edges)
        {
            table.AddRow(
                Cell($"{labels[edge.From]} → {labels[edge.To]}"),
                Cell(derivation.PartialOf(edge) is { } partial ? Text(partial) : edge.To.Node.Primitive.ToString(), "green"));
        }

        Show(texts.Edges, table);
    }

    private void Sweep(string title, Value from, Func<Value, string> terms, Func<Value, Tensor> result, bool fromEnd = false)
    {
        var table = Start(texts.Node, "", "");
        foreach (var value in fromEnd ? derivation.Values.Reverse() : derivation.Values)
        {
            if (value.Node.Primitive is not Constant)
            {
                table.AddRow(Cell(labels[value], "bold"), Cell(value == from ? "" : terms(value)), Cell(Text(result(value)), "yellow"));
            }
        }

        Show(Texts.Format(title, labels[from]), table);
    }

    // ∂node/∂input = Σ over the edges into the node of edge · tangent of the operand.
    private string ForwardTerms(Value input, Value value) => Terms(derivation.Edges
        .Where(edge => edge.To == value && edge.From.Node.Primitive is not Constant)
        .Select(edge => (derivation.PartialOf(edge), derivation.Tangent(input, edge.From))));

    // ∂output/∂node = Σ over the edges out of the node of edge · adjoint of the user.
    private string ReverseTerms(Value output, Value value) => Terms(derivation.Edges
        .Where(edge => edge.From == value)
        .Select(edge => (derivation.PartialOf(edge), derivation.Adjoint(output, edge.To))));

    private static string Terms(IEnumerable<(Tensor? Partial, Tensor? Carried)> terms) => string.Join(" + ", terms.Select(term =>
        term is ({ Shape.Rank: 0 } partial, { Shape.Rank: 0 } carried) ? $"{Factor(partial)}·{Factor(carried)}" : "…"));

    private static string Factor(Tensor number) => number[0] < 0 ? $"({Text(number)})" : Text(number);

    private void Derivatives()
    {
        var table = Start("", "");
        table.ShowHeaders = false;
        foreach (var output in derivation.Outputs)
        {
            foreach (var input in derivation.Inputs)
            {
                if ((derivation.Adjoint(output, input) ?? derivation.Tangent(input, output)) is { } derivative)
                {
                    table.AddRow(Cell($"∂{labels[output]}/∂{labels[input]}", "bold"), Cell(Text(derivative), "yellow"));
                }
            }
        }

        if (table.Rows.Count > 0)
        {
            Show(texts.Derivatives, table);
        }
    }

    private void Show(string title, Table table)
    {
        console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
        console.Write(table);
        console.WriteLine();
    }

    private static Table Start(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var column in columns)
        {
            table.AddColumn(Markup.Escape(column));
        }

        return table;
    }

    private static Markup Cell(string text, string? style = null) =>
        new(style is null ? Markup.Escape(text) : $"[{style}]{Markup.Escape(text)}[/]");

    private static string Text(Tensor tensor) => NumberText.Long(tensor);
}
