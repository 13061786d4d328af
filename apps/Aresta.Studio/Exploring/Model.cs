using Aresta.Expressions;
using Aresta.Graphs;
using Aresta.Paths;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Studio.Exploring;

/// <summary>A graph to be explored, without a point: numbered values and edges, labels, letters, and its parts.</summary>
internal sealed class Model
{
    private readonly Dictionary<Value, int> numbers = [];
    private readonly Dictionary<Value, (string Plain, string Latex)> titles;
    private readonly Lazy<IReadOnlyDictionary<Edge, string>> letters;
    private readonly Labels labels;

    /// <param name="graph">The graph.</param>
    /// <param name="titles">What values are called that have no name of their own.</param>
    public Model(Graph graph, IReadOnlyDictionary<Value, (string Plain, string Latex)>? titles = null)
    {
        Question = new(graph);
        this.titles = titles is null ? [] : new(titles);
        labels = new(Values);
        for (var i = 0; i < Values.Count; i++)
        {
            numbers[Values[i]] = i;
        }

        letters = new(Question.Letters);
        Incoming = [.. Enumerable.Range(0, Values.Count).Select(_ => new List<int>())];
        Outgoing = [.. Enumerable.Range(0, Values.Count).Select(_ => new List<int>())];
        for (var i = 0; i < Edges.Count; i++)
        {
            Incoming[numbers[Edges[i].To]].Add(i);
            Outgoing[numbers[Edges[i].From]].Add(i);
        }

        Outline = new(this);
    }

    public Question Question { get; }

    public Graph Graph => Question.Graph;

    /// <summary>Every value, operands before users; requests and answers name values by their place here.</summary>
    public IReadOnlyList<Value> Values => Question.Values;

    /// <summary>Every edge; requests and answers name edges by their place here.</summary>
    public IReadOnlyList<Edge> Edges => Question.Edges;

    /// <summary>For each value the edges into it.</summary>
    public IReadOnlyList<List<int>> Incoming { get; }

    /// <summary>For each value the edges out of it.</summary>
    public IReadOnlyList<List<int>> Outgoing { get; }

    /// <summary>The parts that can be collapsed.</summary>
    public Outline Outline { get; }

    /// <summary>The place of a value.</summary>
    public int Number(Value value) => numbers[value];

    /// <summary>What a value is called.</summary>
    public string Label(int value) =>
        IsTitled(value) ? titles[Values[value]].Plain : labels[Values[value]];

    /// <summary>Whether a value is called by what it stands for, having no name of its own.</summary>
    public bool IsTitled(int value) => titles.ContainsKey(Values[value]) && Values[value].Name is null;

    /// <summary>What a value is called, as LaTeX.</summary>
    public string Latex(int value) =>
        IsTitled(value) ? titles[Values[value]].Latex : Notation.Latex.Name(Label(value));

    /// <summary>The derivative of a value, as LaTeX: ∂e/∂b, or ∂/∂b in front of what is a derivative already.</summary>
    /// <param name="of">The value.</param>
    /// <param name="by">The values by which it is differentiated, as LaTeX.</param>
    public string Derivative(int of, params ReadOnlySpan<string> by)
    {
        var order = by.Length > 1 ? "^2" : "";
        var below = by is [var one, var other] && one == other ? $@"\partial {one}^2"
            : string.Join(@"\, ", by.ToArray().Select(each => $@"\partial {each}"));
        return IsTitled(of) ? $@"\frac{{\partial{order}}}{{{below}}} {Latex(of)}" : $@"\frac{{\partial{order} {Latex(of)}}}{{{below}}}";
    }

    /// <summary>The operation that makes a value; empty for inputs and constants.</summary>
    public string Operation(int value) => labels.Operation(Values[value]);

    /// <summary>The letter of an edge, or null where it lies on no path.</summary>
    public string? Letter(int edge) => letters.Value.GetValueOrDefault(Edges[edge]);

    /// <summary>The letters of all edges on a path.</summary>
    public IReadOnlyDictionary<Edge, string> Letters => letters.Value;

    /// <summary>Whether a derivative flows along an edge.</summary>
    public bool Carries(int edge) =>
        Edges[edge].To.Node.Primitive.HasEdge(Edges[edge].To.Node, Edges[edge].Operand)
        && Edges[edge].From.DType.IsFloating && Edges[edge].To.DType.IsFloating && Edges[edge].From.Node.Primitive is not Constant;

    /// <summary>Whether a sweep can start at a value.</summary>
    public bool CanStart(int value) => Values[value] is { Rank: 0, DType.IsFloating: true } && Values[value].Node.Primitive is not Constant;

    /// <summary>The edges on a path from any of some values to any of others.</summary>
    public bool[] OnPath(IEnumerable<int> from, IEnumerable<int> to)
    {
        var (reached, reaching) = (new bool[Values.Count], new bool[Values.Count]);
        foreach (var value in from)
        {
            reached[value] = true;
        }

        foreach (var value in to)
        {
            reaching[value] = true;
        }

        for (var i = 0; i < Edges.Count; i++)
        {
            reached[numbers[Edges[i].To]] |= reached[numbers[Edges[i].From]] && Carries(i);
        }

        for (var i = Edges.Count - 1; i >= 0; i--)
        {
            reaching[numbers[Edges[i].From]] |= reaching[numbers[Edges[i].To]] && Carries(i);
        }

        return [.. Edges.Select((edge, i) => Carries(i) && reached[numbers[edge.From]] && reaching[numbers[edge.To]])];
    }
}
