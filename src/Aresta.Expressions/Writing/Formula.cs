using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Expressions;

/// <summary>A value written out as a formula in the inputs, with definitions of the parts that would be too long to repeat.</summary>
/// <param name="Text">The formula.</param>
/// <param name="Definitions">Names that stand in it, and in each other from first to last, and what they mean.</param>
public sealed record Formula(string Text, IReadOnlyList<(string Name, string Text)> Definitions)
{
    // A part that stands in several places is named from this length on; any part is from the longer one.
    private const int LongestRepeated = 32;
    private const int LongestPart = 400;
    private const int LongestFormula = 240;

    /// <summary>The formula of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="notation">How it is written; as in the language of expressions unless given.</param>
    /// <param name="inNames">Whether it is written in the values that have names, and not in the inputs alone.</param>
    public static Formula Of(Value value, Notation? notation = null, bool inNames = false)
    {
        notation ??= Notation.Plain;
        var nodes = Graph.Ancestors(value);
        var uses = nodes.SelectMany(node => node.Operands).CountBy(operand => operand).ToDictionary();
        var names = nodes.SelectMany(node => Enumerable.Range(0, node.Results.Length).SelectMany(i => node.Result(i).Names)).ToHashSet();
        var (texts, definitions) = (new Dictionary<Value, Terms>(), new List<(string, string)>());
        var isLong = Length(nodes, value) > LongestFormula;
        foreach (var node in nodes)
        {
            for (var i = 0; i < node.Results.Length; i++)
            {
                var result = node.Result(i);
                if (inNames && result != value && result.Name is { } known)
                {
                    texts[result] = Terms.Of(new(notation.Name(known), Binding.Atom));
                    continue;
                }

                var terms = notation.Write(result, operand => texts[operand]);
                var text = notation.Text(terms).Text;
                if (result != value && (text.Length > LongestPart
                    || (isLong && uses.GetValueOrDefault(result) > 1 && text.Length > LongestRepeated)))
                {
                    var name = notation.Name(Fresh());
                    definitions.Add((name, notation.Finish(text)));
                    terms = Terms.Of(new(name, Binding.Atom));
                }

                texts[result] = terms;
            }
        }

        return new(notation.Finish(notation.Text(texts[value]).Text), definitions);

        string Fresh()
        {
            string name;
            var next = definitions.Count;
            do
            {
                name = "t" + Digits.Lowered(++next);
            }
            while (!names.Add(name));
            return name;
        }
    }

    /// <summary>The formula, and behind it the definitions: <c>t₁·x with t₁ = …</c>.</summary>
    public override string ToString() => Write(" with ");

    /// <summary>The formula, and behind it the definitions.</summary>
    /// <param name="with">What introduces them.</param>
    public string Write(string with) =>
        Definitions.Count == 0
            ? Text
            : Text + with + string.Join(", ", Definitions.Select(definition => $"{definition.Name} = {definition.Text}"));

    // About how long the formula would be with every part written wherever it stands.
    private static double Length(IReadOnlyList<Node> nodes, Value value)
    {
        var lengths = new Dictionary<Node, double>();
        foreach (var node in nodes)
        {
            lengths[node] = Math.Min(1e9, 3 + node.Operands.Sum(operand => lengths[operand.Node]));
        }

        return lengths[value.Node];
    }
}

/// <summary>A part of a formula.</summary>
/// <param name="Text">The text.</param>
/// <param name="Binding">How tightly its outermost operation binds.</param>
public readonly record struct Written(string Text, Binding Binding);

/// <summary>How tightly operations bind, loosest first.</summary>
public enum Binding
{
    /// <summary>A comparison.</summary>
    Comparison,

    /// <summary>A sum or difference.</summary>
    Sum,

    /// <summary>A product, a quotient, or a sign.</summary>
    Product,

    /// <summary>A power or root.</summary>
    Power,

    /// <summary>A name, a number, a call, or anything in parentheses.</summary>
    Atom,
}
