using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>A custom function and its rules traced for arguments of some types.</summary>
internal sealed class CustomTracing
{
    private readonly CustomDefinition definition;
    private readonly Closure body;
    private readonly Side arguments, results;

    public CustomTracing(CustomDefinition definition, TensorType[] types)
    {
        this.definition = definition;
        body = Closure.Trace(definition.Function, types, definition.Names);
        arguments = new(types, definition.Names);
        var outputs = body.Body.Outputs;
        results = new(
            [.. outputs.Select(output => output.Type)],
            outputs.Length == 1 ? ["y"] : [.. outputs.Select((_, i) => FormattableString.Invariant($"y{i}"))]);
    }

    /// <summary>The primitive, and what it closes over: its first operands.</summary>
    public (Custom Custom, Value[] Closed) Trace()
    {
        var (push, _) = definition.Pushforward is { } pushforward
            ? Rule("pushforward", "tangent", pushforward, arguments, results)
            : default;
        var (pull, given) = definition.Pullback is { } pullback
            ? Rule("pullback", "cotangent", pullback, results, arguments)
            : default;
        var covered = arguments.Floating;
        if (push is null && pull is not null)
        {
            // What the only rule leaves out has no derivative.
            covered = [.. covered.Where(i => given[i])];
            pull = pull with
            {
                Body = Graph.Create(pull.Body.Inputs.AsSpan(), [.. pull.Body.Outputs.Where((_, k) => given[arguments.Floating[k]])]),
            };
        }

        // First what the function depends on, of which the rules say nothing.
        Value[] inside = [.. body.Closed.Where((_, i) => DependsOn(body.Body.Inputs[i]))];
        Value[] closed = [.. inside, .. body.Closed.Concat(push?.Closed ?? []).Concat(pull?.Closed ?? []).Except(inside).Distinct()];
        return (
            new(
                Around(body, closed), push is null ? null : Around(push, closed), pull is null ? null : Around(pull, closed),
                [.. covered.Select(i => closed.Length + i)], inside.Length, definition.Label, definition.Deliberate),
            closed);
    }

    private bool DependsOn(Value input) =>
        input.DType.IsFloating && new Subgraph([input], body.Body.Outputs.AsSpan()) is var paths && body.Body.Outputs.Any(paths.IsActive);

    // The graph with an input for each value over which one of the graphs closes.
    private static Graph Around(Closure closure, Value[] closed)
    {
        var (inputs, own) = (closure.Body.Inputs, closure.Closed);
        return Graph.Create(
            [
                .. closed.Select(value => Array.IndexOf(own, value) is >= 0 and var i ? inputs[i] : Value.Input(value.Type)),
                .. inputs[own.Length..],
            ],
            closure.Body.Outputs.AsSpan());
    }

    // A rule carries derivatives from one side to the other. Zeros stand where it gives none, and it is said where it gives one.
    private (Closure Graph, bool[] Given) Rule(string name, string what, CustomRule rule, Side from, Side to)
    {
        var taken = arguments.Names.ToHashSet();
        string?[] names =
        [
            .. arguments.Names, .. results.Names.Select(Fresh),
            .. from.Floating.Select(i => Fresh($"{from.Names[i]}_{(what == "tangent" ? "dot" : "bar")}")),
        ];
        bool[] given = [];
        var (first, second) = (arguments.Types.Length, arguments.Types.Length + results.Types.Length);
        var closure = Closure.Trace(
            inputs =>
            {
                var derivatives = new Value[from.Types.Length];
                for (var k = 0; k < from.Floating.Length; k++)
                {
                    derivatives[from.Floating[k]] = inputs[second + k];
                }

                var found = rule(inputs[..first], inputs[first..second], derivatives);
                given = [.. found.Select(value => value is not null)];
                return Checked(found, to, name, what);
            },
            [.. arguments.Types, .. results.Types, .. from.Floating.Select(i => from.Types[i])], names);
        return (closure, given);

        string? Fresh(string wish) => taken.Add(wish) ? wish : null;
    }

    private Value[] Checked(Value?[] found, Side to, string name, string what)
    {
        if (found.Length != to.Types.Length)
        {
            throw new GraphException(
                FormattableString.Invariant($"The {name} of {definition.Title} must give {to.Types.Length} {what}s ")
                + FormattableString.Invariant($"({string.Join(", ", to.Names)}), but gives {found.Length}."));
        }

        for (var i = 0; i < found.Length; i++)
        {
            var type = to.Types[i];
            if (found[i] is not { } value)
            {
                continue;
            }

            if (!type.DType.IsFloating)
            {
                throw new GraphException(
                    $"The {name} of {definition.Title} gives a {what} of {to.Names[i]}, but that is {type}: "
                    + "no derivative flows through it, and null says so.");
            }

            value = value.Node.Primitive is Literal { Value: var number } ? Value.Filled(type, number) : value;
            found[i] = value.Type == type
                ? value
                : throw new GraphException(
                    $"The {name} of {definition.Title} gives {value.Type} as the {what} of {to.Names[i]}: {type}; "
                    + "it must be of that type.");
        }

        return [.. to.Floating.Select(i => found[i] ?? Value.Zeros(to.Types[i]))];
    }

    // The arguments, or the results.
    private sealed record Side(TensorType[] Types, string[] Names)
    {
        /// <summary>Which have derivatives.</summary>
        public int[] Floating { get; } = [.. Enumerable.Range(0, Types.Length).Where(i => Types[i].DType.IsFloating)];
    }
}
