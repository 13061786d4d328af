using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Laws;

/// <summary>Lists of tensors as vectors of one space.</summary>
internal static class Vectors
{
    /// <summary>A random direction for each value.</summary>
    public static Tensor[] Directions(IEnumerable<Value> values, int seed) =>
        [.. values.Select((value, i) => Cast(new Draw((ulong)((1000 * seed) + i)).Tensor(value.Shape, -1, 1), value.DType))];

    /// <summary>x + t·v for the floating tensors; the others stay.</summary>
    public static Tensor[] Moved(this Tensor[] x, double t, Tensor[] v)
    {
        var direction = new Queue<Tensor>(v);
        return [.. x.Select(tensor => tensor.DType.IsFloating ? Move(tensor, direction.Dequeue()) : tensor)];

        Tensor Move(Tensor from, Tensor to) =>
            Cast(Tensor.Of(from.ToDoubles().Zip(to.ToDoubles(), (a, b) => a + (t * b)).ToArray(), from.Shape), from.DType);
    }

    /// <summary>⟨x, y⟩</summary>
    public static double Inner(Tensor[] x, Tensor[] y) => x.Zip(y, (a, b) => a.ToDoubles().Zip(b.ToDoubles(), (p, q) => p * q).Sum()).Sum();

    /// <summary>‖x‖</summary>
    public static double Norm(Tensor[] x) => Math.Sqrt(Inner(x, x));

    /// <summary>The inputs that have derivatives.</summary>
    public static Value[] Sources(this Graph graph) => [.. graph.Inputs.Where(x => x.DType.IsFloating)];

    /// <summary>The outputs that have derivatives.</summary>
    public static Value[] Targets(this Graph graph) => [.. graph.Outputs.Where(y => y.DType.IsFloating)];

    private static Tensor Cast(Tensor x, DType dtype) =>
        dtype == DType.Float32 ? Tensor.Of(Array.ConvertAll(x.ToDoubles(), a => (float)a), x.Shape) : x;
}
