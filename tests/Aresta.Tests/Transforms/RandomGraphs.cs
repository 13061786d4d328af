using Aresta.Graphs;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;
using CsCheck;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Transforms;

/// <summary>A function and a point to differentiate it at.</summary>
public sealed record Example(Graph Graph, Tensor[] Point);

/// <summary>Random programs: each step of three numbers chooses an operation and two of the values computed so far.</summary>
public static class RandomGraphs
{
    private static readonly Gen<(int, int, int)[]> Steps =
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Array[1, 9];
    private static readonly Gen<double[]> Numbers = Gen.Double[-1.5, 1.5].Array[16];

    private static readonly double[] Awkward =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 1, -1, 2, 0.3, -1e300, 1e-310, 7];

    /// <summary>Smooth functions of three scalars, but for floors, whose edges exist and carry 0; two outputs.</summary>
    public static readonly Gen<Example> Scalar = Gen.Select(Steps, Numbers, (steps, numbers) =>
    {
        var graph = Graph.Trace(
            inputs => Run([.. inputs], steps, ScalarStep) is var pool ? [pool[^1], pool[^2]] : [],
            [TensorType.Float64(), TensorType.Float64(), TensorType.Float64()], ["a", "b", "c"], originBudget: 0);
        return new Example(graph, [numbers[0], numbers[1], numbers[2]]);
    });

    /// <summary>Scalar functions of tensors, smooth except where maxima and choices change.</summary>
    public static readonly Gen<Example> Tensors = Gen.Select(Steps, Numbers, (steps, numbers) => new Example(
        Graph.Trace(
            inputs =>
            [
                Run([.. inputs], steps, TensorStep).Skip(inputs.Length - 1).Aggregate((Value)0, (sum, value) => sum + Tanh(value).Sum()),
            ],
            [TensorType.Float64(2, 3), TensorType.Float64(3)], ["x", "y"], originBudget: 0),
        [Tensor.Of(numbers[..6], [2, 3]), Tensor.Of(numbers[6..9], [3])]));

    /// <summary>Programs full of what rules look for, with inputs that are no ordinary numbers; every value is an output.</summary>
    public static readonly Gen<Example> Algebra = Gen.Select(Steps, Gen.Int[0, Awkward.Length - 1].Array[9], (steps, picks) => new Example(
        Graph.Trace(
            inputs => [.. Run([.. inputs], steps, AlgebraStep).Skip(inputs.Length)],
            [TensorType.Float64(2, 3), TensorType.Float64(3)], ["x", "y"], originBudget: 0),
        [Tensor.Of([.. picks[..6].Select(i => Awkward[i])], [2, 3]), Tensor.Of([.. picks[6..].Select(i => Awkward[i])], [3])]));

    private static List<Value> Run(List<Value> pool, (int, int, int)[] steps, Func<int, Value, Value, Value> step)
    {
        foreach (var (operation, i, j) in steps)
        {
            var x = pool[i % pool.Count];
            var like = pool.Where(value => value.Type == x.Type).ToArray();
            pool.Add(step(operation, x, like[j % like.Length]));
        }

        return pool;
    }

    private static Value ScalarStep(int operation, Value x, Value y) => (operation % 14) switch
    {
        0 => x + y,
        1 => x - y,
        2 or 3 => x * y,
        4 => x / (1 + (y * y)),
        5 => Sin(x),
        6 => Tanh(x),
        7 => Exp(Sin(x)),
        8 => Square(x),
        9 => x * x,
        10 => Floor(x),
        11 => Power(Cos(x), 3),
        12 => Value.WhereLess(x, y, x * y, Sin(y)),
        _ => Atan2(x, 1.5 + Square(y)),
    };

    private static Value TensorStep(int operation, Value x, Value y) => (operation % 18) switch
    {
        0 => x + y,
        1 => x * y,
        2 => Sin(x),
        3 => x / (1 + Square(y)),
        4 => Value.Scale(x, y),
        5 => Square(Tanh(x)),
        6 when x.Rank > 0 => x.Sum([operation % x.Rank]),
        7 when x.Rank < 3 => Node.Create(new Broadcast(x.Shape.Insert(0, 2), [.. Enumerable.Range(1, x.Rank)]), x).Result(),
        8 => Node.Create(new Permute([.. Enumerable.Range(0, x.Rank).Reverse()]), x).Result(),
        9 => Value.Reshape(x, [x.Shape.Size]),
        10 when x.Rank == 1 => Node.Create(new Contract("i,i->"), x, y).Result(),
        10 when x.Rank == 2 => Node.Create(new Contract("ij,kj->ik"), x, y).Result(),
        11 when x.Rank > 0 => Operations.Concatenate([x, y, x], 0),
        12 when x.Rank > 0 => Node.Create(new Aresta.Primitives.Reverse([0]), x).Result(),
        13 when x.Rank > 0 => Node.Create(new CumulativeSum(0, false), x).Result(),
        14 when x.Rank > 0 && x.Shape.Size > 0 => Node.Create(new Aresta.Primitives.Max([0]), x).Result(),
        15 => Value.WhereLess(x, y, Sin(x), y * y),
        16 => Power(x, 3),
        _ => x * Sin(y),
    };

    private static Value AlgebraStep(int operation, Value x, Value y) => (operation % 22) switch
    {
        0 => x + y,
        1 => x - y,
        2 => x * y,
        3 => x / y,
        4 or 5 => -x,
        6 => Constant(x, operation / 22),
        7 => x * Constant(x, operation / 22),
        8 => Constant(x, operation / 22) * x,
        9 => x + Constant(x, operation / 22),
        10 => Constant(x, operation / 22) - x,
        11 => x / Constant(x, operation / 22),
        12 => Value.Scale(x, Constant(x, operation / 22)),
        13 => Value.Reshape(x, [x.Shape.Size]),
        14 => Node.Create(new Permute([.. Enumerable.Range(0, x.Rank).Reverse()]), x).Result(),
        15 when x.Rank < 3 => Node.Create(new Broadcast(x.Shape.Insert(0, 2), [.. Enumerable.Range(1, x.Rank)]), x).Result(),
        16 => Value.WhereLess(x, y, x, y),
        17 when x.Rank > 0 => Node.Create(new Aresta.Primitives.Reverse([0]), x).Result(),
        18 => Abs(x),
        19 when x.Rank > 0 => x.Sum([0]),
        20 => Square(x),
        _ => Value.Apply(new IntegerPower(operation / 22 % 4), x),
    };

    private static Value Constant(Value like, int pick) => Value.Filled(like.Type, Awkward[pick % Awkward.Length]);
}
