using Aresta.Primitives;

namespace Aresta.Expressions.Tests;

/// <summary>Whatever is written, the answer is a graph or an error with a place.</summary>
public class FuzzTests
{
    private static readonly string[] Seeds =
    [
        "c = a+b; d = b+1; e = c*d", "sin(x²) + e^-x", "y = [[1,2],[x,4]] @ [1,2]; sum(y, 0)", "where(x < 2, √x, 3.5e-2x)\n# comment\nz",
        "2^3^x·π ÷ (1 − x₁)", "softmax([a, b, c])[0] ** -2", "x[1,-1] % 3; ∂", "f(x, y) == g[0]!=3",
    ];

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", ",", ";", "\n", "=", "==", "<", "+", "-", "*", "**", "^", "@", "²", "⁻¹", "√", "π", "e", "x", "1", "0",
            "1e9", ".", "..", "#",
        "sin(", "sum(", "max(", "where(", "det(", "é", "∂", "\0", "\u0007", "\ud800", "\u202e", "😀", "a\u0301", "999999999999",
            "1e308", " ", "\t", "\r",
    ];

    /// <summary>The number of inputs is small here; set ARESTA_FUZZ to run more.</summary>
    [Fact]
    public void Random_mutations_never_crash_the_parser()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("ARESTA_FUZZ"), out var asked) ? asked : 3_000;
        var random = new Random(20);
        for (var i = 0; i < count; i++)
        {
            var text = Mutated(random);
            try
            {
                Program.Parse(text).ToGraph();
            }
            catch (ExpressionException e)
            {
                Assert.InRange(e.Span.Start, 0, text.Length);
                Assert.InRange(e.Span.End, 0, text.Length);
                Assert.True(e.Message.Length < 1500, e.Message);
                Assert.NotEmpty(e.Describe(Language.Portuguese));
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"{e.GetType().Name} for {string.Join(' ', text.Select(c => ((int)c).ToString("X4", null)))}: {e.Message}");
            }
        }
    }

    [Theory]
    [InlineData("(", 1_000_000)]
    [InlineData("x^", 400_000)]
    [InlineData("-", 1_000_000)]
    [InlineData("√", 1_000_000)]
    [InlineData("sin(", 250_000)]
    [InlineData("[", 1_000_000)]
    [InlineData("x+", 500_000)]
    [InlineData("x\n", 500_000)]
    [InlineData("x=1;", 250_000)]
    [InlineData("9", 1_000_000)]
    [InlineData("x", 1_000_000)]
    [InlineData("²", 1_000_000)]
    [InlineData(";", 1_000_000)]
    [InlineData("\u0001", 1_000_000)]
    [InlineData("2x²y", 200_000)]
    public void A_megabyte_of_anything_gets_an_answer(string piece, int count) =>
        Assert.Throws<ExpressionException>(() => Program.Parse(string.Concat(Enumerable.Repeat(piece, count)) + ")").ToGraph());

    [Theory]
    [InlineData("9^9^9^9^9^9^9")]
    [InlineData("x^99999999999999999999")]
    [InlineData("x^-99999999999")]
    [InlineData("x⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹⁹")]
    [InlineData("x⁻²¹⁴⁷⁴⁸³⁶⁴⁸")]
    [InlineData("x^2147483648")]
    public void Towers_and_huge_exponents_are_computed_or_refused(string source)
    {
        try
        {
            var derivation = DerivativeTests.At(source, source.Contains('x') ? "x=1.5" : "");
            Assert.Equal(1, derivation.ValueOf(derivation.Outputs[0]).Shape.Size);
        }
        catch (Exception e) when (e is ExpressionException or GraphException)
        {
            Assert.NotEmpty(e.Message);
        }
    }

    private static string Mutated(Random random)
    {
        var text = Seeds[random.Next(Seeds.Length)];
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var at = random.Next(text.Length + 1);
            text = random.Next(4) switch
            {
                0 => text[..at],
                1 => text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at)),
                2 => text.Insert(at, text.Substring(at / 2, Math.Min(random.Next(8), text.Length - (at / 2)))),
                _ => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
            };
        }

        return text;
    }
}
