using Aresta.Expressions;

namespace Aresta.Learning.Diagnostics;

/// <summary>One thing that the flow of a gradient shows: what, where, the numbers that show it, and what usually helps.</summary>
public sealed class Finding
{
    private readonly object[] evidence;

    internal Finding(FindingKind kind, string layer, params object[] evidence) => (Kind, Layer, this.evidence) = (kind, layer, evidence);

    /// <summary>What was found.</summary>
    public FindingKind Kind { get; }

    /// <summary>The name of the layer where it shows; empty where it is no single one.</summary>
    public string Layer { get; }

    /// <summary>The finding in a sentence, with its evidence.</summary>
    public string Describe(Language language) => FindingTexts.Sentence(Kind, language, [Layer, .. evidence]);

    /// <summary>What usually helps, in a sentence; empty where nothing is wrong.</summary>
    public string Remedies(Language language) => FindingTexts.Remedies(Kind, language);

    /// <summary>The finding in English.</summary>
    public override string ToString() => Describe(Language.English);
}
