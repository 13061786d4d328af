namespace Aresta.Numerics;

/// <summary>What the recorded code asked about its values, and so took one branch and not another.</summary>
internal enum Question
{
    Less,
    LessOrEqual,
    Equal,
    Order,
    IsNaN,
    IsFinite,
    IsNegative,

    /// <summary>The value itself was read out.</summary>
    Value,
}

/// <summary>A question with the answer it had when the program was recorded.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answer">1 or 0 for yes and no; −1, 0, 1 for an order; the number itself for a value.</param>
/// <param name="X">What the first operand was.</param>
/// <param name="Y">What the second operand was.</param>
internal readonly record struct Guard(Question Question, double Answer, double X, double Y)
{
    /// <summary>The answer for two numbers.</summary>
    public static double Ask(Question question, double x, double y) => question switch
    {
        Question.Less => x < y ? 1 : 0,
        Question.LessOrEqual => x <= y ? 1 : 0,
        Question.Equal => x == y ? 1 : 0,
        Question.Order => x.CompareTo(y),
        Question.IsNaN => double.IsNaN(x) ? 1 : 0,
        Question.IsFinite => double.IsFinite(x) ? 1 : 0,
        Question.IsNegative => double.IsNegative(x) ? 1 : 0,
        _ => x,
    };

    /// <summary>Whether the answer is the same.</summary>
    public bool Holds(double x, double y) => Ask(Question, x, y).Equals(Answer);

    /// <summary>Whether the answer is the same, as a number of any type: <paramref name="holds"/> if it is, else 0.</summary>
    public TNumber Read<TNumber>(TNumber x, TNumber y, TNumber holds) where TNumber : IElementary<TNumber>
    {
        var zero = TNumber.Constant(0);
        var (yes, no) = Answer != 0 ? (holds, zero) : (zero, holds);
        return Question switch
        {
            Question.Less => TNumber.WhereLess(x, y, yes, no),
            Question.LessOrEqual => TNumber.WhereLess(x, y, yes, TNumber.WhereEqual(x, y, yes, no)),
            Question.Equal => TNumber.WhereEqual(x, y, yes, no),
            // A NaN comes before all numbers, and is equal to another.
            Question.Order when Answer < 0 => TNumber.WhereLess(x, y, holds, IsNaN(x, IsNaN(y, zero, holds), zero)),
            Question.Order when Answer > 0 => TNumber.WhereLess(y, x, holds, IsNaN(y, IsNaN(x, zero, holds), zero)),
            Question.Order => TNumber.WhereEqual(x, y, holds, IsNaN(x, IsNaN(y, holds, zero), zero)),
            Question.IsNaN => IsNaN(x, yes, no),
            Question.IsFinite => TNumber.WhereEqual(x - x, zero, yes, no),
            Question.IsNegative => TNumber.WhereLess(Elementary.CopySign(TNumber.Constant(1), x), zero, yes, no),
            _ => double.IsNaN(Answer) ? IsNaN(x, holds, zero) : TNumber.WhereEqual(x, TNumber.Constant(Answer), holds, zero),
        };

        static TNumber IsNaN(TNumber x, TNumber yes, TNumber no) => TNumber.WhereEqual(x, x, no, yes);
    }

    /// <summary>What came out otherwise.</summary>
    public string Explain(double x, double y)
    {
        var (was, now) = (Answer, Ask(Question, x, y));
        return FormattableString.Invariant(Question switch
        {
            Question.Less => $"{X} < {Y} was {was != 0} when the program was recorded; now {x} < {y} is {now != 0}",
            Question.LessOrEqual => $"{X} ≤ {Y} was {was != 0} when the program was recorded; now {x} ≤ {y} is {now != 0}",
            Question.Equal => $"{X} = {Y} was {was != 0} when the program was recorded; now {x} = {y} is {now != 0}",
            Question.Order => $"{X} compared with {Y} as {was} when the program was recorded; now {x} and {y} compare as {now}",
            Question.Value => $"the recorded code read the value {X} out of its number, which now is {x}",
            _ => $"the answer to {Question} was {was != 0} for {X} when the program was recorded; now, for {x}, it is {now != 0}",
        });
    }
}

/// <summary>
/// A program was run at inputs for which the recorded code would have taken another branch: its results would be wrong. Record it anew
/// there.
/// </summary>
public sealed class BranchChangedException(string message) : InvalidOperationException(message);
