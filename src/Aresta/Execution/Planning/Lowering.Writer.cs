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
        private readonly Dictionary<int, int> spread = [];
        private readonly List<ClusterRows> inputs = [];
        private readonly Dictionary<ClusterRows, StripValue> known = [];

        public void Write()
        {
            var slopes = new ClusterSlopes(builder);
            foreach (var position in positions)
            {
                var (node, place) = (lowering.graph.Nodes[position], lowering.places.Results[position]);
                var perRow = !lowering.IsReduction(place) && lowering.types[place].Shape.Size != draft.Size;
                StripValue[] operands = [.. lowering.places.Operands[position].Select(operand => Operand(operand, perRow))];
                values[place] = lowering.IsReduction(place) ? builder.Reduced(Kind(node.Primitive), operands[0])
                    : node.Primitive is Sum or Max or Min ? Alone(node, operands[0])
                    : slopes.Of(node) ?? ElementwiseKernels.Write(builder, node.Primitive, operands);
                slopes.Add(node, values[place]);
            }

            // Numbers of rows are used where all that they are broadcast for is.
            foreach (var (root, count) in spread)
            {
                var operand = lowering.roots[lowering.flow.Operand(lowering.flow.Maker(root), 0)];
                if (values.ContainsKey(operand) && count == lowering.uses[root] && !lowering.flow.IsOutput(root))
                {
                    read[operand] = read.GetValueOrDefault(operand) + 1;
                }
            }

            List<ClusterRows> outputs = [];
            List<int> results = [];
            foreach (var (place, value) in values)
            {
                if (read.GetValueOrDefault(place) < lowering.uses[place] || lowering.flow.IsOutput(place))
                {
                    if (lowering.types[place].Shape.Size != draft.Size)
                    {
                        builder.Result(value);
                        results.Add(lowering.Own(place, lowering.Steps.Count));
                    }
                    else
                    {
                        builder.Output(value);
                        outputs.Add(Target(place));
                    }
                }
            }

            var columns = draft.Columns == 0 ? draft.Size : draft.Columns;
            lowering.Emit(new ClusterRun(
                builder.Build(), [.. inputs], [.. outputs], [.. results], draft.Size / columns, columns,
                [.. positions.Select(position => lowering.graph.Nodes[position])], lowering.threads));
        }

        private ClusterRows Target(int place) => lowering.parts.TryGetValue(place, out var part)
            ? new(part.Storage, lowering.types[place].DType.Size, Layout.Of(part.Shape.AsSpan(), part.View, draft.Columns)!.Value)
            : new(lowering.Own(place, lowering.Steps.Count), lowering.types[place].DType.Size, Layout.Whole);

        // A sum of one element makes 0 of −0, as any other.
        private StripValue Alone(Node node, StripValue x) =>
            node.Primitive is Sum ? builder.Binary(default(Numerics.Rules.Add), x, builder.Constant(node.Results[0].DType, 0)) : x;

        private StripValue Operand(int place, bool perRow)
        {
            var root = lowering.roots[place];
            if (values.TryGetValue(root, out var inside))
            {
                read[root] = read.GetValueOrDefault(root) + 1;
                return inside;
            }

            if (lowering.views[root] is { } within && lowering.storageOf[root] < 0 && values.TryGetValue(within.Root, out var number))
            {
                spread[root] = spread.GetValueOrDefault(root) + 1;
                return number;
            }

            if (lowering.Number(root) is { } constant)
            {
                return builder.Constant(constant.DType, constant[0]);
            }

            var type = lowering.types[root];
            var (storage, layout) = lowering.storageOf[root] >= 0 ? (lowering.storageOf[root], Layout.Whole) : Viewed(root, type, perRow);
            layout = perRow ? new(layout.Start, 0, draft.Columns) { RowStride = layout.ColumnStride } : layout;
            return Input(new(storage, type.DType.Size, layout, perRow), type.DType);
        }

        // Numbers of rows are read in order, or are one and the same.
        private (int Storage, Layout Layout) Viewed(int root, TensorType type, bool perRow)
        {
            var view = lowering.views[root]!;
            return (lowering.storageOf[view.Root], Layout.Of(type.Shape.AsSpan(), view, perRow ? 0 : draft.Columns)!.Value);
        }

        private StripValue Input(ClusterRows input, DType dtype)
        {
            if (!known.TryGetValue(input, out var value))
            {
                known[input] = value = builder.Input(dtype, input.PerRow);
                inputs.Add(input);
            }

            return value;
        }
    }
}
