using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>
/// Puts a loop together, value by value: what it closes over, its states and, where it has them, rows of arrays; each with its operand
/// outside and its input in the body.
/// </summary>
internal sealed class LoopBuilder
{
    private readonly List<(Value Input, Value Operand)> closed = [], states = [], rows = [];
    private readonly List<Value> next = [], given = [];

    /// <summary>How many states there are.</summary>
    public int States => states.Count;

    /// <summary>Closes over a value; gives the input of the body that stands for it.</summary>
    public Value Close(Value operand, Value? input = null) => Add(closed, operand, input ?? Value.Input(operand.Type));

    /// <summary>Adds a state, which begins as <paramref name="first"/>; gives the input of the body that stands for it.</summary>
    public Value State(Value first, Value? input = null) => Add(states, first, input ?? Value.Input(first.Type));

    /// <summary>Says what the next state is, for each one in the order in which they were added; says which state it is.</summary>
    public int Next(Value value)
    {
        next.Add(value);
        return next.Count - 1;
    }

    /// <summary>Takes an array row by row; gives the input of the body that stands for the row.</summary>
    public Value Row(Value array, Value? input = null) =>
        Add(rows, array, input ?? Value.Input(array.Type with { Shape = [.. array.Shape.AsSpan()[1..]] }));

    /// <summary>Gives rows of an array; says which of these arrays it is.</summary>
    public int Give(Value row)
    {
        given.Add(row);
        return given.Count - 1;
    }

    /// <summary>A scan of so many steps, whose reverse pass may store so many states.</summary>
    public Node Scan(int length, bool backward, int budget) => Node.Create(
        new Scan(Body(), closed.Count, states.Count, length, backward, budget),
        [.. closed.Concat(states).Concat(rows).Select(part => part.Operand)]);

    /// <summary>A loop that runs as long as a condition holds.</summary>
    /// <param name="condition">The condition on what is closed over and on the states.</param>
    public Node While(Func<Value[], Value[], Value> condition)
    {
        Value[] inputs = [.. closed.Concat(states).Select(part => FreshInput.Like(part.Input))];
        var graph = Graph.Create(inputs, [condition(inputs[..closed.Count], inputs[closed.Count..])]);
        return Node.Create(new While(graph, Body(), closed.Count), [.. closed.Concat(states).Select(part => part.Operand)]);
    }

    private Graph Body() =>
        Graph.Create([.. closed.Concat(states).Concat(rows).Select(part => part.Input)], [.. next, .. given]);

    private static Value Add(List<(Value Input, Value Operand)> parts, Value operand, Value input)
    {
        parts.Add((input, operand));
        return input;
    }
}
