using Aresta.Checking;
using Aresta.Cli.Check;
using Aresta.Expressions;

namespace Aresta.Cli.Wording;

/// <summary>What <c>--check</c> says to people, in one language.</summary>
internal abstract class CheckTexts
{
    public abstract string Way { get; }

    /// <summary>The values for 0, the derivatives for 1, and so on.</summary>
    public abstract string Derivative(int order);

    public abstract string Finite(int hidden);

    public abstract string NotFinite(int origins);

    public abstract string More(int count);

    /// <summary>Where NaN or an infinity began, in the letters of the expression.</summary>
    public abstract string Headline(Checkup checkup, NonFiniteFault fault);

    /// <summary>The rule at fault, with its numbers.</summary>
    public abstract string Cause(NonFiniteFault fault);

    /// <summary>A law, and the function that it was held against.</summary>
    public abstract string Law(GradientFinding finding);

    /// <summary>What became of a law.</summary>
    public abstract string Sentence(Checkup checkup, GradientFinding finding);

    /// <summary>What all comes to.</summary>
    public abstract string Verdict(Checkup checkup);

    /// <summary>A number as tables write it.</summary>
    protected static string Number(double x) => NumberText.Short(x);

    /// <summary>The operation with its numbers: <c>log(−1) = NaN</c>.</summary>
    protected static string Call(NonFiniteFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var result = Number(fault.Value[fault.Element]);
        var elementwise = fault.Operands.Length > 0 && fault.Operands.All(operand => operand.Shape.Equals(fault.Value.Shape));
        return elementwise
            ? $"{fault.Node.Primitive.Name}({string.Join(", ", fault.Operands.Select(x => Number(x[fault.Element])))}) = {result}"
            : $"{fault.Node.Primitive.Name}{fault.Place} = {result}";
    }
}
