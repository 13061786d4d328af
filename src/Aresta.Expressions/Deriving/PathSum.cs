using System.Numerics;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Paths;
using Aresta.Primitives;
using Aresta.Tensors;
using Jacobian = Aresta.Paths.Jacobian;

namespace Aresta.Expressions;

/// <summary>
/// The definition of the derivative: the sum, over all paths from an input to an output, of the product of the edges on the path.
/// </summary>
public sealed class PathSum
{
    /// <summary>More paths than this are counted and factored, but not added one by one.</summary>
    public const int Limit = 10_000;

    // More work than this, in multiplications, is not done for matrices one by one.
    private const long LargestWork = 200_000_000;

    // What an edge that is no number costs for each operand of its node, in multiplications: each edge is differentiated on its own.
    private const double DifferentiatingAnOperand = 20;

    private readonly Network network;
    private readonly IReadOnlyList<Edge> edges;
    private readonly IReadOnlyDictionary<Edge, string> letters;
    private readonly Derivation? derivation;
    private readonly Dictionary<int, Jacobian> weights = [];
    private Factored? factored;

    /// <summary>The paths between two values.</summary>
    /// <param name="input">Where they begin.</param>
    /// <param name="output">Where they end.</param>
    /// <param name="letters">A name for each edge.</param>
    /// <param name="derivation">The graph at a point; without one, there are no products.</param>
    public PathSum(Value input, Value output, IReadOnlyDictionary<Edge, string> letters, Derivation? derivation = null)
    {
        (Input, Output, this.letters, this.derivation) = (input, output, letters, derivation);
        network = Network.Between(input, output, out edges);
        Count = input.DType.IsFloating && output.DType.IsFloating ? network.Count() : BigInteger.Zero;
    }

    /// <summary>Where the paths begin.</summary>
    public Value Input { get; }

    /// <summary>Where they end.</summary>
    public Value Output { get; }

    /// <summary>How many there are, exactly.</summary>
    public BigInteger Count { get; }

    /// <summary>
    /// The products added path by path; null above <see cref="Limit"/> paths, without a point, and for very large matrices.
    /// </summary>
    public Tensor? Sum()
    {
        if (derivation is null || Count > Limit || !IsAffordable((long)Count))
        {
            return null;
        }

        var sum = Tensor.Zeros(new(DType.Float64, [.. Output.Shape, .. Input.Shape]));
        var total = sum.AsSpan<double>();
        foreach (var path in Walks())
        {
            var product = Product(path).Elements;
            for (var i = 0; i < total.Length; i++)
            {
                total[i] += product[i];
            }
        }

        return sum;
    }

    /// <summary>The first paths; their products are null where <see cref="Sum"/> is for lack of a point or for size.</summary>
    /// <param name="limit">The most that are listed.</param>
    public IEnumerable<PathProduct> List(int limit)
    {
        var products = derivation is not null && IsAffordable((long)BigInteger.Min(Count, limit));
        return Walks().Take(limit).Select(path => new PathProduct(
            [Input, .. path.Select(i => edges[i].To)], [.. path.Select(i => edges[i])], products ? Shaped(Product(path)) : null));
    }

    /// <summary>The factored expression in the letters of the edges, such as <c>(α+β+γ)(δ+ε+ζ)</c>.</summary>
    /// <param name="with">What introduces shared sums: " with " or its translation.</param>
    public string Symbol(string with = " with ") => Factored.Write(i => letters[edges[i]], with: with);

    /// <summary>The factored expression in numbers, where all of its edges are numbers.</summary>
    public string? Numbers(string with = " with ") =>
        derivation is not null && edges.All(edge => derivation.PartialOf(edge) is { Shape.Rank: 0 })
            ? Factored.Write(i => Factor(derivation.PartialOf(edges[i])!), "·", with)
            : null;

    /// <summary>The value of the factored expression; null without a point and for very large matrices.</summary>
    public Tensor? FactoredValue() =>
        derivation is null || !IsAffordable(1) ? null
        : Count.IsZero ? Tensor.Zeros(new(DType.Float64, [.. Output.Shape, .. Input.Shape]))
        : Shaped(Factored.Evaluate(Semirings.Jacobians(Input.Shape.Size), Weight));

    private Factored Factored => factored ??= Factoring.Of(network);

    private IEnumerable<IReadOnlyList<int>> Walks() => Count.IsZero ? [] : network.Enumerate();

    private bool IsAffordable(long paths) =>
        (paths * edges.Sum(edge => (double)edge.From.Shape.Size * edge.To.Shape.Size * Input.Shape.Size))
            + edges.Sum(edge => edge.To.Node.Operands.Length * DifferentiatingAnOperand) <= LargestWork
        || (Input.Rank == 0 && edges.All(edge => edge.From.Rank == 0 && edge.To.Rank == 0));

    private Jacobian Product(IReadOnlyList<int> path) =>
        path.Aggregate(Jacobian.Identity(Input.Shape.Size), (product, edge) => Weight(edge) * product);

    private Tensor Shaped(Jacobian jacobian) => Tensor.Of(jacobian.Elements, [.. Output.Shape, .. Input.Shape]);

    private Jacobian Weight(int edge)
    {
        if (!weights.TryGetValue(edge, out var weight))
        {
            weights[edge] = weight = EdgeJacobian(edges[edge]);
        }

        return weight;
    }

    // An edge that is a number for each element is a diagonal matrix; any other is differentiated on its own, its operands fixed.
    private Jacobian EdgeJacobian(Edge edge)
    {
        var (rows, columns) = (edge.To.Shape.Size, edge.From.Shape.Size);
        var elements = new double[rows * columns];
        if (derivation!.PartialOf(edge) is { } partial)
        {
            for (var i = 0; i < rows; i++)
            {
                elements[(i * columns) + i] = partial[i];
            }

            return new(rows, columns, elements);
        }

        var node = edge.To.Node;
        Value[] operands = [.. node.Operands.Select(operand => Value.Input(operand.Type))];
        var result = Node.Create(node.Primitive, operands).Result(edge.To.Index);
        var block = Transforms.Jacobian.Of([result], [operands[edge.Operand]])[0];
        Tensor[] point = [.. node.Operands.Select(derivation.ValueOf)];
        return new(rows, columns, Interpreter.Run(Graph.Create(operands, [block]), point)[0].ToDoubles());
    }

    private static string Factor(Tensor number) => number[0] < 0 ? $"({NumberText.Long(number)})" : NumberText.Long(number);
}

/// <summary>A path and the product of its edges.</summary>
/// <param name="Nodes">Its values, first to last.</param>
/// <param name="Edges">Its edges, first to last: one fewer.</param>
/// <param name="Product">The product, of the shape of the last value, then of the first.</param>
public sealed record PathProduct(IReadOnlyList<Value> Nodes, IReadOnlyList<Edge> Edges, Tensor? Product);
