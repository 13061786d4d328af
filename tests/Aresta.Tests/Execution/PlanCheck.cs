using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Execution;

/// <summary>A plan held against the interpreter.</summary>
internal static class PlanCheck
{
    /// <summary>How many roundings of the largest sum that a run may have formed the two may differ by.</summary>
    private const double Roundings = 128;

    /// <summary>
    /// Law 4: integers and truth values agree exactly; floating numbers to roundings of the largest Σ|x| over the
    /// elements of a tensor that occurs on the way: of that size are the terms of sums.
    /// </summary>
    public static void Same(Graph graph, Tensor[] inputs, double condition = 1, Func<string>? what = null, PlanOptions? options = null)
    {
        var largest = inputs.Select(Size).Append(1).Max();
        Tensor[] expected;
        GraphException? refused = null;
        try
        {
            expected = Interpreter.Run(graph, inputs, (_, _, results, _) =>
            {
                foreach (var result in results)
                {
                    largest = Math.Max(largest, Size(result));
                }
            });
        }
        catch (GraphException e)
        {
            (expected, refused) = ([], e);
        }

        var plan = graph.Compile(options);
        if (refused is not null)
        {
            Assert.Equal(refused.Message, Assert.Throws<GraphException>(() => plan.Run(inputs)).Message);
            return;
        }

        Tensor[] copies = [.. inputs.Select(Copied)];
        var actual = plan.Run(copies);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var output = i;
            Same(
                expected[i], actual[i], Roundings * condition * largest,
                () => $"output {output} of {what?.Invoke() ?? graph.Print()}\n{plan.Explain()}");
        }
    }

    // A run may write over what is donated to it.
    private static Tensor Copied(Tensor x) => x.DType switch
    {
        _ when x.Type.IsStack => x,
        DType.Float32 => Tensor.Of(x.AsSpan<float>().ToArray(), x.Shape),
        DType.Float64 => Tensor.Of(x.AsSpan<double>().ToArray(), x.Shape),
        DType.Int32 => Tensor.Of(x.AsSpan<int>().ToArray(), x.Shape),
        DType.Int64 => Tensor.Of(x.AsSpan<long>().ToArray(), x.Shape),
        _ => Tensor.Of(x.AsSpan<bool>().ToArray(), x.Shape),
    };

    private static double Size(Tensor tensor)
    {
        var sum = 0.0;
        for (var i = 0; !tensor.Type.IsStack && tensor.DType.IsFloating && i < tensor.Shape.Size; i++)
        {
            sum += double.IsFinite(tensor[i]) ? Math.Abs(tensor[i]) : 0;
        }

        return sum;
    }

    private static void Same(Tensor expected, Tensor actual, double scale, Func<string> what)
    {
        Assert.Equal(expected.Type, actual.Type);
        if (expected.Type.IsStack || !expected.DType.IsFloating)
        {
            if (!expected.Equals(actual))
            {
                Assert.Fail($"{expected} became {actual}: {what()}");
            }

            return;
        }

        var tolerance = scale * Math.ScaleB(1, expected.DType == DType.Float32 ? -24 : -53);
        for (var i = 0; i < expected.Shape.Size; i++)
        {
            var (x, y) = (expected[i], actual[i]);
            if (!x.Equals(y) && !(Math.Abs(x - y) <= tolerance))
            {
                Assert.Fail(FormattableString.Invariant($"[{i}] {x:R} became {y:R}, which is more than {tolerance} away: ") + what());
            }
        }
    }
}
