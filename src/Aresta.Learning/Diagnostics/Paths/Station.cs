using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Learning.Diagnostics.Paths;

/// <summary>
/// A value at which paths are told apart: a parameter, what a layer called by name, what goes in and out of a time step, or the loss;
/// with all that computes it from the stations before it.
/// </summary>
/// <param name="Value">The value in the unrolled graph.</param>
/// <param name="Name">What it is called, or null.</param>
/// <param name="Local">The graph from <paramref name="Given"/> to the value; empty of a parameter.</param>
/// <param name="Given">What it is computed from: stations, and values that do not depend on the parameter.</param>
/// <param name="Edges">Which of <paramref name="Given"/> are stations, by their position there, and their numbers.</param>
internal sealed record Station(
    Value Value, string? Name, Graph Local, IReadOnlyList<Value> Given, IReadOnlyList<(int Position, int Station)> Edges)
{
    /// <summary>The stations on the paths from a parameter to the loss: the parameter first, the loss last.</summary>
    /// <param name="unrolled">The graph.</param>
    /// <param name="parameter">The parameter, one of its inputs.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="name">The parameter's name.</param>
    public static List<Station> Between(Unrolling unrolled, Value parameter, Value loss, string name)
    {
        var subgraph = new Subgraph([parameter], [loss]);
        List<Station> stations = [new(parameter, name, Graph.Create([], []), [], [])];
        var numbers = new ValueMap<int> { [parameter] = 0 };
        foreach (var node in subgraph.Nodes)
        {
            for (var i = 0; i < node.Results.Length; i++)
            {
                var value = node.Result(i);
                if (subgraph.IsActive(value) && value != parameter
                    && (value == loss || unrolled.Names.ContainsKey(value) || unrolled.Borders.ContainsKey(value)))
                {
                    stations.Add(Of(value, value == loss ? "loss" : unrolled.Names.GetValueOrDefault(value), subgraph, numbers));
                    numbers[value] = stations.Count - 1;
                }
            }
        }

        return stations;
    }

    // Back from the value to the stations before it, and to what does not depend on the parameter.
    private static Station Of(Value value, string? name, Subgraph subgraph, ValueMap<int> numbers)
    {
        var (substitutes, given, inputs) = (new ValueMap<Value>(), new List<Value>(), new List<Value>());
        var (own, pending) = (new NodeMap<bool>(), new Stack<Node>([value.Node]));
        own.TryAdd(value.Node, true);
        while (pending.TryPop(out var node))
        {
            foreach (var operand in node.Operands)
            {
                if (IsGiven(operand))
                {
                    if (!substitutes.ContainsKey(operand))
                    {
                        var input = Value.Input(operand.Type, FormattableString.Invariant($"x{inputs.Count}"));
                        substitutes[operand] = input;
                        given.Add(operand);
                        inputs.Add(input);
                    }
                }
                else if (own.TryAdd(operand.Node, true))
                {
                    pending.Push(operand.Node);
                }
            }
        }

        foreach (var node in own.InOrder())
        {
            var made = Node.Create(
                node.Primitive, [.. node.Operands.Select(operand => substitutes.TryGetValue(operand, out var made) ? made : operand)]);
            for (var i = 0; i < node.Results.Length; i++)
            {
                if (!substitutes.ContainsKey(node.Result(i)))
                {
                    substitutes[node.Result(i)] = made.Result(i);
                }
            }
        }

        return new(
            value, name, Graph.Create([.. inputs], [substitutes[value]]), given,
            [.. given.Index().Where(each => numbers.ContainsKey(each.Item)).Select(each => (each.Index, numbers[each.Item]))]);

        // A number without operands is computed anew.
        bool IsGiven(Value operand) => numbers.ContainsKey(operand)
            || (!subgraph.IsActive(operand) && (operand.Node.Operands.Length > 0 || operand.Node.Primitive is Input));
    }
}
