namespace Aresta.Numerics.Series;

/// <summary>The number type with which a rule is read: its operations write lines into the program at hand.</summary>
/// <typeparam name="T">The number type of the coefficients.</typeparam>
/// <param name="line">The number of its line.</param>
internal readonly struct Symbol<T>(int line) : IElementary<Symbol<T>> where T : IReal<T>
{
    /// <summary>The program that is being written on this thread.</summary>
    [ThreadStatic]
    public static Recurrence<T>? Program;

    /// <summary>The number of its line.</summary>
    public int Line => line;

    public static Symbol<T> Constant(double value) => Write(new(LineKind.Constant) { Value = value });

    public static Symbol<T> Apply<TRule>(TRule rule, Symbol<T> x) where TRule : struct, IUnaryRule =>
        Write(new(LineKind.Apply, x.Line) { Rule = new SymbolicUnary<T, TRule>(rule) });

    public static Symbol<T> Apply<TRule>(TRule rule, Symbol<T> x, Symbol<T> y) where TRule : struct, IBinaryRule =>
        Write(new(LineKind.Apply, x.Line, y.Line) { Rule = new SymbolicBinary<T, TRule>(rule) });

    public static Symbol<T> Apply<TRule>(TRule rule, Symbol<T> x, Symbol<T> y, Symbol<T> z) where TRule : struct, ITernaryRule =>
        Write(new(LineKind.Apply, x.Line, y.Line, z.Line) { Rule = new SymbolicTernary<T, TRule>(rule) });

    public static Symbol<T> WhereLess(Symbol<T> a, Symbol<T> b, Symbol<T> then, Symbol<T> otherwise) =>
        Write(new(LineKind.WhereLess, a.Line, b.Line, then.Line, otherwise.Line));

    public static Symbol<T> WhereEqual(Symbol<T> a, Symbol<T> b, Symbol<T> then, Symbol<T> otherwise) =>
        Write(new(LineKind.WhereEqual, a.Line, b.Line, then.Line, otherwise.Line));

    public static Symbol<T> Scale(Symbol<T> partial, Symbol<T> tangent) => Write(new(LineKind.Scale, partial.Line, tangent.Line));

    public static Symbol<T> operator +(Symbol<T> x, Symbol<T> y) => Write(new(LineKind.Add, x.Line, y.Line));

    public static Symbol<T> operator -(Symbol<T> x, Symbol<T> y) => Write(new(LineKind.Subtract, x.Line, y.Line));

    public static Symbol<T> operator *(Symbol<T> x, Symbol<T> y) => Write(new(LineKind.Multiply, x.Line, y.Line));

    public static Symbol<T> operator /(Symbol<T> x, Symbol<T> y) => Write(new(LineKind.Divide, x.Line, y.Line));

    /// <remarks>−(−x) is x, which closes the circle of σ(x) and σ(−x).</remarks>
    public static Symbol<T> operator -(Symbol<T> x) =>
        Program![x.Line] is { Kind: LineKind.Negate, A: var inner } ? new(inner) : Write(new(LineKind.Negate, x.Line));

    private static Symbol<T> Write(Recurrence<T>.Line line) => new(Program!.Add(line));
}
