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

    private sealed class Matrices(int size) : ISemiring<Jacobian>
    {
        public Jacobian Zero { get; } = new(0, 0, []);

        public Jacobian One { get; } = Jacobian.Identity(size);

        public Jacobian Add(Jacobian left, Jacobian right) => left.Rows == 0 ? right : right.Rows == 0 ? left : left + right;

        public Jacobian Multiply(Jacobian path, Jacobian edge) => path.Rows == 0 ? path : edge * path;
    }
}
