namespace Aresta.Numerics;

/// <content>The program as a formula, read with other numbers.</content>
public sealed partial class ScalarProgram<T>
{
    /// <summary>
    /// Evaluates the program with numbers of another type, operation by operation as they were recorded: with dual numbers or variables
    /// it is differentiated, with values of a graph it becomes one.
    /// </summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="outputs">Where the outputs are written.</param>
    /// <returns>
    /// 1 where the recorded code would have taken the same branches, else 0, where the outputs mean nothing: numbers of any type can say
    /// that, but not all can stop. (<see cref="ScalarReplay{T}"/> stops.)
    /// </returns>
    /// <exception cref="NotSupportedException">The program has a function of the caller's own that cannot be read.</exception>
    public TNumber Read<TNumber>(ReadOnlySpan<TNumber> inputs, Span<TNumber> outputs) where TNumber : IElementary<TNumber>
    {
        Check(inputs.Length, outputs.Length);
        var v = new TNumber[MemoryLength];
        for (var i = 0; i < Constants.Length; i++)
            v[i] = TNumber.Constant(T.ToDouble(Constants[i])); // they have no derivatives
        inputs.CopyTo(v.AsSpan(Constants.Length));
        var holds = TNumber.Constant(1);
        for (var i = 0; i < Code.Length; i++)
        {
            var (code, x, y, z) = Code[i];
            ref var result = ref v[First + i];
            switch (code)
            {
                case Codes.MultiplyAdd when IsLiteral(y, 1):
                    result = v[x] + v[z];
                    break;
                case Codes.MultiplyAdd when IsLiteral(y, -1):
                    result = IsLiteral(z, -0.0) ? -v[x] : v[z] - v[x];
                    break;
                case Codes.MultiplyAdd when IsLiteral(z, -0.0):
                    result = v[x] * v[y];
                    break;
                case Codes.MultiplyAdd:
                    result = v[x] * v[y] + v[z];
                    break;
                case Codes.MultiplySubtract:
                    result = v[x] * v[y] - v[z];
                    break;
                case Codes.SubtractProduct:
                    result = v[z] - v[x] * v[y];
                    break;
                case Codes.Divide:
                    result = v[x] / v[y];
                    break;
                case Codes.Guard:
                    holds = Guards[z].Read(v[x], v[y], holds);
                    break;
                default:
                    var operation = Operations[code - Codes.First];
                    result = operation is ChoiceOperation<T> && Comparison(x) is var (a, b, equal)
                        ? equal ? TNumber.WhereEqual(v[a], v[b], v[y], v[z]) : TNumber.WhereLess(v[a], v[b], v[y], v[z])
                        : operation.Read(v[x], v[y], v[z]);
                    break;
            }
        }

        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = v[Outputs[i]];
        return holds;
    }

    private bool IsLiteral(int slot, double value) =>
        slot < Constants.Length && BitConverter.DoubleToInt64Bits(T.ToDouble(Constants[slot])) == BitConverter.DoubleToInt64Bits(value);

    /// <summary>What a mask compares, if it does.</summary>
    private (int A, int B, bool Equal)? Comparison(int slot) =>
        slot >= First && Code[slot - First] is { Code: >= Codes.First } step
            && Operations[step.Code - Codes.First] is ComparisonOperation<T> comparison
            ? (step.X, step.Y, comparison.Equal)
            : null;
}
