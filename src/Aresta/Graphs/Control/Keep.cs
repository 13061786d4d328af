using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>
/// What a reverse pass keeps of the inside of a call; the rest is computed again from this and from the operands when it is needed.
/// Gradients are the same to the bit whatever is kept.
/// </summary>
public sealed record Keep
{
    private const string NamePrefix = "names:";

    private readonly Func<Value, bool> keeps;
    private readonly string text;

    private Keep(string text, Func<Value, bool> keeps) => (this.text, this.keeps) = (text, keeps);

    /// <summary>All that the derivative needs: the most memory, nothing computed twice.</summary>
    public static Keep Everything { get; } = new("everything", Cut.IsWorthKeeping);

    /// <summary>Nothing but the operands: the least memory, everything computed twice.</summary>
    public static Keep Nothing { get; } = new("nothing", _ => false);

    /// <summary>Results of contractions, which are dear to compute; the elementwise operations around them are computed again.</summary>
    public static Keep Contractions { get; } = new("contractions", value => value.Node.Primitive is Contract);

    /// <summary>The values of the given names.</summary>
    /// <exception cref="ArgumentException">There is no name, or one is blank or holds a comma.</exception>
    public static Keep Named(params ReadOnlySpan<string> names)
    {
        var chosen = names.ToArray();
        return chosen.Length > 0 && !chosen.Any(name => string.IsNullOrWhiteSpace(name) || name.Contains(','))
            ? new(NamePrefix + string.Join(',', chosen), value => value.Names.Any(chosen.Contains))
            : throw new ArgumentException("What is kept by name needs one name at least, none of them blank or with a comma in it.");
    }

    /// <summary>Whether the value is kept.</summary>
    internal bool Keeps(Value value) => keeps(value);

    /// <summary>What <see cref="ToString"/> gives, read back.</summary>
    /// <exception cref="FormatException">The text says no policy.</exception>
    internal static Keep Parse(string text) => text switch
    {
        "everything" => Everything,
        "nothing" => Nothing,
        "contractions" => Contractions,
        _ when text.StartsWith(NamePrefix, StringComparison.Ordinal) => Named(text[NamePrefix.Length..].Split(',')),
        _ => throw new FormatException("attribute keep is everything, nothing, contractions or names: and a list"),
    };

    /// <inheritdoc/>
    public bool Equals(Keep? other) => other is not null && text == other.text;

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The policy as text: <c>contractions</c>, <c>names:h,c</c>.</summary>
    public override string ToString() => text;
}
