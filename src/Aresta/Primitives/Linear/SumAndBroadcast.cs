using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>The sum over some axes, which disappear. Adjoint: <see cref="Broadcast"/> over them.</summary>
/// <param name="Axes">The axes summed over, each counted from 0.</param>
public sealed record Sum(IntList Axes) : Linear, IPrimitive<Sum>
{
    public static string Keyword => "sum";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axes", Axes)];

    public override bool TakesStacks => true;

    public static Sum Read(Attributes attributes)
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

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        var shape = node.Operands[0].Shape;
        return Node.Create(new Broadcast(shape, [.. IntList.Range(shape.Rank).Except(Axes)]), cotangent).Result();
    }

    public override Primitive Batched(int size) => new Sum([.. Axes.Select(axis => axis + 1)]);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var (source, shape) = (operands[0].Shape, results[0].Shape);
        var strides = new int[source.Rank];
        var kept = shape.Strides();
        var next = 0;
        for (var axis = 0; axis < source.Rank; axis++)
        {
            strides[axis] = Axes.Contains(axis) ? 0 : kept[next++];
        }

        return [Strided.Add(operands[0], shape, Strided.Offsets(source, strides))];
    }
}

/// <summary>
/// A value repeated along new axes: axis i of the operand is axis <c>Axes[i]</c> of the result, the other axes repeat. Adjoint:
/// <see cref="Sum"/> over those.
/// </summary>
/// <param name="Shape">The shape of the result.</param>
/// <param name="Axes">Where each axis of the operand goes, ascending.</param>
public sealed record Broadcast(Shape Shape, IntList Axes) : Linear, IPrimitive<Broadcast>
{
    public static string Keyword => "broadcast";

    public override string Name => Keyword;

    public override Attributes Attributes => [("shape", Shape), ("axes", Axes)];

    public override bool TakesStacks => true;

    public static Broadcast Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Shape("shape"), attributes.Integers("axes"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Axes(Axes, Shape.Rank);
        var operand = operands[0].Shape;
        if (operand.Rank != Axes.Count)
        {
            throw new OperandException($"axes {Axes} place {Axes.Count} axes, but the operand is {operands[0]}");
        }

        for (var i = 0; i < Axes.Count; i++)
        {
            if (operand[i] != Shape[Axes[i]] || (i > 0 && Axes[i] <= Axes[i - 1]))
            {
                throw new OperandException($"axes {Axes} do not place {operands[0]} within shape {Shape} in order");
            }
        }

        return [operands[0] with { Shape = Shape }];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent) =>
        Node.Create(new Sum([.. IntList.Range(Shape.Rank).Except(Axes)]), cotangent).Result();

    public override Primitive Batched(int size) => new Broadcast(Shape.Insert(0, size), [0, .. Axes.Select(axis => axis + 1)]);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var strides = new int[Shape.Rank];
        var source = operands[0].Shape.Strides();
        for (var i = 0; i < Axes.Count; i++)
        {
            strides[Axes[i]] = source[i];
        }

        return [Strided.Read(operands[0], Shape, Strided.Offsets(Shape, strides))];
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>The sum of all elements, a scalar.</summary>
        public Value Sum() => Node.Create(new Sum(IntList.Range(x.Rank)), x).Result();

        /// <summary>The sum over some axes.</summary>
        /// <param name="axes">The axes; negative ones count from the end.</param>
        /// <param name="keep">Whether they stay, with length 1.</param>
        /// <exception cref="GraphException">An axis does not exist or is named twice.</exception>
        public Value Sum(IntList axes, bool keep = false)
        {
            IntList own = [.. axes.Select(x.Axis)];
            var sum = Node.Create(new Sum(own), x).Result();
            return keep ? Value.Reshape(sum, [.. x.Shape.Select((length, axis) => own.Contains(axis) ? 1 : length)]) : sum;
        }

        /// <summary>The value repeated to <paramref name="shape"/> by NumPy's rules.</summary>
        /// <exception cref="GraphException">The shape does not broadcast to that one.</exception>
        public Value BroadcastTo(Shape shape) => Broadcasting.To(x, shape);
    }
}
