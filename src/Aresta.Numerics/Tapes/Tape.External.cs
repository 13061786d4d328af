namespace Aresta.Numerics;

public sealed partial class Tape<T>
{
    /// <summary>The tape on which the first of some variables that is no constant stands, if anyone still has it.</summary>
    /// <exception cref="InvalidOperationException">Its recording has ended.</exception>
    internal static Tape<T>? Of(ReadOnlySpan<Variable<T>> variables)
    {
        foreach (var variable in variables)
            if (!variable.IsConstant)
                return Recorder<T>.Owner(variable, default).Tape is { } weak && weak.TryGetTarget(out var tape) ? tape : null;
        return null;
    }

    /// <summary>
    /// A function that the tape shall not look into: its values have been computed elsewhere, and its derivatives are a pullback of your
    /// own.
    /// </summary>
    /// <param name="inputs">What it was computed from.</param>
    /// <param name="values">Its values.</param>
    /// <param name="pullback">The cotangents of the inputs from those of the values. It is called once a sweep, unless all cotangents are
    /// 0.</param>
    /// <param name="outputs">Where the variables that stand for the values are written: as many.</param>
    /// <exception cref="ArgumentException">An input belongs to another tape, or there are not as many outputs as values.</exception>
    public void External(ReadOnlySpan<Variable<T>> inputs, ReadOnlySpan<T> values, Pullback<T> pullback, Span<Variable<T>> outputs)
    {
        ArgumentNullException.ThrowIfNull(pullback);
        Check();
        Alike(values.Length, outputs.Length, "values", "outputs");
        var numbers = new int[inputs.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = inputs[i].IsConstant ? 0 : NumberOf(inputs[i], nameof(inputs));
        var id = Leaf(values.Length, new(numbers, pullback));
        for (var i = 0; i < values.Length; i++)
            outputs[i] = new(values[i], id + (ulong)i);
    }
}
