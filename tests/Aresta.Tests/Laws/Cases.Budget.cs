using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Laws;

/// <content>The pullback of a scan under a budget.</content>
public static partial class PrimitiveCases
{
    // h ↦ tanh(w·h + r·c), which gives h·r as a row; asked for everything, or for the closed values alone.
    private static PrimitiveCase PullUnderBudget(Draw d)
    {
        var (length, size, all, both, backward, budget) = (d.Int(0, 4), d.Int(1, 3), d.Flag(), d.Flag(), d.Flag(), d.Int(1, 5));
        var pull = Pull(DType.Float64);
        Tensor[] operands = [.. pull.Operands.Select(operand => d.Tensor(operand.Shape, -1, 1))];
        return new(pull.Primitive, operands) { Single = Pull(DType.Float32).Primitive };

        Node Pull(DType dtype)
        {
            var scan = Of(dtype, [[size, size], [size], [size], [length, size]], x =>
            {
                var (states, rows) = Flow.Scan(
                    [x[2]], [x[3]], (h, r) => (Tanh(x[0].Dot(h[0]) + (r[0] * x[1])), h[0] * r[0]), backward: backward, budget: budget);
                return [.. states, .. rows];
            });
            return Pullback.Of(scan, wrt: all ? null : [0, 1], of: both ? null : 0).Nodes.Single(node => node.Primitive is ScanPull);
        }
    }
}
