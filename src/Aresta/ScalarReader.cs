using Aresta.Graphs;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta;

/// <summary>
/// Evaluates a graph of float64 scalars with numbers of any type, node by node, each rule as that number means it; truth values are 1
/// and 0.
/// </summary>
internal sealed class ScalarReader<T> : IRuleReader where T : IFrameworkNumber<T>
{
    private readonly T[] operands = new T[3];
    private T result = T.Zero;

    /// <summary>The outputs at given numbers.</summary>
    public static void Read(Graph graph, ReadOnlySpan<T> x, Span<T> y)
    {
        var (reader, places) = (new ScalarReader<T>(), graph.Places);
        var numbers = new T[places.Count];
        x.CopyTo(numbers);
        for (var n = graph.Inputs.Length; n < graph.Nodes.Length; n++)
        {
            var operands = places.Operands[n];
            for (var i = 0; i < operands.Length; i++)
            {
                reader.operands[i] = numbers[operands[i]];
            }

            numbers[places.Results[n]] = reader.Read(graph.Nodes[n].Primitive);
        }

        for (var i = 0; i < y.Length; i++)
        {
            y[i] = numbers[places.Outputs[i]];
        }
    }

    void IRuleReader.Unary<TRule>(TRule rule) => result = typeof(TRule) == typeof(Negate) ? -operands[0] : T.Apply(rule, operands[0]);

    void IRuleReader.Binary<TRule>(TRule rule)
    {
        var (x, y) = (operands[0], operands[1]);
        // Numbers know some partials of the four operations without asking.
        result = typeof(TRule) == typeof(Add) ? x + y
            : typeof(TRule) == typeof(Subtract) ? x - y
            : typeof(TRule) == typeof(Multiply) ? x * y
            : typeof(TRule) == typeof(Divide) ? x / y
            : T.Apply(rule, x, y);
    }

    void IRuleReader.Ternary<TRule>(TRule rule) => result = T.Apply(rule, operands[0], operands[1], operands[2]);

    void IRuleReader.Comparison<TRule>(TRule rule)
    {
        var (x, y) = (operands[0], operands[1]);
        result = typeof(TRule) == typeof(Less) ? T.WhereLess(x, y, T.One, T.Zero)
            : typeof(TRule) == typeof(Greater) ? T.WhereLess(y, x, T.One, T.Zero)
            : typeof(TRule) == typeof(LessOrEqual) ? T.WhereLess(x, y, T.One, T.WhereEqual(x, y, T.One, T.Zero))
            : typeof(TRule) == typeof(GreaterOrEqual) ? T.WhereLess(y, x, T.One, T.WhereEqual(x, y, T.One, T.Zero))
            : typeof(TRule) == typeof(Equal) ? T.WhereEqual(x, y, T.One, T.Zero)
            : typeof(TRule) == typeof(NotEqual) ? T.WhereEqual(x, y, T.Zero, T.One)
            : throw new NotSupportedException($"{TRule.Name} is not known between scalars.");
    }

    private T Read(Primitive primitive)
    {
        switch (primitive)
        {
            case IRulePrimitive rule:
                rule.Show(this);
                return result;
            case Constant constant:
                return T.Constant(constant.Value[0]);
            case Scale:
                return T.Scale(operands[0], operands[1]);
            case Where:
                return T.WhereEqual(operands[0], T.One, operands[1], operands[2]);
            case Not:
                return T.One - operands[0];
            case And:
                return operands[0] * operands[1];
            case Or:
                return T.Max(operands[0], operands[1]);
            default:
                return T.WhereEqual(operands[0], operands[1], T.Zero, T.One); // xor
        }
    }
}

/// <summary>Which graphs can be read.</summary>
internal static class ScalarReader
{
    /// <summary>Whether all values are float64 or truth values, scalars, and come of what is known between scalars.</summary>
    public static bool Knows(Graph graph) =>
        graph.Inputs.All(input => input.Type == TensorType.Float64()) && graph.Outputs.All(output => output.Type == TensorType.Float64())
        && graph.Nodes.All(Knows);

    private static bool Knows(Node node) => node.Results is [{ IsStack: false, DType: DType.Float64 or DType.Bool, Shape.Rank: 0 }]
        && node.Primitive is Input or Constant or IRulePrimitive or Scale or Where or Not or And or Or or Xor;
}
