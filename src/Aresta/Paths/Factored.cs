using System.Text;

namespace Aresta.Paths;

/// <summary>
/// A sum over paths written with its common factors taken out, such as (α+β+γ)(δ+ε+ζ): sums of products of edges and of named sums, each
/// edge written once.
/// </summary>
public sealed class Factored
{
    private readonly List<Term> named;
    private readonly Term result;

    internal Factored(List<Term> named, Term result) => (this.named, this.result) = (named, result);

    /// <summary>How many sums have names, because they stand in several places.</summary>
    public int NamedCount => named.Count;

    /// <summary>How many times an edge or a name is written.</summary>
    public int Size => named.Append(result).Sum(term => term.Size);

    /// <summary>The value for given weights of the edges.</summary>
    public double Evaluate(Func<int, double> weight) => Evaluate(Semirings.Sum, weight);

    /// <summary>The value in a semiring whose product joins any two stretches of a path, in order: numbers, Jacobians.</summary>
    public T Evaluate<T>(ISemiring<T> semiring, Func<int, T> weight)
    {
        ArgumentNullException.ThrowIfNull(semiring);
        ArgumentNullException.ThrowIfNull(weight);
        var values = new T[named.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = named[i].Evaluate(semiring, weight, values);
        }

        return result.Evaluate(semiring, weight, values);
    }

    /// <summary>The expression as text: <c>(α+β)γ</c>, or <c>s1(δ+ε) with s1 = α+β</c>.</summary>
    /// <param name="symbol">What is written for each edge, by its number.</param>
    /// <param name="times">What stands between factors; nothing, as between Greek letters, unless given.</param>
    /// <param name="with">What introduces the named sums.</param>
    public string Write(Func<int, string> symbol, string times = "", string with = " with ")
    {
        var text = new StringBuilder();
        result.Write(text, symbol, times, inProduct: false);
        for (var i = 0; i < named.Count; i++)
        {
            text.Append(i == 0 ? with : ", ").Append(Term.NameOf(i)).Append(" = ");
            named[i].Write(text, symbol, times, inProduct: false);
        }

        return text.ToString();
    }
}

/// <summary>A part of a factored expression. Its depth is bounded by whoever builds it, so that recursion is safe.</summary>
internal abstract record Term(int Depth, int Size)
{
    public static string NameOf(int number) => FormattableString.Invariant($"s{number + 1}");

    public abstract T Evaluate<T>(ISemiring<T> semiring, Func<int, T> weight, T[] named);

    public abstract void Write(StringBuilder text, Func<int, string> symbol, string times, bool inProduct);

    /// <summary>No path at all.</summary>
    public sealed record Nothing() : Term(0, 0)
    {
        public override T Evaluate<T>(ISemiring<T> semiring, Func<int, T> weight, T[] named) => semiring.Zero;

        public override void Write(StringBuilder text, Func<int, string> symbol, string times, bool inProduct) => text.Append('0');
    }

    /// <summary>The path that stays where it is.</summary>
    public sealed record Unit() : Term(0, 0)
    {
        public override T Evaluate<T>(ISemiring<T> semiring, Func<int, T> weight, T[] named) => semiring.One;

        public override void Write(StringBuilder text, Func<int, string> symbol, string times, bool inProduct) => text.Append('1');
    }

    public sealed record Edge(int Number) : Term(0, 1)
    {
        public override T Evaluate<T>(ISemiring<T> semiring, Func<int, T> weight, T[] named) => weight(Number);

        public override void Write(StringBuilder text, Func<int, string> symbol, string times, bool inProduct) =>
            text.Append(symbol(Number));
    }

    public sealed record Named(int Number) : Term(0, 1)
    {
        public override T Evaluate<T>(ISemiring<T> semiring, Func<int, T> weight, T[] named) => named[Number];

        public override void Write(StringBuilder text, Func<int, string> symbol, string times, bool inProduct) =>
            text.Append(NameOf(Number));
    }

    public sealed record Sum(IReadOnlyList<Term> Terms) : Term(Terms.Max(t => t.Depth) + 1, Terms.Sum(t => t.Size))
    {
        public override T Evaluate<T>(ISemiring<T> semiring, Func<int, T> weight, T[] named) =>
            Terms.Select(term => term.Evaluate(semiring, weight, named)).Aggregate(semiring.Add);

        public override void Write(StringBuilder text, Func<int, string> symbol, string times, bool inProduct)
        {
            text.Append(inProduct ? "(" : "");
            for (var i = 0; i < Terms.Count; i++)
            {
                text.Append(i > 0 ? "+" : "");
                Terms[i].Write(text, symbol, times, inProduct: false);
            }

            text.Append(inProduct ? ")" : "");
        }
    }

    public sealed record Product(IReadOnlyList<Term> Factors) : Term(Factors.Max(t => t.Depth) + 1, Factors.Sum(t => t.Size))
    {
        public override T Evaluate<T>(ISemiring<T> semiring, Func<int, T> weight, T[] named) =>
            Factors.Select(factor => factor.Evaluate(semiring, weight, named)).Aggregate(semiring.Multiply);

        public override void Write(StringBuilder text, Func<int, string> symbol, string times, bool inProduct)
        {
            for (var i = 0; i < Factors.Count; i++)
            {
                text.Append(i > 0 ? times : "");
                Factors[i].Write(text, symbol, times, inProduct: true);
            }
        }
    }
}
