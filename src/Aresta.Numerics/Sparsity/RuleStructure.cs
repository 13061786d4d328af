namespace Aresta.Numerics.Sparsity;

/// <summary>
/// Reads off a partial derivative whether it is the literal 0 (decision 0022): then the function is flat in that argument.
/// </summary>
internal readonly struct Vanishing(bool vanishes) : IElementary<Vanishing>
{
    /// <summary>Whether it is 0 whatever the arguments.</summary>
    public bool IsZero => vanishes;

    public static Vanishing Constant(double value) => new(value == 0);

    public static Vanishing Apply<TRule>(TRule rule, Vanishing x) where TRule : struct, IUnaryRule => default;

    public static Vanishing Apply<TRule>(TRule rule, Vanishing x, Vanishing y) where TRule : struct, IBinaryRule => default;

    public static Vanishing Apply<TRule>(TRule rule, Vanishing x, Vanishing y, Vanishing z) where TRule : struct, ITernaryRule => default;

    public static Vanishing WhereLess(Vanishing a, Vanishing b, Vanishing then, Vanishing otherwise) => then + otherwise;

    public static Vanishing WhereEqual(Vanishing a, Vanishing b, Vanishing then, Vanishing otherwise) => then + otherwise;

    public static Vanishing Scale(Vanishing partial, Vanishing tangent) => partial * tangent;

    public static Vanishing operator +(Vanishing x, Vanishing y) => new(x.IsZero && y.IsZero);

    public static Vanishing operator -(Vanishing x, Vanishing y) => new(x.IsZero && y.IsZero);

    public static Vanishing operator *(Vanishing x, Vanishing y) => new(x.IsZero || y.IsZero);

    public static Vanishing operator /(Vanishing x, Vanishing y) => x;

    public static Vanishing operator -(Vanishing x) => x;
}

/// <summary>
/// Reads off a partial derivative with which arguments it varies: where with none, the function is linear, and second derivatives are 0.
/// </summary>
/// <param name="arguments">A bit for each argument.</param>
/// <param name="isZero">Whether it is 0 whatever the arguments.</param>
internal readonly struct Varying(int arguments, bool isZero = false) : IElementary<Varying>
{
    /// <summary>A bit for each argument with which it varies.</summary>
    public int Arguments => arguments;

    private bool IsZero => isZero;

    public static Varying Constant(double value) => new(0, value == 0);

    public static Varying Apply<TRule>(TRule rule, Varying x) where TRule : struct, IUnaryRule =>
        new(rule.Partial(default(Vanishing), default).IsZero ? 0 : x.Arguments);

    public static Varying Apply<TRule>(TRule rule, Varying x, Varying y) where TRule : struct, IBinaryRule => new(
        (rule.PartialX(default(Vanishing), default, default).IsZero ? 0 : x.Arguments)
        | (rule.PartialY(default(Vanishing), default, default).IsZero ? 0 : y.Arguments));

    public static Varying Apply<TRule>(TRule rule, Varying x, Varying y, Varying z) where TRule : struct, ITernaryRule =>
        new(x.Arguments | y.Arguments | z.Arguments);

    public static Varying WhereLess(Varying a, Varying b, Varying then, Varying otherwise) => then + otherwise;

    public static Varying WhereEqual(Varying a, Varying b, Varying then, Varying otherwise) => then + otherwise;

    public static Varying Scale(Varying partial, Varying tangent) => partial * tangent;

    public static Varying operator +(Varying x, Varying y) => new(x.Arguments | y.Arguments, x.IsZero && y.IsZero);

    public static Varying operator -(Varying x, Varying y) => x + y;

    public static Varying operator *(Varying x, Varying y) =>
        x.IsZero || y.IsZero ? Constant(0) : new(x.Arguments | y.Arguments);

    public static Varying operator /(Varying x, Varying y) => x.IsZero ? x : new(x.Arguments | y.Arguments);

    public static Varying operator -(Varying x) => x;
}
