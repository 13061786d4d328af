using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>A rule of a user: from operands, results and their tangents or cotangents to those on the other side; null is zero.</summary>
internal delegate Value?[] CustomRule(Value[] operands, Value[] results, Value[] derivatives);

/// <summary>What a user says of a function: itself and its rules, as C# functions that are traced when the types are known.</summary>
/// <param name="Label">What it is called; may be empty.</param>
/// <param name="Names">The names of the arguments.</param>
/// <param name="Function">The function.</param>
/// <param name="Origin">Where it is stated.</param>
internal sealed record CustomDefinition(string Label, string[] Names, Func<Value[], Values> Function, Origin Origin)
{
    public CustomRule? Pushforward { get; init; }

    public CustomRule? Pullback { get; init; }

    public bool Deliberate { get; init; }

    /// <summary>
    /// Whether tangents pass unchanged where the pullback is the only rule and not linear: for functions that give what they take.
    /// </summary>
    public bool PassesTangents { get; init; }

    public string Title => $"the custom function {(Label.Length == 0 ? "" : Label + " ")}stated at {Origin}";

    /// <summary>The function on values: one node.</summary>
    public Value[] Apply(Value[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (Pushforward is null && Pullback is null)
        {
            throw new GraphException($"{Sentence(Title)} has no rule: say WithPullback or WithPushforward.");
        }

        if (arguments.Length != Names.Length)
        {
            throw new GraphException(FormattableString.Invariant(
                $"{Sentence(Title)} takes {Names.Length} arguments ({string.Join(", ", Names)}), but was given {arguments.Length}."));
        }

        var met = arguments.FirstOrDefault(argument => argument.Node.Primitive is not Literal && argument.DType.IsFloating);
        Value[] given = [.. arguments.Select(argument => argument.Settled(met.IsInitialized ? met.DType : DType.Float64))];
        var (custom, closed) = new CustomTracing(this, [.. given.Select(argument => argument.Type)]).Trace();
        if (custom.WhyNotLinear() is { } reason)
        {
            custom = PassesTangents ? custom with { Pushforward = Passing(custom) } : throw new GraphException(
                $"{reason} The function is stated at {Origin}.");
        }

        var made = Node.Create(custom, [.. closed, .. given]);
        return [.. Enumerable.Range(0, made.Results.Length).Select(made.Result)];
    }

    private static Graph Passing(Custom custom)
    {
        var tangent = Value.Input(custom.Primal.Outputs[0].Type, "x_dot");
        Value[] known = [.. custom.Primal.Inputs.Concat(custom.Primal.Outputs).Select(value => Value.Input(value.Type))];
        return Graph.Create([.. known, tangent], [tangent]);
    }

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
