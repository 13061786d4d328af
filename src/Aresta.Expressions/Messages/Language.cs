namespace Aresta.Expressions;

/// <summary>The languages in which Aresta speaks to people.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Brazilian Portuguese.</summary>
    Portuguese,
}
