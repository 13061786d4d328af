using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Learning.Layers;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Diagnostics;

/// <summary>
/// How far the state of a recurrent layer reaches: the singular values of ∂h_T/∂s_t, the product of the Jacobians of the steps behind t,
/// for every step t at once. s_t is all that the layer carries out of step t: h_t, or (h_t, c_t) of an LSTM. A greatest one near 0 is
/// memory that is lost (Bengio et al. 1994).
/// </summary>
public static class StateJacobians
{
    /// <summary>The width up to which all singular values are computed; of wider layers only the greatest, by power iteration.</summary>
    public const int WidestExact = 64;

    private const int Iterations = 60;

    /// <summary>The singular values of ∂h_T/∂s_t for t = 0, …, T − 1, the greatest first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="path">The path of the recurrent layer in it.</param>
    /// <param name="example">One example as the model takes it, without the axis of examples.</param>
    /// <param name="exact">Whether to compute all; only the greatest otherwise. As <see cref="WidestExact"/> says unless given.</param>
    /// <exception cref="ArgumentException">There is no recurrent layer at the path.</exception>
    /// <exception cref="ModelException">The model cannot take the example.</exception>
    public static IReadOnlyList<IReadOnlyList<double>> SingularValues(
        Layer model, Weights weights, string path, Tensor example, bool? exact = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(example);
        var layer = model.AllModules.FirstOrDefault(module => module.Key == path).Value as RecurrentLayer
            ?? throw new ArgumentException($"There is no recurrent layer {path} in the model.", nameof(path));
        Tensor[] given = [.. model.Parameters.Select(parameter => weights[parameter.Key]), example];
        return exact ?? layer.Width <= WidestExact ? Exact(model, layer, path, given) : Greatest(model, layer, path, given);
    }

    // As many copies of the example as h has numbers: of the i-th, the cotangent of h_T is eᵢ, and so that of s_t the i-th row of the
    // Jacobian.
    private static double[][] Exact(Layer model, RecurrentLayer layer, string path, Tensor[] given)
    {
        var graph = Graph.Trace(
            v =>
            {
                var rows = Pulled(model, layer, path, layer.Width, [.. given.Select(tensor => tensor.Type)], out _)
                    .Apply([.. v, Identity(layer.Width, v[0].DType)])[1..];
                return Operations.Concatenate(rows, axis: 2).ConvertTo(DType.Float64).SingularValues();
            },
            [.. given.Select(tensor => tensor.Type)], originBudget: 0);
        var values = graph.Compile(new()).Run(given)[0];
        return [.. values.ToDoubles().Chunk(values.Shape[1])];
    }

    // As many copies of the example as there are steps: the t-th looks at s_t. w ← J·Jᵀ·w / ‖…‖, J being the adjoint of w ↦ Jᵀ·w.
    private static double[][] Greatest(Layer model, RecurrentLayer layer, string path, Tensor[] given)
    {
        TensorType[] types = [.. given.Select(tensor => tensor.Type)];
        Pulled(model, layer, path, 1, types, out var steps);
        var pulled = Pulled(model, layer, path, steps, types, out _);
        var state = new TensorType(types[0].DType, [steps, layer.Width]);
        var map = Graph.Trace(
            v =>
            {
                // [steps, copies, width]: of each copy its own step.
                var own = Value.Reshape(Identity(steps, state.DType), [steps, steps, 1]);
                return (Values)(Value[])[.. pulled.Apply(v)[1..].Select(all => all * own)];
            },
            [.. types, state], originBudget: 0);
        var back = Pullback.Of(map, wrt: types.Length);
        var step = Graph.Trace(
            v =>
            {
                var w = v[^1];
                var rows = map.Apply(v);
                var next = back.Apply([.. v, .. rows])[^1];
                var squares = Square(next.ConvertTo(DType.Float64)).Sum([1], keep: true);
                var unit = Value.Where(squares > 0, next.ConvertTo(DType.Float64) / Sqrt(squares), w.ConvertTo(DType.Float64));
                var sigma = rows.Aggregate((Value)0.0, (sum, row) => sum + Square(row.ConvertTo(DType.Float64)).Sum([0, 2]));
                return (Values)(Value[])[unit.ConvertTo(state.DType), Sqrt(sigma)];
            },
            [.. types, state], originBudget: 0).Compile(new());
        var w = Randomly(steps, layer.Width, state.DType);
        IReadOnlyList<Tensor> results = [];
        for (var i = 0; i < Iterations; i++)
        {
            results = step.Run([.. given, w]);
            w = results[0];
        }

        return [.. results[1].ToDoubles().Select(sigma => new[] { sigma })];
    }

    // The graph (weights, example, cotangent of h_T) ↦ (h_T, cotangents of what is carried, each [steps, copies, width]).
    private static Graph Pulled(Layer model, RecurrentLayer layer, string path, int copies, TensorType[] types, out int steps)
    {
        var count = types.Length - 1;
        var forward = Graph.Trace(
            v =>
            {
                var batch = v[^1].BroadcastTo([copies, .. types[^1].Shape.AsSpan()]);
                return model.Call(batch, new(model, v[..count]));
            },
            types, originBudget: 0);
        var found = NamedValues.In(forward, model);
        var result = found.First(value => value.Name == path && value.Loops == 0).Value;
        var last = result.Rank == 3 ? result.At(result.Shape[1] - 1, axis: 1) : result;
        var carried = Enumerable.Range(0, layer.CarriedCount).Select(i => FormattableString.Invariant($"{path}.carried{i}"));
        var pulled = Pullback.At(Graph.Create(forward.Inputs.AsSpan(), [last]), [.. carried], wrt: []);
        steps = pulled.Outputs[1].Shape[0];
        return pulled;
    }

    private static Value Identity(int size, DType dtype) => Value.WhereEqual(
        Operations.Iota(TensorType.Int64(size, size)), Operations.Iota(TensorType.Int64(size, size), 1), 1.0, 0.0).ConvertTo(dtype);

    private static Tensor Randomly(int rows, int columns, DType dtype)
    {
        var graph = Graph.Trace(key => Randomness.Normal(key, new(dtype, [rows, columns])), TensorType.Int64());
        return graph.Compile(new()).Run(Tensor.Scalar(0L))[0];
    }
}
