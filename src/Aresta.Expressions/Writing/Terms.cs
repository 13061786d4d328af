namespace Aresta.Expressions;

/// <summary>A product as it will be written: a number, factors, and what it is divided by.</summary>
internal sealed record Term(double Coefficient, IReadOnlyList<Written> Factors, IReadOnlyList<Written> Divisors)
{
    /// <summary>Terms with one key differ in their numbers only, and add to one.</summary>
    public string Key => string.Join('·', Factors.Select(f => f.Text).Order(StringComparer.Ordinal))
        + "/" + string.Join('·', Divisors.Select(d => d.Text).Order(StringComparer.Ordinal));
}

/// <summary>
/// A part of a formula as a sum of products, so that numbers come first, like terms are collected, and no sign or fraction is nested.
/// </summary>
internal sealed class Terms
{
    private Terms(IReadOnlyList<Term> all) => All = all;

    /// <summary>What is added.</summary>
    public IReadOnlyList<Term> All { get; }

    /// <summary>A number.</summary>
    public static Terms Number(double number) => new(number == 0 ? [] : [new Term(number, [], [])]);

    /// <summary>Something that stands as it is.</summary>
    public static Terms Of(Written written) => new([new Term(1, [written], [])]);

    /// <summary>The number that it is, where it is one.</summary>
    public double? AsNumber => All is [] ? 0 : All is [{ Factors: [], Divisors: [], Coefficient: var number }] ? number : null;

    /// <summary>The sum, like terms collected.</summary>
    public static Terms operator +(Terms left, Terms right)
    {
        var (collected, places) = (new List<Term>(), new Dictionary<string, int>());
        foreach (var term in left.All.Concat(right.All))
        {
            if (places.TryGetValue(term.Key, out var place))
            {
                collected[place] = collected[place] with { Coefficient = collected[place].Coefficient + term.Coefficient };
            }
            else
            {
                places[term.Key] = collected.Count;
                collected.Add(term);
            }
        }

        return new([.. collected.Where(term => term.Coefficient != 0)]);
    }

    /// <summary>The negative of every term.</summary>
    public static Terms operator -(Terms terms) => new([.. terms.All.Select(term => term with { Coefficient = -term.Coefficient })]);

    /// <summary>The product; a sum becomes one factor, for nothing is multiplied out.</summary>
    public static Terms Product(Terms left, Terms right, Func<Terms, Written> write)
    {
        var (l, r) = (One(left, write), One(right, write));
        return l is null || r is null
            ? Number(0)
            : new([new Term(l.Coefficient * r.Coefficient, [.. l.Factors, .. r.Factors], [.. l.Divisors, .. r.Divisors])]);
    }

    /// <summary>The quotient.</summary>
    public static Terms Quotient(Terms left, Terms right, Func<Terms, Written> write)
    {
        var (l, r) = (One(left, write), One(right, write));
        return l is null ? Number(0)
            : r is null ? new([l with { Divisors = [.. l.Divisors, new("0", Binding.Atom)] }])
            : new([new Term(l.Coefficient / r.Coefficient, [.. l.Factors, .. r.Divisors], [.. l.Divisors, .. r.Factors])]);
    }

    private static Term? One(Terms terms, Func<Terms, Written> write) => terms.All switch
    {
        [] => null,
        [var only] => only,
        _ => new Term(1, [write(terms)], []),
    };
}
