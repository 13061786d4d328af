using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>The same elements in row-major order under another shape. Adjoint: the reshape back.</summary>
/// <param name="Shape">The shape of the result.</param>
public sealed record Reshape(Shape Shape) : Linear, IPrimitive<Reshape>
{
    public static string Keyword => "reshape";

    public override string Name => Keyword;

    public override Attributes Attributes => [("shape", Shape)];

    public static Reshape Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Shape("shape"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        return operands[0].Shape.Size == Shape.Size
            ? [operands[0] with { Shape = Shape }]
            : throw new OperandException($"{operands[0]} has {operands[0].Shape.Size} elements, shape {Shape} has {Shape.Size}");
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Value.Reshape(cotangent, node.Operands[0].Shape);
    }

    public override Primitive Batched(int size) => new Reshape(Shape.Insert(0, size));

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => [operands[0].Reshape(Shape)];
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>The same elements in row-major order under another shape.</summary>
        /// <param name="lengths">The lengths; one of them may be −1 and is found from the others.</param>
        /// <exception cref="GraphException">The sizes differ, or the missing length cannot be found.</exception>
        public Value Reshape(IntList lengths)
        {
            var own = lengths.ToArray();
            if (own.Any(length => length < -1) || own.Count(length => length == -1) > 1)
            {
                throw new GraphException($"{x} cannot take shape {lengths}: no length is negative, but for one -1, which is found.");
            }

            if (Array.IndexOf(own, -1) is >= 0 and var unknown)
            {
                own[unknown] = 1;
                var known = Shape.Create(own).Size;
                own[unknown] = known > 0 && x.Shape.Size % known == 0
                    ? x.Shape.Size / known
                    : throw new GraphException(
                        $"{x} does not fit shape {lengths}: {x.Shape.Size} elements are no multiple of {known}.");
            }

            return Value.Reshape(x, Shape.Create(own));
        }

        /// <summary>All elements in row-major order along one axis.</summary>
        public Value Flatten() => Value.Reshape(x, [x.Shape.Size]);

        /// <summary>Without any of the axes of length 1.</summary>
        public Value Squeeze() => Value.Reshape(x, [.. x.Shape.Where(length => length != 1)]);

        /// <summary>Without the given axes, which have length 1.</summary>
        /// <param name="axes">The axes; negative ones count from the end.</param>
        /// <exception cref="GraphException">An axis has another length.</exception>
        public Value Squeeze(IntList axes)
        {
            IntList own = [.. axes.Select(x.Axis)];
            foreach (var axis in own)
            {
                if (x.Shape[axis] != 1)
                {
                    throw new GraphException($"Axis {axis} of {x} has length {x.Shape[axis]}; only axes of length 1 can be squeezed out.");
                }
            }

            return Value.Reshape(x, x.Shape.Without(own));
        }

        /// <summary>With new axes of length 1.</summary>
        /// <param name="axes">Where they stand in the result; negative ones count from its end.</param>
        /// <exception cref="GraphException">An axis is beyond the result, or named twice.</exception>
        public Value ExpandDims(IntList axes)
        {
            var rank = x.Rank + axes.Count;
            var own = axes.Select(axis => axis < 0 ? axis + rank : axis).ToHashSet();
            if (own.Count < axes.Count || own.Any(axis => axis < 0 || axis >= rank))
            {
                throw new GraphException($"New axes {axes} of {x} must differ and lie within the rank of the result, {rank}.");
            }

            var old = new Queue<int>(x.Shape);
            return Value.Reshape(x, [.. Enumerable.Range(0, rank).Select(axis => own.Contains(axis) ? 1 : old.Dequeue())]);
        }
    }
}
