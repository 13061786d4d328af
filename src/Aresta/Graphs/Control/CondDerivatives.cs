using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// Derivatives of a choice: the same choice between the derivatives of the branches. The branch that runs leaves its residuals for the
/// pull; the places of the other's are filled with zeros, and both use the same places where types allow.
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
            [.. branch.Inputs, .. dots[b]],
            [.. branch.Outputs, .. arriving.Select(i => pushed[b][i] ?? Value.ZerosLike(branch.Outputs[i]))])).ToArray();
        var made = Node.Create(new Cond(bodies[0], bodies[1]), [.. node.Operands, .. given])
            .Extending(node, [.. Enumerable.Range(0, node.Results.Length)]);
        return Spread(arriving, node.Results.Length, made, node.Results.Length);
    }

    public Value?[] Linearize(ReadOnlySpan<Value?> tangents)
    {
        var (moving, given) = Present(tangents[1..]);
        return Derive(
            (branch, filled) => Cut.Forward([.. moving.Select(i => branch.Inputs[i])], [.. branch.Outputs], filled: filled), given,
            [.. cond.Then.Outputs]);
    }

    public Value?[] Pull(ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        var (answering, given) = Present(cotangents);
        int[] asked = [.. wanted[1..].ToArray().Index().Where(operand => operand.Item).Select(operand => operand.Index)];
        var pulled = Derive(
            (branch, filled) => Cut.Reverse(
                [.. answering.Select(i => branch.Outputs[i])], [.. asked.Select(i => branch.Inputs[i])], filled: filled),
            given, [.. asked.Select(i => cond.Then.Inputs[i])]);
        var result = new Value?[wanted.Length];
        foreach (var (at, i) in asked.Index())
        {
            result[i + 1] = pulled[at];
        }

        return result;
    }

    // A choice that also gives the residuals, and a choice between the derivatives on them.
    private Value?[] Derive(Func<Graph, bool[]?, Cut> cut, Value[] arriving, Value[] ends)
    {
        var cuts = Even(cut, ends);

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

        var bodies = leaving.Select((left, b) => Graph.Create(inputs[b], [.. either.Select(i => left[i] ?? Value.Zeros(ends[i].Type))]))
            .ToArray();
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
    }

    // The derivatives of both branches. A stack that leaves one of them leaves the other as well.
    private Cut[] Even(Func<Graph, bool[]?, Cut> cut, Value[] ends)
    {
        Cut[] cuts = [.. branches.Select(branch => cut(branch, null))];
        bool[] either = [.. cuts[0].Arrives.Zip(cuts[1].Arrives, (then, otherwise) => then || otherwise)];
        var uneven = ends.Index().Any(end => end.Item.Type.IsStack && cuts.Any(each => each.Arrives[end.Index] != either[end.Index]));
        return uneven ? [.. branches.Select(branch => cut(branch, either))] : cuts;
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
