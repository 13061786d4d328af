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
        var (writer, values, known) = (new ScalarWriter(), new Dictionary<int, ScalarValue>(), new Dictionary<ScalarPlace, ScalarValue>());
        List<ScalarPlace> inputs = [], outputs = [];
        foreach (var position in positions)
        {
            var operands = new Traced<Float64>[places.Operands[position].Length];
            for (var i = 0; i < operands.Length; i++)
            {
                operands[i] = Operand(places.Operands[position][i]);
            }

            values.Add(places.Results[position], new(writer.Write(graph.Nodes[position], operands)));
        }

        var results = new Traced<Float64>[positions.Length];
        foreach (var position in positions)
        {
            var place = places.Results[position];
            if (values[place].Uses < uses[place] || flow.IsOutput(place))
            {
                results[outputs.Count] = values[place].Number;
                outputs.Add(new(Own(place, Steps.Count), 0, types[place].DType));
            }
        }

        var program = writer.Program(results.AsSpan()[..outputs.Count]);
        Emit(new ScalarRun(program, [.. inputs], [.. outputs], Array.ConvertAll(positions, position => graph.Nodes[position])));

        Traced<Float64> Operand(int operand)
        {
            var root = roots[operand];
            if (values.TryGetValue(root, out var inside))
            {
                inside.Uses++;
                return inside.Number;
            }

            if (Number(root) is { } number)
            {
                return ScalarWriter.Constant(number);
            }

            var view = storageOf[root] < 0 ? views[root] : null;
            var place = new ScalarPlace(storageOf[view?.Root ?? root], view?.Start ?? 0, types[root].DType);
            if (!known.TryGetValue(place, out var value))
            {
                known.Add(place, value = new(writer.Input()));
                inputs.Add(place);
            }

            return value.Number;
        }
    }

    // A value of a program, and how often it was used there. (Tables of objects are compiled already when a process starts.)
    private sealed class ScalarValue(Traced<Float64> number)
    {
        public Traced<Float64> Number => number;

        public int Uses { get; set; }
    }
}
