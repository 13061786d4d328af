using System.Numerics;

namespace Aresta.Paths;

/// <summary>
/// What is added over paths and multiplied along them. One dynamic program serves every question about paths; the semiring says which
/// question it is.
/// </summary>
/// <typeparam name="T">The answers.</typeparam>
public interface ISemiring<T>
{
    /// <summary>The answer when there is no path.</summary>
    T Zero { get; }

    /// <summary>The answer for the path that stays where it is.</summary>
    T One { get; }

    /// <summary>The answer for the paths of <paramref name="left"/> and those of <paramref name="right"/> together.</summary>
    T Add(T left, T right);

    /// <summary>The answer for the paths of <paramref name="path"/>, each continued by an edge.</summary>
    T Multiply(T path, T edge);
}

/// <summary>The semirings that answer the questions of the chapter.</summary>
public static class Semirings
{
    /// <summary>How many paths there are, exactly; an edge counts 1.</summary>
    public static ISemiring<BigInteger> Count { get; } = new Numbers<BigInteger>();

    /// <summary>The derivative: the sum over paths of the product of the edges.</summary>
    public static ISemiring<double> Sum { get; } = new Numbers<double>();

    /// <summary>Whether there is a path; an edge is true, unless its derivative is known to be 0.</summary>
    public static ISemiring<bool> Dependence { get; } = new Truth();

    /// <summary>The path whose product is greatest in absolute value, and that product.</summary>
    public static ISemiring<HeaviestPath> Heaviest { get; } = new Heaviness();

    /// <summary>
    /// The paths whose products are greatest in absolute value, the greatest first; of equal ones those that are met first.
    /// </summary>
    /// <param name="count">How many are kept, at least 1.</param>
    /// <remarks>Multiplying by an edge keeps the order, so that no path beyond the kept ones can come back among them.</remarks>
    public static ISemiring<IReadOnlyList<HeaviestPath>> HeaviestPaths(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new Ranking(count);
    }

    /// <summary>The sum over paths of the product of the edges' Jacobians, in order: the later edge multiplies from the left.</summary>
    /// <param name="size">How many elements the value has from which the paths start.</param>
    public static ISemiring<Jacobian> Jacobians(int size) => new Matrices(size);

    private sealed class Numbers<T> : ISemiring<T> where T : INumber<T>
    {
        public T Zero => T.Zero;

        public T One => T.One;

        public T Add(T left, T right) => left + right;

        public T Multiply(T path, T edge) => path * edge;
    }

    private sealed class Truth : ISemiring<bool>
    {
        public bool Zero => false;

        public bool One => true;

        public bool Add(bool left, bool right) => left || right;

        public bool Multiply(bool path, bool edge) => path && edge;
    }

    private sealed class Heaviness : ISemiring<HeaviestPath>
    {
        public HeaviestPath Zero => HeaviestPath.None;

        public HeaviestPath One => HeaviestPath.Empty;

        public HeaviestPath Add(HeaviestPath left, HeaviestPath right) =>
            !left.Exists ? right : !right.Exists || Math.Abs(left.Product) >= Math.Abs(right.Product) ? left : right;

        public HeaviestPath Multiply(HeaviestPath path, HeaviestPath edge) => path.Exists ? path.Then(edge) : path;
    }

    private sealed class Ranking(int count) : ISemiring<IReadOnlyList<HeaviestPath>>
    {
        public IReadOnlyList<HeaviestPath> Zero => [];

        public IReadOnlyList<HeaviestPath> One { get; } = [HeaviestPath.Empty];

        public IReadOnlyList<HeaviestPath> Add(IReadOnlyList<HeaviestPath> left, IReadOnlyList<HeaviestPath> right)
        {
            if (left.Count == 0 || right.Count == 0)
            {
                return left.Count == 0 ? right : left;
            }

            var merged = new HeaviestPath[Math.Min(count, left.Count + right.Count)];
            for (var (i, l, r) = (0, 0, 0); i < merged.Length; i++)
            {
                merged[i] = r >= right.Count || (l < left.Count && Math.Abs(left[l].Product) >= Math.Abs(right[r].Product))
                    ? left[l++]
                    : right[r++];
            }

            return merged;
        }

        public IReadOnlyList<HeaviestPath> Multiply(IReadOnlyList<HeaviestPath> path, IReadOnlyList<HeaviestPath> edge)
        {
            if (path.Count == 0 || edge.Count == 0)
            {
                return [];
            }

            // An edge is one path of one edge: the order stays.
            return [.. path.Select(each => each.Then(edge[0]))];
        }
    }

    private sealed class Matrices(int size) : ISemiring<Jacobian>
    {
        public Jacobian Zero { get; } = new(0, 0, []);

        public Jacobian One { get; } = Jacobian.Identity(size);

        public Jacobian Add(Jacobian left, Jacobian right) => left.Rows == 0 ? right : right.Rows == 0 ? left : left + right;

        public Jacobian Multiply(Jacobian path, Jacobian edge) => path.Rows == 0 ? path : edge * path;
    }
}
