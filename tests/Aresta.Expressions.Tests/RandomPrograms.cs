using System.Globalization;
using Aresta.Numerics;
using CsCheck;
using static Aresta.Numerics.Elementary;

namespace Aresta.Expressions.Tests;

/// <summary>A random straight-line program of a and b: as text, and as a function of any number type.</summary>
public sealed record RandomProgram(IReadOnlyList<(int Operation, int Left, int Right)> Steps)
{
    private static readonly string[] Forms =
    [
        "{0} + {1}", "{0} - {1}", "{0}*{1}", "sin({0})", "tanh({0} - {1})", "{0}/(2 + {1}²)", "e^(-{0}²)", "log(1 + {0}²)", "-{0}",
            "0.5{0}·{1}",
        "sqrt(1 + {0}²)", "atan({0})*{1}",
    ];

    public static Gen<RandomProgram> Generate { get; } =
        Gen.Select(Gen.Int[0, Forms.Length - 1], Gen.Int[0, 1000], Gen.Int[0, 1000]).Array[1, 9].Select(steps => new RandomProgram(
            [.. steps.Select((step, i) => (step.Item1, step.Item2 % (i + 2), step.Item3 % (i + 2)))]));

    /// <summary>The program; its last statement has no name.</summary>
    public string Text => string.Join("; ", Steps.Select((step, i) =>
    {
        var form = string.Format(CultureInfo.InvariantCulture, Forms[step.Operation], Name(step.Left), Name(step.Right));
        return i == Steps.Count - 1 ? form : $"{Name(i + 2)} = {form}";
    }));

    /// <summary>The value of the last statement.</summary>
    public T Evaluate<T>(T a, T b) where T : IElementary<T>
    {
        var values = new List<T> { a, b };
        foreach (var (operation, left, right) in Steps)
        {
            values.Add(Apply(operation, values[left], values[right]));
        }

        return values[^1];
    }

    public override string ToString() => Text;

    private static string Name(int i) => i switch { 0 => "a", 1 => "b", _ => $"v{i}" };

    private static T Apply<T>(int operation, T x, T y) where T : IElementary<T>
    {
        var (one, two, half) = (T.Constant(1), T.Constant(2), T.Constant(0.5));
        return operation switch
        {
            0 => x + y,
            1 => x - y,
            2 => x * y,
            3 => Sin(x),
            4 => Tanh(x - y),
            5 => x / (two + (y * y)),
            6 => Exp(-(x * x)),
            7 => Log(one + (x * x)),
            8 => -x,
            9 => half * x * y,
            10 => Sqrt(one + (x * x)),
            _ => Atan(x) * y,
        };
    }
}
