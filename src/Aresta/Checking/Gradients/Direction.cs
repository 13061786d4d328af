using Aresta.Graphs;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>Tangents and cotangents that are drawn, and changed, as lists with a tensor for each floating value.</summary>
internal static class Direction
{
    /// <summary>
    /// One entry of size 1/2 to 1 and of either sign for each element, times the power of two above the element where that is beyond 1:
    /// every entry matters, and a step along it moves large numbers too.
    /// </summary>
    public static Tensor[] Draw(IEnumerable<Tensor> at, int seed)
    {
        var random = new Random(seed);
        return [.. at.Select(x => Of(x.Type, Enumerable.Range(0, x.Shape.Size).Select(i =>
        {
            var size = 0.5 + (random.NextDouble() / 2);
            var scale = double.IsFinite(x[i]) && Math.Abs(x[i]) > 1 ? Math.ScaleB(1, Math.ILogB(x[i]) + 1) : 1;
            return (random.Next(2) == 0 ? size : -size) * scale;
        })))];
    }

    /// <summary>The tensors of floating dtype among some.</summary>
    public static Tensor[] Floating(IEnumerable<Tensor> tensors) => [.. tensors.Where(tensor => tensor.DType.IsFloating)];

    /// <summary>The direction without its elements outside a range of all of them, counted through.</summary>
    public static Tensor[] Only(Tensor[] direction, int from, int to)
    {
        var (result, start) = (new Tensor[direction.Length], 0);
        for (var k = 0; k < result.Length; k++)
        {
            var (tensor, first) = (direction[k], start);
            result[k] = Of(
                tensor.Type, Enumerable.Range(0, tensor.Shape.Size).Select(i => first + i >= from && first + i < to ? tensor[i] : 0));
            start += tensor.Shape.Size;
        }

        return result;
    }

    /// <summary>The element of the given number among all, 1, and the others 0.</summary>
    public static Tensor[] Unit(Tensor[] like, int element) =>
        Only([.. like.Select(x => Of(x.Type, Enumerable.Repeat(1.0, x.Shape.Size)))], element, element + 1);

    /// <summary>x + t·v for the floating x; the others stay.</summary>
    public static Tensor[] Moved(Tensor[] point, Tensor[] direction, double t)
    {
        var next = 0;
        return [.. point.Select(x =>
        {
            if (!x.DType.IsFloating)
            {
                return x;
            }

            var v = direction[next++];
            return Of(x.Type, Enumerable.Range(0, x.Shape.Size).Select(i => x[i] + (t * v[i])));
        })];
    }

    /// <summary>All elements, one tensor after the other.</summary>
    public static double[] Flat(IEnumerable<Tensor> tensors) => [.. Floating(tensors).SelectMany(tensor => tensor.ToDoubles())];

    /// <summary>The value that holds an element counted through all floating ones, and the element's number in it.</summary>
    public static (int Position, int Element) Locate(IReadOnlyList<TensorType> types, int element)
    {
        for (var i = 0; i < types.Count; i++)
        {
            if (!types[i].DType.IsFloating)
            {
                continue;
            }

            if (element < types[i].Shape.Size)
            {
                return (i, element);
            }

            element -= types[i].Shape.Size;
        }

        throw new ArgumentOutOfRangeException(nameof(element));
    }

    /// <summary>An element counted through all floating inputs or outputs of a graph, as reports call it.</summary>
    public static string Name(Graph graph, bool output, int element)
    {
        var (position, within) = Locate([.. (output ? graph.Outputs : graph.Inputs).Select(value => value.Type)], element);
        return Wording.Entry(graph, output, position, within);
    }

    private static Tensor Of(TensorType type, IEnumerable<double> elements) => type.DType == DType.Float32
        ? Tensor.Of(elements.Select(x => (float)x).ToArray(), type.Shape)
        : Tensor.Of(elements.ToArray(), type.Shape);
}
