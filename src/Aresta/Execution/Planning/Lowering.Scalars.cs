using Aresta.Numerics;

namespace Aresta.Execution;

/// <content>Operations on scalars: all of them together, as one program, until somebody else needs a value of it.</content>
internal sealed partial class Lowering
{
    private Draft? scalars;

    private void LowerScalar(int position)
    {
        foreach (var operand in places.Operands[position])
        {
            var root = roots[operand];
            if (storageOf[root] < 0 && Number(root) is null && (drafts[root] is null || drafts[root] != scalars))
            {
                Stored(views[root]?.Root ?? root);
            }
        }

        // What one of the operands closed has a storage by now.
        scalars = scalars is { Nodes.Count: > 0 } ? scalars : new(1) { Pending = int.MaxValue };
        scalars.Nodes.Add(position);
        drafts[places.Results[position]] = scalars;
    }

    private void WriteScalars(int[] positions)
    {
        var (writer, values, read) = (new ScalarWriter(), new Dictionary<int, Traced<Float64>>(), new Dictionary<int, int>());
        List<ScalarPlace> inputs = [], outputs = [];
        List<Traced<Float64>> results = [];
        var known = new Dictionary<ScalarPlace, Traced<Float64>>();
        foreach (var position in positions)
        {
            values[places.Results[position]] = writer.Write(graph.Nodes[position], [.. places.Operands[position].Select(Operand)]);
        }

        foreach (var (place, value) in values)
        {
            if (read.GetValueOrDefault(place) < uses[place] || flow.IsOutput(place))
            {
                outputs.Add(new(Own(place, Steps.Count), 0, types[place].DType));
                results.Add(value);
            }
        }

        Emit(new ScalarRun(writer.Program([.. results]), [.. inputs], [.. outputs], [.. positions.Select(n => graph.Nodes[n])]));

        Traced<Float64> Operand(int operand)
        {
            var root = roots[operand];
            if (values.TryGetValue(root, out var inside))
            {
                read[root] = read.GetValueOrDefault(root) + 1;
                return inside;
            }

            if (Number(root) is { } number)
            {
                return ScalarWriter.Constant(number);
            }

            var view = storageOf[root] < 0 ? views[root] : null;
            var place = new ScalarPlace(storageOf[view?.Root ?? root], view?.Start ?? 0, types[root].DType);
            if (!known.TryGetValue(place, out var value))
            {
                known.Add(place, value = writer.Input());
                inputs.Add(place);
            }

            return value;
        }
    }
}
