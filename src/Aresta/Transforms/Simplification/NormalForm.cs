using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// Applies rules from the inputs on, until none fits any node. Each node is met with operands in normal form, and what a rule puts in its
/// place is brought to normal form at once, so one walk reaches the fixpoint. Equal nodes become one, so that rules see when two values are
/// the same.
/// </summary>
internal sealed class NormalForm(IReadOnlyList<RewriteRule> rules, Action<RewriteRule, Node>? applied)
{
    private readonly ValueNumbering numbering = new(graph => InOne(graph, rules, applied));

    public static Graph Of(Graph graph, IReadOnlyList<RewriteRule> rules, Action<RewriteRule, Node>? applied)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return EliminateDeadNodes.Inside(Rewriting.Nested(graph, each => InOne(each, rules, applied)));
    }

    private static Graph InOne(Graph graph, IReadOnlyList<RewriteRule> rules, Action<RewriteRule, Node>? applied)
    {
        var form = new NormalForm(rules, applied);
        return Rewriting.Rewrite(graph, (node, operands) => node.Results.Length == 1 && node.Primitive is not Control
            ? [form.Of(Node.Create(node.Primitive, operands))]
            : form.numbering.Results(node.Primitive, operands));
    }

    // The operands of the node are in normal form.
    private Value Of(Node node)
    {
        while (Rewrite(node) is { } value)
        {
            if (value.Node.Number <= node.Number || value.Node.Results.Length > 1)
            {
                return value;
            }

            node = WithNormalOperands(value.Node, node.Number);
        }

        return numbering.First(node).Result();
    }

    // Only what a rule has just made is not in normal form: terms as deep as the right side of an equation.
    private Node WithNormalOperands(Node node, long older)
    {
        var operands = node.Operands.ToArray();
        var changed = false;
        for (var i = 0; i < operands.Length; i++)
        {
            var operand = operands[i].Node;
            if (operand.Number > older && operand.Results.Length == 1)
            {
                operands[i] = Of(WithNormalOperands(operand, older));
                changed |= operands[i].Node != operand;
            }
        }

        return changed ? Node.Create(node.Primitive, operands) : node;
    }

    private Value? Rewrite(Node node)
    {
        foreach (var rule in rules)
        {
            if (rule.Apply(node) is { } value)
            {
                applied?.Invoke(rule, node);
                return value.Node.Primitive is Literal { Value: var number } ? Value.Filled(node.Results[0], number) : value;
            }
        }

        return null;
    }
}
