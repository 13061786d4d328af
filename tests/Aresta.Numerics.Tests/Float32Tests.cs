using static Aresta.Numerics.Elementary;

namespace Aresta.Numerics.Tests;

public class Float32Tests
{
    [Theory]
    [InlineData(0.1f)]
    [InlineData(-2.5f)]
    [InlineData(88.5f)]
    [InlineData(1e-42f)]
    public void A_value_is_the_double_value_rounded_once(float x)
    {
        Assert.Equal((float)Math.Exp(x), (float)Exp<Float32>(x));
        Assert.Equal((float)Math.Tanh(x), (float)Tanh<Float32>(x));
        Assert.Equal((float)Math.Pow(x, 3), (float)Power<Float32>(x, 3));
        Assert.Equal(MathF.Sqrt(MathF.Abs(x)), (float)Sqrt(Abs<Float32>(x)));
        Assert.Equal(x * x + 3 / x - x, (float)((Float32)x * x + (Float32)3 / x - x));
        Assert.Equal(MathF.Min(x, 1), (float)Clamp<Float32>(x, -1000, 1));
    }

    [Fact]
    public void Derivatives_survive_saturation()
    {
        // 1 − tanh² is 0 in float32 from 9 on.
        Assert.Equal(8.244614e-9f, (float)Tanh(new Dual<Float32>(10, 1)).Tangent, 1e-14f);
        Assert.Equal(1.0 / 3, (float)Log(new Dual<Float32>(3, 1)).Tangent, 1e-7);
    }
}
