namespace Aresta.Numerics.Series;

/// <summary>The programs of this thread for a rule of one argument: one, or one for each order of a family.</summary>
internal static class UnaryRecurrence<T, TRule> where T : IReal<T> where TRule : struct, IUnaryRule
{
    private static readonly bool IsFamily = typeof(IOrderedRule).IsAssignableFrom(typeof(TRule));

    [ThreadStatic]
    private static Recurrence<T>? single;

    [ThreadStatic]
    private static Dictionary<TRule, Recurrence<T>>? family;

    public static Recurrence<T> Of(TRule rule)
    {
        if (!IsFamily)
            return single ??= new(new SymbolicUnary<T, TRule>(rule));
        family ??= [];
        if (!family.TryGetValue(rule, out var program))
            family.Add(rule, program = new(new SymbolicUnary<T, TRule>(rule)));
        return program;
    }
}

/// <summary>The program of this thread for a rule of two arguments.</summary>
internal static class BinaryRecurrence<T, TRule> where T : IReal<T> where TRule : struct, IBinaryRule
{
    [ThreadStatic]
    private static Recurrence<T>? single;

    public static Recurrence<T> Of(TRule rule) => single ??= new(new SymbolicBinary<T, TRule>(rule));
}

/// <summary>The program of this thread for a rule of three arguments.</summary>
internal static class TernaryRecurrence<T, TRule> where T : IReal<T> where TRule : struct, ITernaryRule
{
    [ThreadStatic]
    private static Recurrence<T>? single;

    public static Recurrence<T> Of(TRule rule) => single ??= new(new SymbolicTernary<T, TRule>(rule));
}
