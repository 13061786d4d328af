using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <content>Writes a closed cluster as a program.</content>
internal sealed partial class Lowering
{
    private sealed class ClusterWriter(Lowering lowering, Draft draft, int[] positions)
    {
        private readonly ClusterBuilder builder = new();
        private readonly Dictionary<int, StripValue> values = [];
        private readonly Dictionary<int, int> read = [];
        private readonly List<ClusterRows> inputs = [];
        private readonly Dictionary<ClusterRows, StripValue> known = [];

        public void Write()
        {
            List<(int Place, Primitive Primitive)> reduced = [];
            foreach (var position in positions)
            {
                var (node, place) = (lowering.graph.Nodes[position], lowering.places.Results[position]);
                StripValue[] operands = [.. lowering.places.Operands[position].Select(Operand)];
                if (lowering.IsReduction(place))
                {
                    builder.Reduce(Kind(node.Primitive), operands[0]);
                    reduced.Add((place, node.Primitive));
                }
                else if (node.Primitive is Sum or Max or Min)
                {
                    values[place] = Alone(node, operands[0]);
                }
                else
                {
                    values[place] = ElementwiseKernels.Write(builder, node.Primitive, operands);
                }
            }

            List<ClusterRows> outputs = [];
            foreach (var (place, value) in values)
            {
                if (read.GetValueOrDefault(place) < lowering.uses[place] || lowering.flow.IsOutput(place))
                {
                    builder.Output(value);
                    var size = lowering.types[place].DType.Size;
                    outputs.Add(lowering.parts.TryGetValue(place, out var part)
                        ? new(part.Storage, size, part.Layout)
                        : new(lowering.Own(place, lowering.Steps.Count), size, Layout.Whole));
                }
            }

            var columns = draft.Columns == 0 ? draft.Size : draft.Columns;
            (int, int)[] reductions = [.. reduced.Select(r =>
                (lowering.Own(r.Place, lowering.Steps.Count), lowering.types[r.Place].DType.Size))];
            lowering.Emit(new ClusterRun(
                builder.Build(), [.. inputs], [.. outputs], reductions, draft.Size / columns, columns,
                [.. positions.Select(position => lowering.graph.Nodes[position])], lowering.threads));
        }

        // A sum of one element makes 0 of −0, as any other.
        private StripValue Alone(Node node, StripValue x) =>
            node.Primitive is Sum ? builder.Binary(default(Numerics.Rules.Add), x, builder.Constant(node.Results[0].DType, 0)) : x;

        private StripValue Operand(int place)
        {
            var root = lowering.roots[place];
            if (values.TryGetValue(root, out var inside))
            {
                read[root] = read.GetValueOrDefault(root) + 1;
                return inside;
            }

            if (lowering.Number(root) is { } number)
            {
                return builder.Constant(number.DType, number[0]);
            }

            var type = lowering.types[root];
            if (lowering.views[root] is { } view && lowering.storageOf[view.Root] >= 0
                && Layout.Of(type.Shape.AsSpan(), view) is { } layout && (layout.Columns == 0 || layout.Columns == draft.Columns))
            {
                return Input(new(lowering.storageOf[view.Root], type.DType.Size, layout), type.DType);
            }

            return Input(new(lowering.storageOf[root], type.DType.Size, Layout.Whole), type.DType);
        }

        private StripValue Input(ClusterRows input, DType dtype)
        {
            if (!known.TryGetValue(input, out var value))
            {
                known[input] = value = builder.Input(dtype);
                inputs.Add(input);
            }

            return value;
        }
    }
}
