using System.Text.RegularExpressions;
using Aresta.Checking;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;
using static Aresta.Tensors.TensorType;

namespace Aresta.Tests.Checking;

/// <summary>The page about checking shows what is printed, but for lines of source and measured numbers.</summary>
public partial class DocumentTests
{
    private static readonly Tensor Point = Tensor.Vector(0.3, -0.7, 1.2);

    [Fact]
    public void The_page_shows_real_output()
    {
        using var stream = typeof(DocumentTests).Assembly.GetManifestResourceStream("checking.md")!;
        using var reader = new StreamReader(stream);
        var page = Plain(reader.ReadToEnd().ReplaceLineEndings("\n"));
        Assert.All(Reports(), report => Assert.Contains(Plain($"```text\n{report}\n```"), page, StringComparison.Ordinal));
    }

    private static IEnumerable<object> Reports()
    {
        yield return GradientCheck.Run(
            Graph.Trace((x, y) => (Sin(x) * Exp(y * 0.5)).Sum().Named("loss"), Float64(3), Float64(3)), [Point, Tensor.Vector(1.0, 2, 3)]);
        yield return GradientCheck.Run(
            Graph.Trace(
                x => (Node.Create(new GradientCheckTests.WrongSine(), (2 * x).Named("angle")).Result().Named("wave") * Exp(x)).Named("y"),
                Float64(3)),
            [Point]);
        yield return GradientCheck.Run(Graph.Trace(x => x.Relu().Sum(), Float64(3)), [Tensor.Vector(0.0, -0.7, 1.2)]);
        yield return FiniteCheck.Run(Gradient.Of(Graph.Trace((x, y) => Sqrt((x * y).Named("product")).Named("root"))), 0.0, 2.0);
        yield return FiniteCheck.Run(
            Graph.Trace((weights, x) => weights.MatMul(Log(x)), Float64(2, 3), Float64(3)),
            Tensor.Of([1.0, 0, 0, 0, 1, 0], [2, 3]), Tensor.Vector(1.0, 2, 0));
        yield return GradientCheck.Run(
            Graph.Trace(
                (w, x) => Flow.Scan([w], [x], (s, r) => (
                    Flow.If(
                        r[0] > 0, () => Node.Create(new GradientCheckTests.WrongSine(), s[0] * r[0]).Result().Named("wave"), () => s[0]),
                    Array.Empty<Value>())).States[0].Named("last"), Float64(), Float64(3)),
            [1.5, Point]);
        yield return GradientCheck.Run(Graph.Trace(x => Flow.If(x > 0, () => 3 * x, () => x - 1).Named("y")), [0.0]);
        yield return FiniteCheck.Run(
            Graph.Trace(
                (w, x) => Flow.Scan([0.0], [x], (s, r) => (
                    (Exp((w * s[0]).Named("drive")).Named("grown") + r[0]).Named("h"), Array.Empty<Value>())).States[0].Named("last"),
                Float64(), Float64(9)),
            3.0, Tensor.Zeros(Float64(9)));
        yield return FiniteCheck.Run(
            Gradient.Of(Graph.Trace(
                x => Flow.Scan([0.0], [x], (s, r) => (s[0] + Sqrt(r[0]).Named("root"), Array.Empty<Value>())).States[0], Float64(5))),
            Tensor.Vector(1.0, 4, 3, 0, 2));
    }

    private static string Plain(string text) => Measured().Replace(Place().Replace(text, "(at #)"), "#");

    [GeneratedRegex(@"\(at \w+\.cs:\d+\)")]
    private static partial Regex Place();

    [GeneratedRegex(@"-?\d+\.\d{3,}|\d(\.\d+)?E[+-]\d+|(?<=by )0(?=, and rounding)")]
    private static partial Regex Measured();
}
