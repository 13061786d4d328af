using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// NumPy's broadcasting, made explicit: shapes are aligned at their last axes, and an axis that is missing or of length 1 is repeated.
/// The graph itself never broadcasts by itself; these functions insert the nodes that do.
/// </summary>
public static class Broadcasting
{
    /// <summary>The shape that two shapes broadcast to.</summary>
    /// <exception cref="OperandException">They do not fit each other.</exception>
    public static Shape Shape(Shape left, Shape right)
    {
        var lengths = new int[Math.Max(left.Rank, right.Rank)];
        for (var i = 1; i <= lengths.Length; i++)
        {
            var (l, r) = (i <= left.Rank ? left[left.Rank - i] : 1, i <= right.Rank ? right[right.Rank - i] : 1);
            lengths[^i] = l == r || r == 1 ? l
                : l == 1 ? r
                : throw new OperandException(FormattableString.Invariant(
                    $"shapes {left} and {right} do not broadcast: along axis {-i} their lengths are {l} and {r}"));
        }

        return Tensors.Shape.Create(lengths);
    }

    /// <summary><paramref name="x"/> repeated to <paramref name="shape"/>; itself when it has that shape.</summary>
    /// <exception cref="GraphException">Its shape does not broadcast to that one.</exception>
    public static Value To(Value x, Shape shape)
    {
        if (x.Shape == shape)
        {
            return x;
        }

        var lead = shape.Rank - x.Rank;
        var kept = Enumerable.Range(0, x.Rank).Where(axis => lead >= 0 && x.Shape[axis] == shape[lead + axis]).ToArray();
        if (lead < 0 || Enumerable.Range(0, x.Rank).Any(axis => x.Shape[axis] != 1 && !kept.Contains(axis)))
        {
            throw new GraphException($"{x} does not broadcast to shape {shape}.");
        }

        var narrow = kept.Length == x.Rank ? x : Value.Reshape(x, [.. kept.Select(axis => x.Shape[axis])]);
        return Node.Create(new Broadcast(shape, [.. kept.Select(axis => lead + axis)]), narrow).Result();
    }

    /// <summary>
    /// The operands of an elementwise operation brought to one type: literals take the dtype of the others, and all are broadcast to one
    /// shape. Different dtypes are left as they are, for the operation to refuse.
    /// </summary>
    /// <exception cref="GraphException">The shapes do not broadcast.</exception>
    public static Value[] Align(params ReadOnlySpan<Value> operands) => Align("broadcast", operands);

    /// <summary>As the other overload, for the operation that is named in errors.</summary>
    /// <exception cref="GraphException">The shapes do not broadcast, or the dtype cannot hold a literal.</exception>
    public static Value[] Align(string operation, params ReadOnlySpan<Value> operands)
    {
        if (operands is [var x, var y] && x.Type == y.Type && x.Node.Primitive is not Literal && y.Node.Primitive is not Literal)
        {
            return [x, y];
        }

        var dtype = DType.Float64;
        foreach (var operand in operands)
        {
            if (operand.Node.Primitive is not Literal)
            {
                dtype = operand.DType;
                break;
            }
        }

        var shape = Common(operation, operands);
        var result = operands.ToArray();
        try
        {
            for (var i = 0; i < result.Length; i++)
            {
                result[i] = To(result[i].Settle(dtype), shape);
            }
        }
        catch (OperandException e)
        {
            throw Failure(operation, operands, e);
        }

        return result;
    }

    /// <summary>The shape that all operands broadcast to.</summary>
    /// <param name="operation">What they are operands of, for errors.</param>
    /// <param name="operands">The operands.</param>
    /// <exception cref="GraphException">The shapes do not broadcast.</exception>
    public static Shape Common(string operation, params ReadOnlySpan<Value> operands)
    {
        try
        {
            var shape = Tensors.Shape.Scalar;
            foreach (var operand in operands)
            {
                shape = Shape(shape, operand.Shape);
            }

            return shape;
        }
        catch (Exception e) when (e is OperandException or ArgumentException)
        {
            throw Failure(operation, operands, e);
        }
    }

    private static GraphException Failure(string operation, ReadOnlySpan<Value> operands, Exception reason) =>
        new($"{operation}({string.Join(", ", operands.ToArray())}): {reason.Message.TrimEnd('.')}.", reason);
}
