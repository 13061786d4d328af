using Aresta.Numerics;
using Aresta.Numerics.Framework;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Scalars;

/// <summary>A program drawn by chance: operations, smooth or not, on what came before.</summary>
internal readonly struct Drawn(int seed, int operations = 30) : IFunction
{
    public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
    {
        var (random, known) = (new Random(seed), new List<T>());
        foreach (var input in x)
            known.Add(input);
        for (var k = 0; k < operations; k++)
        {
            var (a, b, c) = (Any(), Any(), random.NextDouble() * 2 - 1);
            known.Add(random.Next(18) switch
            {
                0 => a + b,
                1 => a - b,
                2 => a * b,
                3 => a / (2 + b * b),
                4 => a * b + c,
                5 => c - a * b,
                6 => a * b - Any(),
                7 => Sin(a),
                8 => Exp(-Square(a)),
                9 => Tanh(a * c),
                10 => Max(a, b * c),
                11 => T.WhereLess(a, b, Any() * c, a * a),
                12 => Sqrt(Abs(a) + 0.5),
                13 => a > b ? a * c : b - c, // a branch of C#
                14 => -a,
                15 => Clamp(a, -T.One, b),
                16 => T.Pow(Abs(a) + 1, 3 * T.Tanh(b)),
                _ => Log1p(a * a) - Power(Tanh(b), 3),
            });

            T Any() => known[random.Next(Math.Max(0, known.Count - 12), known.Count)];
        }

        return known[^1] + known[^2];
    }

    /// <summary>The program recorded at x.</summary>
    public ScalarProgram<T> Record<T>(ReadOnlySpan<double> x) where T : IReal<T>
    {
        var (trace, at) = (new Trace<T>(), new Traced<T>[x.Length]);
        for (var i = 0; i < at.Length; i++)
            at[i] = trace.Input(T.Constant(x[i]));
        return trace.Compile(Value<Traced<T>>(at));
    }
}

/// <summary>A number and the sum of the magnitudes of all paths to it from one input: what rounding errors of derivatives are measured by.
/// </summary>
internal readonly struct Magnitude(double value, double paths) : IFrameworkNumber<Magnitude>
{
    public double Number => value;

    public double Paths => paths;

    public static Magnitude Constant(double value) => new(value, 0);

    public static double ToDouble(Magnitude x) => x.Number;

    public static Magnitude Apply<TRule>(TRule rule, Magnitude x) where TRule : struct, IUnaryRule
    {
        Float64 y = rule.Value(x.Number);
        return new(y, Times(rule.Partial<Float64>(x.Number, y), x));
    }

    public static Magnitude Apply<TRule>(TRule rule, Magnitude x, Magnitude y) where TRule : struct, IBinaryRule
    {
        Float64 z = rule.Value(x.Number, y.Number);
        return new(z, Times(rule.PartialX<Float64>(x.Number, y.Number, z), x) + Times(rule.PartialY<Float64>(x.Number, y.Number, z), y));
    }

    public static Magnitude Apply<TRule>(TRule rule, Magnitude x, Magnitude y, Magnitude z) where TRule : struct, ITernaryRule =>
        new(rule.Value(x.Number, y.Number, z.Number), x.Paths + y.Paths + z.Paths);

    public static Magnitude WhereLess(Magnitude a, Magnitude b, Magnitude then, Magnitude otherwise) =>
        a.Number < b.Number ? then : otherwise;

    public static Magnitude WhereEqual(Magnitude a, Magnitude b, Magnitude then, Magnitude otherwise) =>
        a.Number == b.Number ? then : otherwise;

    public static Magnitude Scale(Magnitude partial, Magnitude tangent) => partial * tangent;

    public bool Equals(Magnitude other) => Number.Equals(other.Number);

    public override bool Equals(object? obj) => obj is Magnitude other && Equals(other);

    public override int GetHashCode() => Number.GetHashCode();

    public int CompareTo(Magnitude other) => Number.CompareTo(other.Number);

    public string ToString(string? format, IFormatProvider? formatProvider) => Number.ToString(format, formatProvider);

    public static Magnitude operator +(Magnitude x, Magnitude y) => new(x.Number + y.Number, x.Paths + y.Paths);

    public static Magnitude operator -(Magnitude x, Magnitude y) => new(x.Number - y.Number, x.Paths + y.Paths);

    public static Magnitude operator *(Magnitude x, Magnitude y) => Apply(new Numerics.Rules.Multiply(), x, y);

    public static Magnitude operator /(Magnitude x, Magnitude y) => Apply(new Numerics.Rules.Divide(), x, y);

    public static Magnitude operator -(Magnitude x) => new(-x.Number, x.Paths);

    private static double Times(double partial, Magnitude x) => x.Paths == 0 ? 0 : Math.Abs(partial) * x.Paths;
}
