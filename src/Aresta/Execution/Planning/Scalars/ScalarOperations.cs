using Aresta.Numerics;
using Aresta.Tensors;

namespace Aresta.Execution;

// What scalar programs compute beside the rules on doubles: the same on other dtypes, in the form of ScalarForm. They give values alone;
// derivatives of graphs are graphs.

/// <summary>f(x) in single precision: the value in double, rounded once.</summary>
internal sealed class SingleUnary<TRule>(TRule rule) : Operation<Float64> where TRule : struct, IUnaryRule
{
    public override string Name => TRule.Name;
    public override int Arity => 1;
    public override Float64 Value(Float64 x, Float64 y, Float64 z) => (float)rule.Value(x.Value);
}

/// <summary>f(x, y) in single precision: the value in double, rounded once.</summary>
internal sealed class SingleBinary<TRule>(TRule rule) : Operation<Float64> where TRule : struct, IBinaryRule
{
    public override string Name => TRule.Name;
    public override int Arity => 2;
    public override Float64 Value(Float64 x, Float64 y, Float64 z) => (float)rule.Value(x.Value, y.Value);
}

/// <summary>f(x, y, z) in single precision: the value in double, rounded once.</summary>
internal sealed class SingleTernary<TRule>(TRule rule) : Operation<Float64> where TRule : struct, ITernaryRule
{
    public override string Name => TRule.Name;
    public override int Arity => 3;
    public override Float64 Value(Float64 x, Float64 y, Float64 z) => (float)rule.Value(x.Value, y.Value, z.Value);
}

/// <summary>The product of which a zero factor makes 0, in single precision.</summary>
internal sealed class SingleScale : Operation<Float64>
{
    public override string Name => "scale";
    public override int Arity => 2;
    public override Float64 Value(Float64 x, Float64 y, Float64 z) =>
        x.Value == 0 || y.Value == 0 ? 0.0 : (float)(x.Value * y.Value);
}

/// <summary>1 where a comparison of floating numbers or of truth values holds, else 0.</summary>
internal sealed class NumbersCompared<TRule>(TRule rule) : Operation<Float64> where TRule : struct, IComparisonRule
{
    public override string Name => TRule.Name;
    public override int Arity => 2;
    public override Float64 Value(Float64 x, Float64 y, Float64 z) => rule.Holds(x.Value, y.Value) ? 1 : 0;
}

/// <summary>1 where a comparison of integers holds, else 0.</summary>
internal sealed class IntegersCompared<TRule>(TRule rule) : Operation<Float64> where TRule : struct, IComparisonRule
{
    public override string Name => TRule.Name;
    public override int Arity => 2;
    public override Float64 Value(Float64 x, Float64 y, Float64 z) =>
        rule.Holds(ScalarForm.Integer(x.Value), ScalarForm.Integer(y.Value)) ? 1 : 0;
}

/// <summary>A rule on integers; those of 32 bits wrap around.</summary>
internal sealed class IntegerOperation(IRule rule, string name, int arity, bool narrow) : Operation<Float64>
{
    public override string Name => name;
    public override int Arity => arity;

    public override Float64 Value(Float64 x, Float64 y, Float64 z)
    {
        var (a, b, c) = (ScalarForm.Integer(x.Value), ScalarForm.Integer(y.Value), ScalarForm.Integer(z.Value));
        var value = arity switch
        {
            1 => ((IIntegerUnaryRule)rule).Value(a),
            2 => ((IIntegerBinaryRule)rule).Value(a, b),
            _ => ((IIntegerTernaryRule)rule).Value(a, b, c),
        };
        return ScalarForm.OfInteger(narrow ? (int)value : value);
    }
}

/// <summary>y where x is true, else z; of any dtype.</summary>
internal sealed class ScalarChoice : Operation<Float64>
{
    public override string Name => "where";
    public override int Arity => 3;
    public override Float64 Value(Float64 x, Float64 y, Float64 z) => x.Value != 0 ? y : z;
}

/// <summary>The value in another dtype.</summary>
internal sealed class ScalarConversion(DType from, DType to) : Operation<Float64>
{
    public override string Name => "convert";
    public override int Arity => 1;

    public override Float64 Value(Float64 x, Float64 y, Float64 z)
    {
        var number = from.IsInteger ? ScalarForm.Integer(x.Value) : x.Value;
        return to switch
        {
            DType.Float64 => number,
            DType.Float32 => (float)number,
            DType.Int32 => ScalarForm.OfInteger(from.IsInteger ? (int)ScalarForm.Integer(x.Value) : (int)number),
            DType.Int64 => ScalarForm.OfInteger(from.IsInteger ? ScalarForm.Integer(x.Value) : (long)number),
            _ => number != 0 ? 1 : 0,
        };
    }
}
