namespace Aresta.Kernels.Tests.Elementwise;

/// <summary>The largest errors of the functions that kernels have of their own, in units of the last place of the exact result.</summary>
internal static class KernelBounds
{
    public static (string Name, double Single, double Double)[] All { get; } =
    [
        ("exp", 1.1, 1), ("exp2", 1, 1), ("exp10", 0.8, 1), ("expm1", 1.5, 1.5), ("gaussian", 0.8, 1),
        ("log", 1, 1), ("log2", 0.51, 1), ("log10", 0.51, 1), ("log1p", 1, 1),
        ("sigmoid", 2.5, 2), ("log_sigmoid", 2, 2), ("softplus", 2, 2),
        ("sin", 1, 1), ("cos", 1, 1), ("tan", 2.5, 2.5), ("sec", 2, 2), ("csc", 2, 2), ("cot", 3, 3),
        ("sinh", 2.5, 2.5), ("cosh", 2, 2), ("tanh", 2.6, 2), ("coth", 3.5, 3),
        ("erf", 1.25, 1), ("erfc", 2.5, 2), ("atan", 2, 1), ("asin", 2.5, 1.5), ("acos", 1.5, 1.5),
        ("asinh", 2, 1.5), ("acosh", 2, 1.5), ("atanh", 2.2, 1.5), ("cbrt", 0.51, 1), ("power", 0.6, 0.6), ("rsqrt", 1.5, 1.5),
        ("sqrt", 0.5, 0.5), ("reciprocal", 0.5, 0.5),
    ];

    public static (double Single, double Double)? Of(string name) =>
        All.FirstOrDefault(bound => bound.Name == name) is { Name: not null } found ? (found.Single, found.Double) : null;
}
