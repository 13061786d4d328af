namespace Aresta.Numerics.Special;

/// <summary>Numbers that <see cref="Math"/> does not name.</summary>
internal static class Constants
{
    public const double Ln2 = 0.693147180559945309417232121458;
    public const double Ln10 = 2.30258509299404568401799145468;
    public const double InverseLn2 = 1.44269504088896340735992468100;
    public const double InverseLn10 = 0.434294481903251827651128918917;

    /// <summary>2/√π</summary>
    public const double TwoOverSqrtPi = 1.12837916709551257389615890312;

    /// <summary>√π/2</summary>
    public const double HalfSqrtPi = 0.886226925452758013649083741671;
}
