namespace Aresta.Numerics.Series;

/// <summary>What a line does with its operands.</summary>
internal enum LineKind
{
    Input, Constant, Add, Subtract, Negate, Multiply, Divide, Scale, WhereLess, WhereEqual, Apply,
}

internal sealed partial class Recurrence<T>
{
    /// <summary>An operation on earlier lines. Two are equal that do the same.</summary>
    /// <param name="Kind">What it does.</param>
    /// <param name="A">The first operand; of an input which argument it is.</param>
    /// <param name="B">The second operand.</param>
    /// <param name="C">The third operand.</param>
    /// <param name="D">The fourth operand.</param>
    internal readonly record struct Line(LineKind Kind, int A = -1, int B = -1, int C = -1, int D = -1)
    {
        /// <summary>Of a constant.</summary>
        public double Value { get; init; }

        /// <summary>Of an application.</summary>
        public SymbolicRule<T>? Rule { get; init; }

        /// <summary>The lines of the partials that have been asked for, counted from 1.</summary>
        public int[] Partials { get; } = Kind == LineKind.Apply ? new int[3] : [];

        /// <summary>The operand at a place, from 0 on.</summary>
        public int Operand(int place) => place switch { 0 => A, 1 => B, _ => C };

        /// <summary>Whether both do the same; −0 is not 0.</summary>
        public bool Equals(Line other) => (Kind, A, B, C, D) == (other.Kind, other.A, other.B, other.C, other.D)
            && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value) && Equals(Rule, other.Rule);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Kind, A, B, C, D, Value, Rule);
    }
}
