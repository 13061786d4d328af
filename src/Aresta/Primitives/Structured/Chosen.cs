using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>What primitives share whose results are elements of the operand, chosen along an axis, together with their places.</summary>
internal static class Chosen
{
    /// <summary>The elements of <paramref name="tangent"/> at the places that <paramref name="index"/> names along an axis.</summary>
    public static Value? Along(Value? tangent, Value index, int axis)
    {
        if (tangent is not { } x)
        {
            return null;
        }

        var last = x.Rank - 1;
        return Node.Create(new Gather(last, last), x.MoveAxis(axis, last), index.MoveAxis(axis, last)).Result().MoveAxis(last, axis);
    }

    /// <summary>The chosen elements and their places.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="results">The types of the values and of the indices.</param>
    /// <param name="axis">The axis, counted from 0.</param>
    /// <param name="choose">Which elements of a lane are chosen, given where each stands in the tensor.</param>
    public static Tensor[] Evaluate(Tensor x, ImmutableArray<TensorType> results, int axis, Func<int[], IEnumerable<int>> choose)
    {
        var shape = results[0].Shape;
        var (source, target) = (Lanes.Of(x.Shape, [axis]), Lanes.Of(shape, [axis]));
        var (offsets, indices) = (new int[shape.Size], new long[shape.Size]);
        for (var i = 0; i < target.Starts.Length; i++)
        {
            var (lane, k) = (Array.ConvertAll(source.Steps, step => source.Starts[i] + step), 0);
            foreach (var place in choose(lane))
            {
                var position = target.Starts[i] + target.Steps[k++];
                (offsets[position], indices[position]) = (lane[place], place);
            }
        }

        return [Strided.Read(x, shape, offsets), Tensor.Of(indices, results[1].Shape)];
    }
}
