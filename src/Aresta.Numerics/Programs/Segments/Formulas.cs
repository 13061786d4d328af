namespace Aresta.Numerics;

/// <summary>What a step computes, and its partials; w is the result. In two roundings where two operations were recorded.</summary>
internal interface IFormula
{
    /// <summary>Whether there is a third operand, and the partial for it.</summary>
    static virtual double? PartialZ => null;

    static abstract double Value(double x, double y, double z);

    static abstract double PartialX(double x, double y, double w);

    static abstract double PartialY(double x, double y, double w);
}

/// <summary>x + y</summary>
internal readonly struct Sum : IFormula
{
    public static double Value(double x, double y, double z) => x + y;

    public static double PartialX(double x, double y, double w) => 1;

    public static double PartialY(double x, double y, double w) => 1;
}

/// <summary>x − y</summary>
internal readonly struct Difference : IFormula
{
    public static double Value(double x, double y, double z) => x - y;

    public static double PartialX(double x, double y, double w) => 1;

    public static double PartialY(double x, double y, double w) => -1;
}

/// <summary>x·y</summary>
internal readonly struct Product : IFormula
{
    public static double Value(double x, double y, double z) => x * y;

    public static double PartialX(double x, double y, double w) => y;

    public static double PartialY(double x, double y, double w) => x;
}

/// <summary>x ÷ y</summary>
internal readonly struct Quotient : IFormula
{
    public static double Value(double x, double y, double z) => x / y;

    public static double PartialX(double x, double y, double w) => 1 / y;

    public static double PartialY(double x, double y, double w) => -w / y;
}

/// <summary>x·y + z</summary>
internal readonly struct ProductPlus : IFormula
{
    public static double? PartialZ => 1;

    public static double Value(double x, double y, double z) => x * y + z;

    public static double PartialX(double x, double y, double w) => y;

    public static double PartialY(double x, double y, double w) => x;
}

/// <summary>x·y − z</summary>
internal readonly struct ProductMinus : IFormula
{
    public static double? PartialZ => -1;

    public static double Value(double x, double y, double z) => x * y - z;

    public static double PartialX(double x, double y, double w) => y;

    public static double PartialY(double x, double y, double w) => x;
}

/// <summary>z − x·y</summary>
internal readonly struct MinusProduct : IFormula
{
    public static double? PartialZ => 1;

    public static double Value(double x, double y, double z) => z - x * y;

    public static double PartialX(double x, double y, double w) => -y;

    public static double PartialY(double x, double y, double w) => -x;
}
