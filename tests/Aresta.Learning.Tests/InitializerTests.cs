using Aresta.Learning.Initializers;
using Aresta.Learning.Layers;
using Aresta.Learning.Modules;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

public class InitializerTests
{
    // Of 10⁵ numbers: the mean square of independent ones is off by about 1 %, its bound below by 5.
    private const int Rows = 400, Columns = 250;

    public static TheoryData<Initializer, double> Variances => new()
    {
        { new Glorot(), 2.0 / (Rows + Columns) },
        { new Glorot(2), 8.0 / (Rows + Columns) },
        { new He(), 2.0 / Columns },
        { new FanInUniform(), 1.0 / (3 * Columns) },
        { new Normal(0.5), 0.25 },
        { new TruncatedNormal(2), 4 * 0.7737413 }, // 1 − 4·φ(2)/erf(√2)
        { new Filled(3), 9 },
        { new Orthogonal(2), 4.0 / Rows },
    };

    [Theory, MemberData(nameof(Variances))]
    public void Mean_squares_are_as_stated(Initializer initializer, double variance)
    {
        var numbers = new Dense(Columns, Rows, bias: false, initializer).Initialize(1)["weight"].ToDoubles();
        Assert.Equal(variance, numbers.Average(x => x * x), 0.05 * variance);
    }

    [Fact]
    public void Every_initializer_has_its_variance() => Assert.Empty(
        typeof(Initializer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Initializer)) && !type.IsAbstract)
            .Except(Variances.Select(row => row.Data.Item1.GetType())).Select(type => type.Name));

    [Theory, InlineData(20, 30), InlineData(30, 20)]
    public void Orthogonal_ones_are_orthogonal(int rows, int columns)
    {
        var w = new Dense(columns, rows, bias: false, new Orthogonal()).Initialize(1, DType.Float64)["weight"].ToDoubles();
        double Product(int i, int j) => rows < columns
            ? Enumerable.Range(0, columns).Sum(k => w[(i * columns) + k] * w[(j * columns) + k])
            : Enumerable.Range(0, rows).Sum(k => w[(k * columns) + i] * w[(k * columns) + j]);
        for (var i = 0; i < 20; i++)
        {
            for (var j = 0; j < 20; j++)
            {
                Assert.Equal(i == j ? 1 : 0, Product(i, j), 1e-14);
            }
        }
    }

    [Fact]
    public void Truncated_ones_are_within_two_deviations() => Assert.All(
        new Dense(100, 100, bias: false, new TruncatedNormal(0.02)).Initialize(4)["weight"].ToDoubles(),
        x => Assert.InRange(x, -0.04 * (1 + 1e-6), 0.04 * (1 + 1e-6)));

    [Fact]
    public void A_seed_decides_every_bit_and_another_seed_others()
    {
        var model = new Sequential(new Dense(5, 5), new Dense(5, 5));
        Assert.Equal(model.Initialize(3), model.Initialize(3));
        Assert.NotEqual(model.Initialize(3), model.Initialize(4));
        Assert.NotEqual(model.Initialize(3)["0.weight"], model.Initialize(3)["1.weight"]);
    }

    [Fact]
    public void An_initializer_that_cannot_is_named_with_its_parameter()
    {
        var error = Assert.Throws<ModelException>(() => new Sequential(new Embedding(2, 3), new Odd()).Initialize());
        Assert.Equal("1.vector", error.Path);
        Assert.StartsWith("1.vector cannot be initialized: an orthogonal matrix has", error.Message, StringComparison.Ordinal);
    }

    private sealed class Odd : Layer
    {
        public Odd() => Trained("vector", [3], new Orthogonal());

        protected override Primitives.Value Apply(Primitives.Value input, ForwardPass pass) => input;
    }
}
