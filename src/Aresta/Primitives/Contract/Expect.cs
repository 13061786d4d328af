using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>What primitives ask of their operands, in one wording.</summary>
internal static class Expect
{
    public static void Count(ReadOnlySpan<TensorType> operands, int count)
    {
        if (operands.Length != count)
        {
            throw new OperandException($"takes {count} operand{(count == 1 ? "" : "s")}, but was given {operands.Length}");
        }
    }

    public static void Floating(TensorType operand)
    {
        if (!operand.DType.IsFloating)
        {
            throw new OperandException($"is defined on float32 and float64, but was given {operand}; convert it first");
        }
    }

    public static void Number(TensorType operand)
    {
        if (operand.DType == DType.Bool)
        {
            throw new OperandException($"is defined on numbers, but was given {operand}; convert it first");
        }
    }

    public static void Integer(TensorType operand, string role)
    {
        if (!operand.DType.IsInteger)
        {
            throw new OperandException($"the {role} must be int32 or int64, but is {operand}");
        }
    }

    public static void Bool(TensorType operand)
    {
        if (operand.DType != DType.Bool)
        {
            throw new OperandException($"is defined on bool, but was given {operand}; compare it first");
        }
    }

    /// <summary>A list has an entry for each of the axes it speaks of.</summary>
    public static void Entries(IntList list, int count, string role, string of)
    {
        if (list.Count != count)
        {
            throw new OperandException($"{role} {list} has {list.Count} entries, but there must be one for each of {of}");
        }
    }

    /// <summary>The axis is within the rank.</summary>
    public static void Axis(int axis, TensorType operand)
    {
        if (axis < 0 || axis >= operand.Shape.Rank)
        {
            throw new OperandException($"{operand} has rank {operand.Shape.Rank} and no axis {axis}");
        }
    }

    /// <summary>The axes are within the rank and differ.</summary>
    public static void Axes(IntList axes, int rank, string role = "axes")
    {
        for (var i = 0; i < axes.Count; i++)
        {
            if (axes[i] < 0 || axes[i] >= rank)
            {
                throw new OperandException($"{role} {axes}: a value of rank {rank} has no axis {axes[i]}");
            }

            if (axes.AsSpan()[..i].Contains(axes[i]))
            {
                throw new OperandException($"{role} {axes} name axis {axes[i]} twice");
            }
        }
    }
}
