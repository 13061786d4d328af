using System.Collections.Immutable;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// A graph applied as one operation: a part with a name, and the border at which it is decided what a reverse pass keeps of the part and
/// what it computes again.
/// </summary>
/// <param name="Graph">The graph; its inputs are the operands, its outputs the results.</param>
/// <param name="Label">What the part is called; may be empty.</param>
/// <param name="Keep">What the reverse pass keeps.</param>
public sealed record Call(Graph Graph, string Label, Keep Keep) : Control, IPrimitive<Call>
{
    public static string Keyword => "call";

    public override string Name => Keyword;

    public override Attributes Attributes => [("body", new Body(Graph)), ("label", Label), ("keep", Keep.ToString())];

    public override ImmutableArray<(string Name, Graph Graph)> Bodies => [("body", Graph)];

    public override Control WithBodies(ImmutableArray<Graph> bodies) => this with { Graph = bodies[0] };

    public static Call Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(Body.Read(attributes, "body"), attributes.Text("label"), Keep.Parse(attributes.Text("keep")));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect(Graph, "body", operands);
        return [.. Graph.Outputs.Select(output => output.Type)];
    }

    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) =>
        ControlBatching.Of(this, operands, size);

    public override Tensor[] Run(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results, BodyRunner run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run(Graph, operands);
    }

    // (x, ẋ) ↦ (f(x), J·ẋ) in one call.
    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        var (moving, given) = Present(Graph.Inputs, tangents);
        Value[] dots = [.. moving.Select(input => Value.Input(input.Type))];
        var pushed = Sweeps.Forward(moving, [.. dots.Select(dot => (Value?)dot)], Graph.Outputs.AsSpan());
        var body = Graph.Create([.. Graph.Inputs, .. dots], [.. Graph.Outputs, .. pushed.OfType<Value>()]);
        var called = Node.Create(this with { Graph = body }, [.. node.Operands, .. given])
            .Extending(node, [.. Enumerable.Range(0, node.Results.Length)]);
        return Spread(pushed, called, node.Results.Length);
    }

    public override Value?[] Linearize(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        var (moving, given) = Present(Graph.Inputs, tangents);
        return Derive(node, Cut.Forward(moving, [.. Graph.Outputs], Keep.Keeps), given);
    }

    public override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        ArgumentNullException.ThrowIfNull(node);
        var (answering, given) = Present(Graph.Outputs, cotangents);
        var asked = wanted.ToArray();
        Value[] sources = [.. Graph.Inputs.Where((_, i) => asked[i])];
        var pulled = new Queue<Value?>(Derive(node, Cut.Reverse(answering, sources, Keep.Keeps), given));
        return [.. asked.Select(isWanted => isWanted ? pulled.Dequeue() : null)];
    }

    // A call that also gives the residuals, and a call of the derivative on them.
    private Value?[] Derive(Node node, Cut cut, Value[] arriving)
    {
        Value[] kept = [.. cut.Residuals.Where(value => value.Node.Primitive is not Input)];
        var keeping = kept.Length == 0
            ? node
            : Node.Create(this with { Graph = Graph.Create(Graph.Inputs.AsSpan(), [.. Graph.Outputs, .. kept]) }, node.Operands.AsSpan())
                .Extending(node, [.. Enumerable.Range(0, node.Results.Length)]);
        Value[] residuals = [.. cut.Residuals.Select(value => Array.IndexOf(kept, value) is >= 0 and var i
            ? keeping.Result(node.Results.Length + i)
            : node.Operands[Graph.Inputs.IndexOf(value)])];
        Value[] inputs = [.. residuals.Concat(arriving).Select(value => Value.Input(value.Type))];
        var derivatives = cut.Apply(inputs.AsSpan(..residuals.Length), inputs.AsSpan(residuals.Length..));
        if (derivatives.All(derivative => derivative is null))
        {
            return derivatives;
        }

        var body = Graph.Create(inputs, [.. derivatives.OfType<Value>()]);
        return Spread(derivatives, Node.Create(this with { Graph = body }, [.. residuals, .. arriving]), 0);
    }

    private static (Value[] Values, Value[] Derivatives) Present(ImmutableArray<Value> values, ReadOnlySpan<Value?> derivatives)
    {
        var (present, given) = (new List<Value>(), new List<Value>());
        for (var i = 0; i < derivatives.Length; i++)
        {
            if (derivatives[i] is { } derivative)
            {
                present.Add(values[i]);
                given.Add(derivative);
            }
        }

        return ([.. present], [.. given]);
    }

    // The results of a call from a position on, where there is a derivative, and structural zeros elsewhere.
    private static Value?[] Spread(Value?[] derivatives, Node called, int from) =>
        [.. derivatives.Select(derivative => derivative is null ? (Value?)null : called.Result(from++))];
}
