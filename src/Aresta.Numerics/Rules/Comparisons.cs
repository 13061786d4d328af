namespace Aresta.Numerics.Rules;

/// <summary>x &lt; y</summary>
public readonly struct Less : IComparisonRule
{
    public static string Name => "less";
    public bool Holds(double x, double y) => x < y;
    public bool Holds(long x, long y) => x < y;
}

/// <summary>x ≤ y</summary>
public readonly struct LessOrEqual : IComparisonRule
{
    public static string Name => "less_or_equal";
    public bool Holds(double x, double y) => x <= y;
    public bool Holds(long x, long y) => x <= y;
}

/// <summary>x &gt; y</summary>
public readonly struct Greater : IComparisonRule
{
    public static string Name => "greater";
    public bool Holds(double x, double y) => x > y;
    public bool Holds(long x, long y) => x > y;
}

/// <summary>x ≥ y</summary>
public readonly struct GreaterOrEqual : IComparisonRule
{
    public static string Name => "greater_or_equal";
    public bool Holds(double x, double y) => x >= y;
    public bool Holds(long x, long y) => x >= y;
}

/// <summary>x = y; a NaN equals nothing</summary>
public readonly struct Equal : IComparisonRule
{
    public static string Name => "equal";
    public bool Holds(double x, double y) => x == y;
    public bool Holds(long x, long y) => x == y;
}

/// <summary>x ≠ y; a NaN differs from everything</summary>
public readonly struct NotEqual : IComparisonRule
{
    public static string Name => "not_equal";
    public bool Holds(double x, double y) => x != y;
    public bool Holds(long x, long y) => x != y;
}
