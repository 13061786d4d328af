using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta;

/// <content>A function of one example, called with many.</content>
public sealed partial class Function
{
    /// <summary>
    /// The function of many examples at once, which stand side by side along an axis of the arguments and come out so:
    /// <c>f.Batch().Call(xs)</c>. It has derivatives like any other, and they have batches: <c>loss.Derivative.Batch([null, 0])</c> gives
    /// the gradient of each example by itself.
    /// </summary>
    /// <param name="arguments">
    /// For each argument, along which axis the examples stand, negative ones counted from the end; null where all examples share it. The
    /// first axis of every argument unless given. How many examples there are follows from the arguments of a call.
    /// </param>
    /// <param name="results">
    /// For each result, along which axis the examples come to stand; one that does not depend on the example is repeated, or left as it is
    /// where null is said. The first axis of every result unless given.
    /// </param>
    /// <exception cref="GraphException">
    /// On a call: the arguments hold different numbers of examples or none, or the function cannot take an example.
    /// </exception>
    public Function Batch(IReadOnlyList<int?>? arguments = null, IReadOnlyList<int?>? results = null) => new(types =>
    {
        if (arguments is not null && arguments.Count != types.Length)
        {
            throw new GraphException(FormattableString.Invariant(
                $"A batch was asked for with {arguments.Count} arguments, but was called with {types.Length}."));
        }

        var (example, size, counted) = (types.ToArray(), -1, 0);
        for (var i = 0; i < types.Length; i++)
        {
            if ((arguments is null ? 0 : arguments[i]) is not { } axis)
            {
                continue;
            }

            var own = Axis(types, i, axis);
            var count = types[i].Shape[own];
            if (size >= 0 && count != size)
            {
                throw new GraphException(
                    $"Argument {counted}, {types[counted]}, holds {size} examples, "
                    + $"but argument {i}, {types[i]}, {count} along axis {own}.");
            }

            (size, counted) = (count, size < 0 ? i : counted);
            example[i] = types[i] with { Shape = types[i].Shape.Without([own]) };
        }

        return size >= 0
            ? Transforms.Batch.Of(Graph(example), size, arguments, results)
            : throw new GraphException("No argument of the batch holds examples, so their number is not known.");
    });

    private static int Axis(TensorType[] types, int argument, int axis)
    {
        var rank = types[argument].Shape.Rank;
        return axis >= -rank && axis < rank
            ? (axis + rank) % rank
            : throw new GraphException(FormattableString.Invariant(
                $"Argument {argument}, {types[argument]}, has no axis {axis} for examples to stand along; null is for what all share."));
    }
}
