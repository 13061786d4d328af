using Aresta.Graphs;
using Aresta.Learning.Optimizers;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

/// <summary>
/// Each optimizer against its published definition, written here with plain numbers and without the rearrangements of the graph.
/// </summary>
public class OptimizerTests
{
    private const int Steps = 7;

    private static readonly Dictionary<string, (Optimizer Optimizer, Func<Reference> Reference)> Examples = new()
    {
        ["Sgd"] = (new Sgd(0.1), () => (w, g, t) => w - (0.1 * g)),
        ["Sgd with momentum"] = (new Sgd(0.1, Momentum: 0.9), () =>
        {
            double v = 0;
            return (w, g, t) => w - (0.1 * (v = (0.9 * v) + g));
        }
        ),
        ["Sgd with Nesterov's momentum"] = (new Sgd(0.1, Momentum: 0.9, Nesterov: true), () =>
        {
            double v = 0;
            return (w, g, t) => w - (0.1 * (g + (0.9 * (v = (0.9 * v) + g))));
        }
        ),
        ["Adam"] = (new Adam(0.1), () => AdamReference(0.1, 0)),
        ["AdamW"] = (new AdamW(0.1, Decay: 0.2), () => AdamReference(0.1, 0.2)),
        ["NAdam"] = (new NAdam(0.1), () =>
        {
            double m = 0, v = 0, product = 1;
            return (w, g, t) =>
            {
                double Momentum(int step) => 0.9 * (1 - (0.5 * Math.Pow(0.96, step * 0.004)));
                product *= Momentum(t);
                (m, v) = ((0.9 * m) + (0.1 * g), (0.999 * v) + (0.001 * g * g));
                var hat = (Momentum(t + 1) * m / (1 - (product * Momentum(t + 1)))) + ((1 - Momentum(t)) * g / (1 - product));
                return w - (0.1 * hat / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8));
            };
        }
        ),
        ["RmsProp"] = (new RmsProp(0.1), () =>
        {
            double v = 0;
            return (w, g, t) => w - (0.1 * g / (Math.Sqrt(v = (0.99 * v) + (0.01 * g * g)) + 1e-8));
        }
        ),
        ["RmsProp with momentum"] = (new RmsProp(0.1, Momentum: 0.5), () =>
        {
            double v = 0, u = 0;
            return (w, g, t) =>
            {
                v = (0.99 * v) + (0.01 * g * g);
                u = (0.5 * u) + (g / (Math.Sqrt(v) + 1e-8));
                return w - (0.1 * u);
            };
        }
        ),
        ["Adagrad"] = (new Adagrad(0.1), () =>
        {
            double s = 0;
            return (w, g, t) => w - (0.1 * g / (Math.Sqrt(s += g * g) + 1e-10));
        }
        ),
        ["Lion"] = (new Lion(0.1, Decay: 0.5), () =>
        {
            double m = 0;
            return (w, g, t) =>
            {
                var direction = Math.Sign((0.9 * m) + (0.1 * g));
                m = (0.99 * m) + (0.01 * g);
                return ((1 - (0.1 * 0.5)) * w) - (0.1 * direction);
            };
        }
        ),
        ["Lbfgs, of one parameter alone"] = (new Lbfgs(0.1), () => (w, g, t) => w - (0.1 * g)),
    };

    private delegate double Reference(double weight, double gradient, int step);

    public static TheoryData<string> Names => [.. Examples.Keys];

    [Fact]
    public void Every_optimizer_has_a_reference()
    {
        var optimizers = typeof(Optimizer).Assembly.GetExportedTypes()
            .Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract);
        Assert.Empty(optimizers.Except(Examples.Values.Select(example => example.Optimizer.GetType())).Select(type => type.Name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Steps_are_those_of_the_definition(string name)
    {
        var (optimizer, reference) = Examples[name];
        double[] start = [1.5, -0.25, 3];
        var (slots, type) = (optimizer.Slots.Count, TensorType.Float64(3));
        var graph = Graph.Trace(
            v =>
            {
                var (weight, next) = optimizer.Update(v[0], v[1], v[2..^1], new(v[^1], optimizer.Rate));
                return (Values)(Value[])[weight, .. next];
            },
            [type, type, .. Enumerable.Repeat(type, slots), TensorType.Float64()]);
        Tensor[] state = [start, .. Enumerable.Repeat(Tensor.Zeros(type), slots)];
        Reference[] references = [.. start.Select(_ => reference())];
        var expected = start.ToArray();
        for (var step = 1; step <= Steps; step++)
        {
            double[] gradient = [.. expected.Select((w, i) => Math.Cos(w * step) + (0.1 * i))];
            var results = Function.Of(graph).Call([state[0], gradient, .. state[1..], (double)step]);
            state = [.. Enumerable.Range(0, 1 + slots).Select(i => results[i])];
            for (var i = 0; i < expected.Length; i++)
            {
                expected[i] = references[i](expected[i], gradient[i], step);
                // Some twenty roundings a step, of numbers that are of the order of one.
                Assert.Equal(expected[i], state[0][i], 1e-13);
            }
        }
    }

    private static Reference AdamReference(double rate, double decay)
    {
        double m = 0, v = 0;
        return (w, g, t) =>
        {
            (m, v) = ((0.9 * m) + (0.1 * g), (0.999 * v) + (0.001 * g * g));
            var (first, second) = (m / (1 - Math.Pow(0.9, t)), v / (1 - Math.Pow(0.999, t)));
            return ((1 - (rate * decay)) * w) - (rate * first / (Math.Sqrt(second) + 1e-8));
        };
    }
}
