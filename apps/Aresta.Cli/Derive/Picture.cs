using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Expressions.Drawing;
using Aresta.Expressions.Drawing.Layout;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Cli.Derive;

/// <summary>Draws what <c>--show</c> asks for into an SVG file.</summary>
internal sealed class Picture(DeriveOptions options, Terminal terminal, Texts texts)
{
    /// <exception cref="InputException">The name is unknown, there is no point, or the file cannot be written.</exception>
    public void Write(string file, Question question, IReadOnlyList<Tensor>? point)
    {
        var (kind, name) = options.Show ?? (point is null ? "graph" : "partials", null);
        var figure = kind == "graph" ? Figures.Of(question.Graph)
            : point is null ? throw new InputException(Texts.Format(texts.ShowNeedsValues, kind))
            : Figure(question, point, kind, name);
        var svg = SvgWriter.Write(Placement.Of(figure), options.Dark ? Theme.Dark : Theme.Light);
        if (file == "-")
        {
            terminal.Out.Write(svg);
            return;
        }

        try
        {
            File.WriteAllText(file, svg);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(Texts.Format(texts.Unwritable, file));
        }
    }

    private Figure Figure(Question question, IReadOnlyList<Tensor> point, string kind, string? name)
    {
        var (inputs, outputs, show) = (question.Inputs, question.Outputs, default(Show)!);
        switch (kind)
        {
            case "values":
                show = new Show.Values();
                break;
            case "partials":
                show = new Show.Partials();
                break;
            case "all":
                show = new Show.All();
                break;
            case "forward":
                var start = Find(name!, question.Graph.Inputs, texts.UnknownInput);
                (inputs, show) = ([start], new Show.Forward(start));
                break;
            default:
                var end = Find(name!, question.Values.Where(value => value.Name is not null), texts.UnknownOutput);
                (outputs, show) = ([end], new Show.Reverse(end));
                break;
        }

        return Figures.Of(new Derivation(new(question.Graph, inputs, outputs), point), show);
    }

    private Value Find(string name, IEnumerable<Value> values, string unknown)
    {
        var all = values.ToList();
        if (all.Where(value => value.Names.Contains(name)).ToList() is not [var found, ..])
        {
            throw new InputException(Texts.Format(unknown, name, all.Count == 0 ? texts.NoInputs
                : string.Join(", ", all.SelectMany(value => value.Names))));
        }

        return found.Rank == 0 && found.DType.IsFloating ? found : throw new InputException(Texts.Format(texts.NoSweep, name, found.Type));
    }
}
