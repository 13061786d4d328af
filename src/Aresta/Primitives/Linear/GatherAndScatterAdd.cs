using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The elements of one axis that an index names: x[batch…, before…, n, after…] at index[batch…, k…] is a value of shape
/// [batch…, before…, k…, after…]. Adjoint for x: <see cref="ScatterAdd"/>; the index is a parameter.
/// </summary>
/// <remarks>
/// With <c>Batch</c> = 0 this is <c>numpy.take</c> and an embedding lookup; with all axes but the last as batch,
/// <c>numpy.take_along_axis</c>. An index outside 0…n−1 is an error when the graph runs; counting from the end is a matter of the functions
/// at the surface.
/// </remarks>
/// <param name="Axis">The axis of x that is indexed, at least <c>Batch</c>.</param>
/// <param name="Batch">How many leading axes x and the index share.</param>
public sealed record Gather(int Axis, int Batch) : Linear, IPrimitive<Gather>
{
    public static string Keyword => "gather";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axis", Axis), ("batch", Batch)];

    public override bool TakesStacks => true;

    public static Gather Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"), attributes.Integer("batch"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 2);
        var (x, index) = (operands[0], operands[1]);
        Expect.Axis(Axis, x);
        IndexedAxis.Check(x, index, Axis, Batch);
        return [x with { Shape = [.. x.Shape.AsSpan()[..Axis], .. index.Shape.AsSpan()[Batch..], .. x.Shape.AsSpan()[(Axis + 1)..]] }];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Node.Create(new ScatterAdd(Axis, Batch, node.Operands[0].Shape[Axis]), cotangent, node.Operands[1]).Result();
    }

    public override Primitive Batched(int size) => new Gather(Axis + 1, Batch + 1);

    /// <inheritdoc/>
    /// <remarks>
    /// A shared x is not repeated: an index per example is one index with an axis more, which then stands where x was indexed. Nor is a
    /// shared index that x shares no batch axes with.
    /// </remarks>
    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var (x, index) = (operands[0], operands[1]);
        if (!x.IsPerExample)
        {
            var places = index.Value.MoveAxis(0, Batch);
            return [new(Node.Create(this, x.Value, places).Result().MoveAxis(Axis, 0), IsPerExample: true)];
        }

        return !index.IsPerExample && Batch == 0
            ? [new(Node.Create(new Gather(Axis + 1, 0), x.Value, index.Value).Result(), IsPerExample: true)]
            : base.OnBatch(node, operands, size);
    }

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Strided.Read(operands[0], results[0].Shape, IndexedAxis.Offsets(operands[0].Shape, operands[1], Axis, Batch))];
}

/// <summary>
/// Zeros, to which each element is added at the place of one axis that an index names: elements that meet are summed. Adjoint for the
/// elements: <see cref="Gather"/>; the index is a parameter.
/// </summary>
/// <param name="Axis">The axis of the result that is indexed, at least <c>Batch</c>.</param>
/// <param name="Batch">How many leading axes the elements and the index share.</param>
/// <param name="Length">The length of that axis.</param>
public sealed record ScatterAdd(int Axis, int Batch, int Length) : Linear, IPrimitive<ScatterAdd>
{
    public static string Keyword => "scatter_add";

    public override string Name => Keyword;

    public override Attributes Attributes => [("axis", Axis), ("batch", Batch), ("length", Length)];

    public override bool TakesStacks => true;

    public static ScatterAdd Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("axis"), attributes.Integer("batch"), attributes.Integer("length"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 2);
        Expect.Number(operands[0]);
        var (updates, index) = (operands[0], operands[1]);
        var picked = index.Shape.Rank - Batch;
        if (Axis < 0 || picked < 0 || Axis + picked > updates.Shape.Rank)
        {
            throw new OperandException($"{updates} has no axes {Axis} to {Axis + picked - 1} to match {index} after {Batch} batch axes");
        }

        IndexedAxis.Check(updates, index, Axis, Batch);
        if (!updates.Shape.AsSpan().Slice(Axis, picked).SequenceEqual(index.Shape.AsSpan()[Batch..]))
        {
            throw new OperandException(
                $"axes {Axis} to {Axis + picked - 1} of {updates} must have the lengths of {index} after {Batch} batch axes");
        }

        return [updates with { Shape = [.. updates.Shape.AsSpan()[..Axis], Length, .. updates.Shape.AsSpan()[(Axis + picked)..]] }];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Node.Create(new Gather(Axis, Batch), cotangent, node.Operands[1]).Result();
    }

    public override Primitive Batched(int size) => new ScatterAdd(Axis + 1, Batch + 1, Length);

    /// <inheritdoc/>
    /// <remarks>A shared index that the elements share no batch axes with is not repeated.</remarks>
    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) =>
        !operands[1].IsPerExample && Batch == 0
            ? [new(Node.Create(new ScatterAdd(Axis + 1, 0, Length), operands[0].Value, operands[1].Value).Result(), IsPerExample: true)]
            : base.OnBatch(node, operands, size);

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Strided.Add(operands[0], results[0].Shape, IndexedAxis.Offsets(results[0].Shape, operands[1], Axis, Batch))];
}

/// <summary>What <see cref="Gather"/> and <see cref="ScatterAdd"/> share: where the elements that an index names stand.</summary>
internal static class IndexedAxis
{
    /// <summary>Refuses an index that does not fit x.</summary>
    public static void Check(TensorType x, TensorType index, int axis, int batch)
    {
        Expect.Integer(index, "index");
        if (batch < 0 || batch > axis || batch > index.Shape.Rank
            || !index.Shape.AsSpan()[..batch].SequenceEqual(x.Shape.AsSpan()[..batch]))
        {
            throw new OperandException($"{x} and the index {index} do not share {batch} batch axes before axis {axis}");
        }
    }

    /// <summary>The flat positions in x of the elements of [batch…, before…, k…, after…], in row-major order.</summary>
    public static int[] Offsets(Shape x, Tensor index, int axis, int batch)
    {
        var named = index.Shape.AsSpan()[batch..].ToArray();
        Shape batches = [.. x.AsSpan()[..batch]];
        Shape before = [.. x.AsSpan()[batch..axis]];
        Shape picked = [.. named];
        Shape after = [.. x.AsSpan()[(axis + 1)..]];
        var length = x[axis];
        var offsets = new int[batches.Size * before.Size * picked.Size * after.Size];
        var next = 0;
        for (var outer = 0; outer < batches.Size * before.Size; outer++)
        {
            for (var k = 0; k < picked.Size; k++)
            {
                var at = index.Integer((outer / before.Size * picked.Size) + k);
                if (at < 0 || at >= length)
                {
                    throw new OperandException($"index {at} is outside axis {axis}, which has length {length}");
                }

                for (var inner = 0; inner < after.Size; inner++)
                {
                    offsets[next++] = (((outer * length) + (int)at) * after.Size) + inner;
                }
            }
        }

        return offsets;
    }
}
