using System.Collections.Immutable;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// A graph with derivatives of the user's own: its pushforward, its pullback, or both, as graphs. Where only one is given the other is its
/// transposition. Operands: what the body closes over, what only the rules close over, then the arguments.
/// </summary>
/// <param name="Primal">The graph; its inputs are the operands, its outputs the results.</param>
/// <param name="Pushforward">
/// (operands, results, tangents of the operands in <paramref name="Wrt"/>) ↦ tangents of the floating results; null where it is the
/// transposition of the pullback.
/// </param>
/// <param name="Pullback">
/// (operands, results, cotangents of the floating results) ↦ cotangents of the operands in <paramref name="Wrt"/>; null where it is the
/// transposition of the pushforward.
/// </param>
/// <param name="Wrt">The operands, in ascending order, of which the rules say a derivative; that by the other arguments is zero.</param>
/// <param name="Closed">How many operands the body closes over, which must not be differentiated by unless they are in Wrt.</param>
/// <param name="Label">What the function is called; may be empty.</param>
/// <param name="Deliberate">Whether the rules are meant to differ from the derivatives of the body, as where gradients are clipped.</param>
public sealed record Custom(
    Graph Primal, Graph? Pushforward, Graph? Pullback, IntList Wrt, int Closed, string Label, bool Deliberate) : Control, IPrimitive<Custom>
{
    public static string Keyword => "custom";

    public override string Name => Keyword;

    public override ImmutableArray<(string Name, Graph Graph)> Bodies =>
    [
        ("body", Primal),
        .. Pushforward is { } pushforward ? [("pushforward", pushforward)] : ImmutableArray<(string, Graph)>.Empty,
        .. Pullback is { } pullback ? [("pullback", pullback)] : ImmutableArray<(string, Graph)>.Empty,
    ];

    public override Control WithBodies(ImmutableArray<Graph> bodies) => this with
    {
        Primal = bodies[0],
        Pushforward = Pushforward is null ? null : bodies[1],
        Pullback = Pullback is null ? null : bodies[^1],
    };

    public override Attributes Attributes =>
    [
        .. Bodies.Select(body => (body.Name, (AttributeValue)new Body(body.Graph))),
        ("wrt", Wrt), ("closed", Closed), ("label", Label), ("deliberate", Deliberate),
    ];

    /// <summary>What it is called in errors: with its label, where it has one.</summary>
    internal string Title => Label.Length == 0 ? "the custom function" : $"the custom function {Label}";

    public static Custom Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(
            Body.Read(attributes, "body"), Optional("pushforward"), Optional("pullback"), attributes.Integers("wrt"),
            attributes.Integer("closed"), attributes.Text("label"), attributes.Flag("deliberate"));

        Graph? Optional(string name) => attributes.Any(attribute => attribute.Name == name) ? Body.Read(attributes, name) : null;
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect(Primal, "body", operands);
        if (Closed < 0 || Closed > operands.Length)
        {
            throw new OperandException(FormattableString.Invariant($"closes over {Closed} of {operands.Length} operands"));
        }

        for (var i = 0; i < Wrt.Count; i++)
        {
            if (Wrt[i] < (i == 0 ? 0 : Wrt[i - 1] + 1) || Wrt[i] >= operands.Length || !operands[Wrt[i]].DType.IsFloating)
            {
                throw new OperandException($"wrt {Wrt} must list floating operands in ascending order");
            }
        }

        if (Pushforward is null && Pullback is null)
        {
            throw new OperandException("has neither a pushforward nor a pullback");
        }

        ImmutableArray<TensorType> results = [.. Primal.Outputs.Select(output => output.Type)];
        TensorType[] known = [.. operands, .. results], arguments = [.. Wrt.Select(i => known[i])];
        TensorType[] floating = [.. results.Where(result => result.DType.IsFloating)];
        ExpectRule(Pushforward, "pushforward", [.. known, .. arguments], floating);
        ExpectRule(Pullback, "pullback", [.. known, .. floating], arguments);
        return results;
    }

    private static void ExpectRule(Graph? rule, string name, TensorType[] inputs, TensorType[] outputs)
    {
        if (rule is null)
        {
            return;
        }

        Expect(rule, name, inputs);
        if (!rule.Outputs.Select(output => output.Type).SequenceEqual(outputs))
        {
            throw new OperandException(
                $"its {name} must give ({string.Join(", ", outputs)}), but gives ({string.Join(", ", rule.Outputs.Select(o => o.Type))})");
        }
    }

    /// <inheritdoc/>
    /// <remarks>A derivative by what the body closes over exists, but no rule says it: that is found out when it is asked for.</remarks>
    public override bool HasEdge(Node node, int operand) => base.HasEdge(node, operand) && (operand < Closed || Wrt.Contains(operand));

    public override Tensor[] Run(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results, BodyRunner run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run(Primal, operands);
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        RequireRules(node, [.. tangents.ToArray().Select(tangent => tangent is not null)]);
        var seeds = tangents.ToArray();
        Value?[] given = [.. Wrt.Select(i => seeds[i])];
        var pushed = Pushforward is { } rule
            ? Apply(rule, Known(node), given)
            : Transposed(Pullback!, "pullback", node, given);
        var arriving = new Queue<Value?>(pushed);
        return [.. node.Results.Select(result => result.DType.IsFloating ? arriving.Dequeue() : null)];
    }

    public override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(node);
        RequireRules(node, wanted.ToArray());
        Value?[] given = [.. cotangents.ToArray().Where((_, i) => node.Results[i].DType.IsFloating)];
        var pulled = Pullback is { } rule
            ? Apply(rule, Known(node), given)
            : Transposed(Pushforward!, "pushforward", node, given);
        var leaving = new Value?[wanted.Length];
        for (var k = 0; k < Wrt.Count; k++)
        {
            leaving[Wrt[k]] = wanted[Wrt[k]] ? pulled[k] : null;
        }

        return leaving;
    }

    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) =>
        ControlBatching.Of(this, operands, size);

    /// <summary>Why the one rule that is given cannot be transposed; null where it can, or need not be.</summary>
    internal string? WhyNotLinear() => (Pushforward, Pullback) switch
    {
        (null, { } pullback) => WhyNotLinear(pullback, "pullback"),
        ({ } pushforward, null) => WhyNotLinear(pushforward, "pushforward"),
        _ => null,
    };

    private string? WhyNotLinear(Graph rule, string name)
    {
        var known = Primal.Inputs.Length + Primal.Outputs.Length;
        Value[] sources = [.. rule.Inputs[known..]];
        return sources.Length == 0 || rule.Outputs.IsEmpty || Linearity.WhyNot(sources, [.. rule.Outputs]) is not { } reason
            ? null
            : $"The {name} of {Title} is not linear in {string.Join(", ", sources)}: {reason} "
                + "Where it is the only rule it must be, for it is transposed; "
                + $"give the {(name == "pullback" ? "pushforward" : "pullback")} too.";
    }

    private Value?[] Transposed(Graph rule, string name, Node node, Value?[] seeds)
    {
        if (WhyNotLinear(rule, name) is { } sentence)
        {
            throw new GraphException(sentence);
        }

        // Loops in the rule run together with what is linear: their steps are the same at zero.
        var known = Known(node);
        Value[] moving = [.. rule.Inputs[known.Length..].Select(input => Value.Zeros(input.Type))];
        return Sweeps.Reverse(rule.Apply([.. known, .. moving]), seeds, moving);
    }

    private void RequireRules(Node node, bool[] asked)
    {
        for (var i = 0; i < Closed; i++)
        {
            if (asked[i] && !Wrt.Contains(i))
            {
                var place = node.Origin is { } origin ? $" (at {origin})" : "";
                throw new GraphException(
                    $"A derivative by {node.Operands[i]} is asked for, over which {Title}{place} closes, "
                    + "and its rules say nothing about it. Make it an argument, or take its StopGradient() if it is to be held fixed.");
            }
        }
    }

    private static Value[] Known(Node node) => [.. node.Operands, .. Results(node)];

    // A rule on what is given. What depends on structural zeros alone is one as well, since rules are linear; those that are meant to be
    // something else may not be.
    private Value?[] Apply(Graph rule, Value[] known, Value?[] given)
    {
        var inputs = rule.Inputs[known.Length..];
        var substitutes = new ValueMap<Value>();
        for (var i = 0; i < rule.Inputs.Length; i++)
        {
            substitutes[rule.Inputs[i]] = i < known.Length ? known[i] : given[i - known.Length] ?? Value.ZerosLike(rule.Inputs[i]);
        }

        var living = new Dependents([.. inputs.Where((_, k) => given[k] is not null)], rule.Outputs.AsSpan());
        var silent = new Dependents([.. inputs.Where((_, k) => given[k] is null)], rule.Outputs.AsSpan());
        var made = rule.Rebuild(substitutes, (node, operands) =>
            Array.TrueForAll([.. node.Results], type => type.DType.IsFloating) && IsZero(node.Result())
                ? [.. node.Results.Select(Value.Zeros)]
                : Results(Node.Create(node.Primitive, operands)));
        return [.. made.Select((value, k) => IsZero(rule.Outputs[k]) ? (Value?)null : value)];

        bool IsZero(Value value) => !Deliberate && silent.Contains(value) && !living.Contains(value);
    }

    private static Value[] Results(Node node) => [.. Enumerable.Range(0, node.Results.Length).Select(node.Result)];
}
