using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// Derivatives of a choice: the same choice between the derivatives of the branches. The branch that runs leaves its residuals for the pull;
/// the places of the other's are filled with zeros, and both use the same places where types allow.
/// </summary>
internal sealed class CondDerivatives(Cond cond, Node node)
{
    private readonly Graph[] branches = [cond.Then, cond.Else];

    public Value?[] Push(ReadOnlySpan<Value?> tangents)
    {
        var (moving, given) = Present(tangents[1..]);
        var pushed = new Value?[2][];
        var dots = new Value[2][];
        for (var b = 0; b < 2; b++)
        {
            Value[] sources = [.. moving.Select(i => branches[b].Inputs[i])];
            dots[b] = [.. sources.Select(source => Value.Input(source.Type))];
            pushed[b] = Sweeps.Forward(sources, [.. dots[b].Select(dot => (Value?)dot)], branches[b].Outputs.AsSpan());
        }

        var arriving = Either(pushed);
        var bodies = branches.Select((branch, b) => Graph.Create(
            [.. branch.Inputs, .. dots[b]], [.. branch.Outputs, .. arriving.Select(i => pushed[b][i] ?? Value.ZerosLike(branch.Outputs[i]))]))
            .ToArray();
        var made = Node.Create(new Cond(bodies[0], bodies[1]), [.. node.Operands, .. given])
            .Extending(node, [.. Enumerable.Range(0, node.Results.Length)]);
        return Spread(arriving, node.Results.Length, made, node.Results.Length);
    }

    public Value?[] Linearize(ReadOnlySpan<Value?> tangents)
    {
        var (moving, given) = Present(tangents[1..]);
        return Derive(
            [.. branches.Select(branch => Cut.Forward([.. moving.Select(i => branch.Inputs[i])], [.. branch.Outputs]))], given,
            (branch, i) => branch.Outputs[i]);
    }

    public Value?[] Pull(ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        var (answering, given) = Present(cotangents);
        int[] asked = [.. wanted[1..].ToArray().Index().Where(operand => operand.Item).Select(operand => operand.Index)];
        var pulled = Derive(
            [.. branches.Select(branch => Cut.Reverse(
                [.. answering.Select(i => branch.Outputs[i])], [.. asked.Select(i => branch.Inputs[i])]))],
            given, (branch, i) => branch.Inputs[asked[i]]);
        var result = new Value?[wanted.Length];
        foreach (var (at, i) in asked.Index())
        {
            result[i + 1] = pulled[at];
        }

        return result;
    }

    // A choice that also gives the residuals, and a choice between the derivatives on them.
    private Value?[] Derive(Cut[] cuts, Value[] arriving, Func<Graph, int, Value> end)
    {
        // Which place among the further results each residual takes that is no input.
        var (types, places) = (new List<TensorType>(), new int[2][]);
        for (var b = 0; b < 2; b++)
        {
            var free = Enumerable.Range(0, types.Count).ToList();
            places[b] = [.. cuts[b].Residuals.Select(residual => residual.Node.Primitive is Input ? -1 : Place(residual.Type, free))];
        }

        var keeping = types.Count == 0 ? node : Node.Create(Keeping(cuts, types, places), node.Operands.AsSpan())
            .Extending(node, [.. Enumerable.Range(0, node.Results.Length)]);
        Value[] operands = [.. node.Operands[1..], .. types.Select((_, i) => keeping.Result(node.Results.Length + i)), .. arriving];
        var (leaving, inputs) = (new Value?[2][], new Value[2][]);
        for (var b = 0; b < 2; b++)
        {
            inputs[b] = [.. operands.Select(operand => Value.Input(operand.Type))];
            Value[] residuals = [.. cuts[b].Residuals.Select((residual, i) => inputs[b][places[b][i] is >= 0 and var place
                ? branches[b].Inputs.Length + place
                : branches[b].Inputs.IndexOf(residual)])];
            leaving[b] = cuts[b].Apply(residuals, inputs[b].AsSpan(^arriving.Length..));
        }

        var either = Either(leaving);
        if (either.Length == 0)
        {
            return leaving[0];
        }

        var bodies = branches.Select((branch, b) => Graph.Create(inputs[b], [.. either.Select(i => leaving[b][i] ?? Zero(branch, b, i))])).ToArray();
        var made = Node.Create(new Cond(bodies[0], bodies[1]), [node.Operands[0], .. operands]);
        return Spread(either, leaving[0].Length, made, 0);

        int Place(TensorType type, List<int> free)
        {
            var found = free.FindIndex(place => types[place] == type);
            if (found < 0)
            {
                types.Add(type);
                return types.Count - 1;
            }

            var taken = free[found];
            free.RemoveAt(found);
            return taken;
        }

        // As tall as the primal, where it is a stack: that one is among the operands, or a result of the branch, which then is no zero.
        Value Zero(Graph branch, int b, int i) => end(branch, i) is { Node.Primitive: Input } input
            ? Value.ZerosLike(inputs[b][branch.Inputs.IndexOf(input)])
            : Value.Zeros(end(branch, i).Type);
    }

    private Cond Keeping(Cut[] cuts, List<TensorType> types, int[][] places)
    {
        var bodies = branches.Select((branch, b) => Graph.Create(
            branch.Inputs.AsSpan(),
            [.. branch.Outputs, .. types.Select((type, place) => Array.IndexOf(places[b], place) is >= 0 and var i
                ? cuts[b].Residuals[i]
                : type.IsStack ? Node.Create(new EmptyStack(type)).Result() : Value.Zeros(type))])).ToArray();
        return new(bodies[0], bodies[1]);
    }

    private static (int[] Positions, Value[] Derivatives) Present(ReadOnlySpan<Value?> derivatives)
    {
        var all = derivatives.ToArray();
        int[] present = [.. Enumerable.Range(0, all.Length).Where(i => all[i] is not null)];
        return (present, [.. present.Select(i => all[i]!.Value)]);
    }

    private static int[] Either(Value?[][] derivatives) =>
        [.. Enumerable.Range(0, derivatives[0].Length).Where(i => derivatives[0][i] is not null || derivatives[1][i] is not null)];

    private static Value?[] Spread(int[] present, int count, Node made, int from)
    {
        var result = new Value?[count];
        foreach (var i in present)
        {
            result[i] = made.Result(from++);
        }

        return result;
    }
}
