namespace Aresta.Expressions;

/// <summary>The numbers that have names. A program that assigns one of them means its own.</summary>
internal static class Constants
{
    private static readonly Dictionary<string, double> ByName = new()
    {
        ["e"] = Math.E,
        ["π"] = Math.PI,
        ["pi"] = Math.PI,
        ["τ"] = Math.Tau,
    };

    public static bool Knows(string name) => ByName.ContainsKey(name);

    public static double Value(string name) => ByName[name];
}
