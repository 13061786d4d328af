using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;
using static Aresta.Tests.Evaluation;

namespace Aresta.Tests.Primitives;

public class IntegerTests
{
    [Fact]
    public void Rules_with_a_meaning_on_integers_keep_every_bit_of_them()
    {
        const long big = (1L << 53) + 1; // no double
        Assert.Equal(Integers(-big, 3), Of(x => -x, Integers(big, -3)));
        Assert.Equal(Integers(big + 1, -2), Of((x, y) => x + y, Integers(big, -3), Integers(1, 1)));
        Assert.Equal(
            Integers(big, 0, -5),
            Of((x, low, high) => Clamp(x, low, high), Integers(big, -3, 7), Integers(0, 0, -9), Integers(big + 2, 7, -5)));
    }

    [Fact]
    public void Results_of_32_bits_wrap_around() =>
        Assert.Equal(Tensor.Vector(int.MinValue, 4), Of((x, y) => x + y, Tensor.Vector(int.MaxValue, 3), Tensor.Vector(1, 1)));

    [Fact]
    public void Other_rules_refuse_integers() => Assert.StartsWith(
        "exp(x0: int64[1]): is defined on float32 and float64, but was given int64[1]; convert it first.",
        Assert.Throws<GraphException>(() => Of(x => Exp(x), Integers(1))).Message, StringComparison.Ordinal);
}
