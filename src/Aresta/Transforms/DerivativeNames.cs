using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// How derivatives are called after what they belong to, in the notation of Griewank and Walther read aloud: the tangent ẋ is <c>x_dot</c>,
/// the cotangent x̄ is <c>x_bar</c>. Repeated differentiation numbers them: <c>x_dot2</c>.
/// </summary>
internal sealed class DerivativeNames(Graph graph)
{
    private readonly HashSet<string> taken = [.. graph.Inputs.Concat(graph.Outputs).SelectMany(value => value.Names)];

    /// <summary>A new input for each of <paramref name="values"/>, of its type: its tangent or cotangent.</summary>
    public Value[] Inputs(Value[] values, string suffix, string unnamed) =>
        [.. values.Select((value, i) => Value.Input(value.Type, Fresh(value, i, suffix, unnamed)))];

    /// <summary>
    /// The derivatives of <paramref name="values"/>, named, and zeros where they are structural zeros. A value that already existed, such
    /// as a partial derivative that is an input itself, keeps the names it has.
    /// </summary>
    public Value[] Outputs(Value[] values, Value?[] derivatives, string suffix, string unnamed)
    {
        var result = new Value[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = derivatives[i] ?? Value.ZerosLike(values[i]);
            if (result[i].Name is null && result[i].Node.Number > newest)
            {
                result[i].Named(Fresh(values[i], i, suffix, unnamed));
            }
        }

        return result;
    }

    private readonly long newest = graph.Nodes.IsEmpty ? 0 : graph.Nodes.Max(node => node.Number);

    private string Fresh(Value value, int position, string suffix, string unnamed)
    {
        var stem = $"{value.Name ?? FormattableString.Invariant($"{unnamed}{position}")}_{suffix}";
        var name = stem;
        for (var k = 2; !taken.Add(name); k++)
        {
            name = FormattableString.Invariant($"{stem}{k}");
        }

        return name;
    }
}
