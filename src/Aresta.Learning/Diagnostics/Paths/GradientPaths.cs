using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;
using Aresta.Paths;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Diagnostics.Paths;

/// <summary>
/// Which paths carry the gradient of a parameter. The gradient is the sum over all paths from the loss to the parameter of the product of
/// the local derivatives along each; here they are listed, those first whose product of operator norms is greatest, with what flows
/// along each of them alone.
/// </summary>
/// <remarks>
/// <para>
/// Paths are told apart by what layers called by name, and by the time steps of scans, whose bodies are written out once for each step; an
/// edge is all that leads from one such place to the next. What is computed is the next training step's, in float64.
/// </para>
/// <para>
/// Operator norms are exact where the map has at most 64 rows or columns, is elementwise, or a contraction with a matrix of at most 64 rows
/// or columns; otherwise they are found by power iteration, from below, until a step changes less than a millionth.
/// </para>
/// </remarks>
public static class GradientPaths
{
    /// <summary>The heaviest paths of a parameter, as the next step of a training would see them.</summary>
    /// <param name="trainer">The training.</param>
    /// <param name="batch">[examples, …]</param>
    /// <param name="target">[examples, …]</param>
    /// <param name="parameter">The parameter's path, such as "0.weight".</param>
    /// <param name="count">How many are listed at most.</param>
    /// <exception cref="ModelException">
    /// There is no such trained parameter, the model cannot take the batch, or it is too large with its loops written out.
    /// </exception>
    public static PathReport Of(Trainer trainer, Tensor batch, Tensor target, string parameter, int count = 8)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var parameters = trainer.Model.Parameters;
        var index = parameters.ToList().FindIndex(each => each.Key == parameter);
        if (index < 0 || !parameters[index].Value.IsTrained)
        {
            var trained = parameters.Where(each => each.Value.IsTrained).Select(each => each.Key);
            throw new ModelException(
                parameter, $"The model has no trained parameter '{parameter}'; there are {string.Join(", ", trained.Take(20))}.");
        }

        var weights = trainer.Weights;
        Tensor[] given =
        [
            .. parameters.Select(each => Wide(weights[each.Key])), Wide(batch), Wide(target),
            Tensor.Scalar(trainer.Options.Seed), Tensor.Scalar(trainer.StepCount + 1),
        ];
        var forward = Graph.Trace(
            v =>
            {
                var pass = new ForwardPass(trainer.Model, v[..parameters.Count], Randomness.Fold(v[^2], v[^1]));
                return trainer.Loss(trainer.Model.Call(v[^4], pass), v[^3]);
            },
            [.. given.Select(tensor => tensor.Type)],
            [.. parameters.Select(each => each.Key), "batch", "target", "seed", "step"], originBudget: 0);
        var unrolled = Unrolling.Of(forward);
        var stations = Station.Between(unrolled, unrolled.Inputs[index], unrolled.Outputs[0], parameter);
        return stations[^1].Value == unrolled.Outputs[0]
            ? new Search(stations, Values(stations, unrolled, given)).Run(parameter, count)
            : new(parameter, 0, 0, []);
    }

    /// <summary>The heaviest paths of a parameter of a model with given weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="batch">[examples, …]</param>
    /// <param name="target">[examples, …]</param>
    /// <param name="parameter">The parameter's path, such as "0.weight".</param>
    /// <param name="count">How many are listed at most.</param>
    /// <exception cref="ModelException">
    /// There is no such trained parameter, the weights are not those of the model, it cannot take the batch, or it is too large with its
    /// loops written out.
    /// </exception>
    public static PathReport Of(
        Layer model, Loss loss, Weights weights, Tensor batch, Tensor target, string parameter, int count = 8)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var dtype = weights.Values.FirstOrDefault()?.DType ?? DType.Float32;
        return Of(new Trainer(model, loss, new Sgd(), weights, new() { DType = dtype }), batch, target, parameter, count);
    }

    private static Tensor Wide(Tensor tensor) => tensor.DType.IsFloating ? Tensor.Of(tensor.ToDoubles(), tensor.Shape) : tensor;

    // What the stations are computed from, all in one run.
    private static ValueMap<Tensor> Values(List<Station> stations, Unrolling unrolled, Tensor[] given)
    {
        var (values, asked) = (new ValueMap<Tensor>(), new List<Value>());
        foreach (var value in stations.SelectMany(station => station.Given))
        {
            if (!values.ContainsKey(value))
            {
                values[value] = given[0];
                asked.Add(value);
            }
        }

        var plan = Graph.Create(unrolled.Inputs, [.. asked]).Compile(new() { ThreadCount = 1 });
        foreach (var (value, tensor) in asked.Zip(plan.Run(given)))
        {
            values[value] = tensor;
        }

        return values;
    }

    private sealed class Search(List<Station> stations, ValueMap<Tensor> values)
    {
        private readonly Dictionary<(Graph, int), LocalMap> maps = [];
        private readonly List<(int From, int To, LocalMap Map)> edges = [];

        public PathReport Run(string parameter, int count)
        {
            for (var to = 0; to < stations.Count; to++)
            {
                foreach (var (position, from) in stations[to].Edges)
                {
                    var form = (stations[to].Local, position);
                    edges.Add((from, to, maps.TryGetValue(form, out var map) ? map : maps[form] = new(stations[to].Local, position)));
                }
            }

            var network = Network.Of(stations.Count, edges.Select(edge => (edge.From, edge.To)), 0, stations.Count - 1);
            double[] norms = [.. edges.Select(edge => edge.Map.Norm(Given(edge.To)))];
            var heaviest = network.Sum(Semirings.HeaviestPaths(count), i => [HeaviestPath.Of(i, norms[i])]);
            var gradient = Gradient();
            return new(
                parameter, SpectralNorm.Length(gradient), network.Count(), [.. heaviest.Select(path => Walked(path, norms, gradient))]);
        }

        private Tensor[] Given(int station) => [.. stations[station].Given.Select(value => values[value])];

        // Reverse over all edges, users before operands.
        private double[] Gradient()
        {
            var cotangents = new double[stations.Count][];
            cotangents[^1] = [1];
            for (var i = edges.Count - 1; i >= 0; i--)
            {
                var (from, to, map) = edges[i];
                if (cotangents[to] is { } cotangent)
                {
                    var part = map.Pull(Given(to), Shaped(cotangent, to)).ToDoubles();
                    cotangents[from] = cotangents[from] is { } sum ? [.. sum.Zip(part, (x, y) => x + y)] : part;
                }
            }

            return cotangents[0] ?? new double[stations[0].Value.Shape.Size];
        }

        // The cotangent pulled back along one path alone.
        private GradientPath Walked(HeaviestPath path, double[] norms, double[] gradient)
        {
            double[] cotangent = [1];
            var bound = 1.0;
            List<PathStop> stops = [new(stations[^1].Name, bound, 1)];
            foreach (var edge in path.Edges.Reverse())
            {
                var (from, to, map) = edges[edge];
                cotangent = map.Pull(Given(to), Shaped(cotangent, to)).ToDoubles();
                bound *= norms[edge];
                stops.Add(new(stations[from].Name, bound, SpectralNorm.Length(cotangent)));
            }

            var (together, whole) = (cotangent.Zip(gradient, (x, y) => x * y).Sum(), SpectralNorm.Length(gradient));
            return new(stops, together / whole / whole);
        }

        private Tensor Shaped(double[] cotangent, int station) => LocalMap.Typed(cotangent, stations[station].Value.Type);
    }
}
