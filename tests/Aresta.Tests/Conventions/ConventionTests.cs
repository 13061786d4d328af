using System.Globalization;
using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Conventions;

/// <summary>
/// Every line about graphs in docs/conventions.md: the page is read, and each derivative that it states is taken in forward and in reverse
/// mode. (Its lines about scalar functions are tests of the rule table.)
/// </summary>
public class ConventionTests
{
    /// <summary>The functions of the page, as it writes them.</summary>
    private static readonly Dictionary<string, Func<Value, Value>> Written = new()
    {
        ["where(x > 0, sqrt(x), 0)"] = x => Value.Where(x > 0, Sqrt(x), 0),
        ["where(x > 0, log(x), x)"] = x => Value.Where(x > 0, Log(x), x),
        ["square(x·where(x > 0, sqrt(x), 1))"] = x => Square(x * Value.Where(x > 0, Sqrt(x), 1)),
        ["where(x > 0, log(sqrt(x)), 0)"] = x => Value.Where(x > 0, Log(Sqrt(x)), 0),
        ["sqrt(square(x))"] = x => Sqrt(Square(x)),
        ["relu(x)"] = x => x.Relu(),
        ["leakyRelu(x, 0.1)"] = x => x.LeakyRelu(0.1),
        ["elu(x, 2)"] = x => x.Elu(2),
        ["relu6(x)"] = x => x.Relu6(),
        ["hardTanh(x)"] = x => x.HardTanh(),
        ["hardSigmoid(x)"] = x => x.HardSigmoid(),
        ["hardSwish(x)"] = x => x.HardSwish(),
        ["hardShrink(x, 0.5)"] = x => x.HardShrink(0.5),
        ["softShrink(x, 0.5)"] = x => x.SoftShrink(0.5),
        ["threshold(x, 1, 5)"] = x => x.Threshold(1, 5),
        ["l1(x, 0)"] = x => RegressionLosses.L1(x, 0),
        ["huber(x, 0)"] = x => RegressionLosses.Huber(x, 0),
        ["smoothL1(x, 0)"] = x => RegressionLosses.SmoothL1(x, 0),
        ["hinge(x, 1)"] = x => MarginLosses.Hinge(x, 1),
        ["logSumExp(x)"] = x => x.LogSumExp(),
        ["softmax(x)₀"] = x => x.Softmax().At(0),
        ["crossEntropy(x, 0)"] = x => ClassificationLosses.CrossEntropy(x, Value.Constant(Tensor.Scalar(0))),
        ["binaryCrossEntropyWithLogits(x, 1)"] = x => ClassificationLosses.BinaryCrossEntropyWithLogits(x, 1),
        ["standardDeviation(x)"] = x => x.StandardDeviation(),
        ["distance(x, x)"] = x => Distances.PairwiseDistance(x, Value.Constant(Tensor.Vector(2.0, 2.0))),
        ["maxPool(x, 2)₀"] = x => x.MaxPool([2]).At(0),
        ["maxPoolWithPositions(x, 2)₀"] = x => x.MaxPoolWithPositions([2]).Largest.At(0),
        ["max(x)"] = x => x.Max(),
        ["min(x)"] = x => x.Min(),
        ["topK(x, 1)"] = x => x.TopK(1).Values.At(0),
        ["cumulativeMax(x)₂"] = x => x.CumulativeMax(0).Values.At(2),
        ["product(x)"] = x => x.Product(),
        ["cumulativeProduct(x)₂"] = x => x.CumulativeProduct(0).At(2),
        ["norm(x)"] = x => x.Norm(),
        ["norm(x, 1)"] = x => x.Norm(1),
        ["norm(x, 1/2)"] = x => x.Norm(0.5),
        ["norm(x, -1)"] = x => x.Norm(-1),
        ["norm(x, ∞)"] = x => x.Norm(double.PositiveInfinity),
        ["nuclearNorm(matrix x)"] = x => Value.Reshape(x, [2, 2]).NuclearNorm(),
    };

    public static TheoryData<string, string, string> Lines => [.. Rows().Select(row => (row[0], row[1], row[2]))];

    [Theory, MemberData(nameof(Lines))]
    public void Derivative_is_as_written(string function, string at, string derivatives)
    {
        var x = Equation(at).Right;
        foreach (var (order, expected) in derivatives.Split(", ∂").Select(Equation))
        {
            var (forward, reverse) = (Graph.Trace(Written[function], x.Type), Graph.Trace(Written[function], x.Type));
            for (var i = 0; i < (order.Contains('²') ? 2 : 1); i++)
            {
                (forward, reverse) = (AlongEachAxis(forward), Gradient.Of(reverse));
            }

            Assert.Equal(expected.ToDoubles(), Interpreter.Run(forward, x).Select(derivative => derivative.ToDouble()));
            Assert.Equal(expected.ToDoubles(), Interpreter.Run(reverse, x)[0].ToDoubles());
        }
    }

    [Fact]
    public void Every_function_here_stands_on_the_page() => Assert.Empty(Written.Keys.Except(Rows().Select(row => row[0])));

    /// <summary>The graph of the derivatives of a scalar along each axis of its input, by one forward sweep each.</summary>
    private static Graph AlongEachAxis(Graph graph)
    {
        var (x, y) = (graph.Inputs[0], graph.Outputs[0]);
        var derivatives = Enumerable.Range(0, x.Shape.Size).Select(axis =>
        {
            var tangent = new double[x.Shape.Size];
            tangent[axis] = 1;
            return Sweeps.Forward([x], [Value.Constant(Tensor.Of(tangent, x.Shape))], [y])[0] ?? Value.Zeros(y.Type);
        });
        return Graph.Create([x], [.. derivatives]);
    }

    private static IEnumerable<string[]> Rows()
    {
        using var reader = new StreamReader(typeof(ConventionTests).Assembly.GetManifestResourceStream("conventions.md")!);
        return
            from line in reader.ReadToEnd().Split("\n## Functions of tensors")[1].Split("\n## ")[0].Split('\n')
            where line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| function", StringComparison.Ordinal)
            select line.Split('|', StringSplitOptions.TrimEntries)[1..^1];
    }

    /// <summary>Reads <c>x = 0</c> or <c>∂x = [0, 1/2]</c>.</summary>
    private static (string Left, Tensor Right) Equation(string text) => text.Split(" = ") switch
    {
        [var left, ['[', .. var list, ']']] => (left, Tensor.Vector([.. list.Split(", ").Select(Number)])),
        [var left, var number] => (left, Tensor.Scalar(Number(number))),
        _ => throw new FormatException($"\"{text}\" is not an equation of the page."),
    };

    private static double Number(string text) =>
        text == "1/2" ? 0.5 : double.Parse(text.Replace("∞", "Infinity"), NumberStyles.Float, CultureInfo.InvariantCulture);
}
