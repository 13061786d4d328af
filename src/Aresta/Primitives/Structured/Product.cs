using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>The product over some axes, which disappear; 1 where they are empty.</summary>
/// <remarks>
/// The derivative by an element is the product of the others, found without a division as the product of those before it and those after
/// it: it is right with zeros among the factors, and so are higher derivatives.
/// </remarks>
/// <param name="Axes">The axes multiplied over, each counted from 0.</param>
public sealed record Product(IntList Axes) : Structured, IPrimitive<Product>
{
    public static string Keyword => "product";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axes", Axes)];

    public static Product Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integers("axes"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Number(operands[0]);
        Expect.Axes(Axes, operands[0].Shape.Rank);
        return [operands[0] with { Shape = operands[0].Shape.Without(Axes) }];
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (tangents[0] is not { } tangent)
        {
            return [null];
        }

        var shape = node.Result().Shape;
        var x = AsLanes(node.Operands[0]);
        var before = Operations.CumulativeProducts(x, shape.Rank, backward: false, exclusive: true);
        var after = Operations.CumulativeProducts(x, shape.Rank, backward: true, exclusive: true);
        return [Node.Create(new Sum([shape.Rank]), Value.Scale(before * after, AsLanes(tangent))).Result()];

        // All axes that disappear as one, the last.
        Value AsLanes(Value value)
        {
            var kept = IntList.Range(value.Rank).Except(Axes).ToArray();
            var permuted = Node.Create(new Permute([.. kept, .. Axes.Order()]), value).Result();
            return Value.Reshape(permuted, [.. shape, Axes.Aggregate(1, (size, axis) => size * value.Shape[axis])]);
        }
    }

    public override Primitive Batched(int size) => new Product([.. Axes.Select(axis => axis + 1)]);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Lanes.Of(operands[0].Shape, Axes).Fold(operands[0], results[0].Shape, 1, 1, (x, y) => x * y, (x, y) => x * y)];
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>The product of all elements, a scalar. Derivatives are right with zeros among them.</summary>
        public Value Product() => Node.Create(new Product(IntList.Range(x.Rank)), x).Result();

        /// <summary>The product over some axes. Derivatives are right with zeros among the elements.</summary>
        /// <param name="axes">The axes; negative ones count from the end.</param>
        /// <param name="keep">Whether they stay, with length 1.</param>
        /// <exception cref="GraphException">An axis does not exist or is named twice.</exception>
        public Value Product(IntList axes, bool keep = false) => Reduce(x, axes, keep, own => new Product(own));
    }
}
