using Aresta.Numerics.Rules;

namespace Aresta.Kernels;

/// <content>
/// Cheap functions of cheap functions become one kernel: a strip in the first cache costs as much to pass on as to compute.
/// </content>
internal sealed partial class ClusterBuilder
{
    private static CheapFunction Cheap<TFunction>() =>
        typeof(TFunction) == typeof(BinaryValue<Add>) ? CheapFunction.Add
        : typeof(TFunction) == typeof(BinaryValue<Subtract>) ? CheapFunction.Subtract
        : typeof(TFunction) == typeof(BinaryValue<Multiply>) ? CheapFunction.Multiply
        : typeof(TFunction) == typeof(BinaryValue<Divide>) ? CheapFunction.Divide
        : typeof(TFunction) == typeof(UnaryValue<Sqrt>) ? CheapFunction.Sqrt
        : typeof(TFunction) == typeof(ScaledBy) ? CheapFunction.Scale
        : CheapFunction.None;

    // From the last to the first: who takes a value in is not taken in itself, so no kernel has more than four operands.
    private void Join()
    {
        var used = Used();
        var readers = Readers(used);
        for (var i = definitions.Count - 1; i >= 0; i--)
        {
            var definition = definitions[i];
            if (!used[i] || !JoinedKernels.MayStandOutside(definition.Cheap))
                continue;
            var ((left, x), (right, y)) = (Inner(definition.Operands[0]), Inner(definition.Operands[1]));
            if (left == CheapFunction.None && right == CheapFunction.None)
                continue;
            definitions[i] = new()
            {
                Type = definition.Type,
                Kernel = JoinedKernels.Of(definition.Cheap, left, right, definition.Type.Size, width),
                Operands = [.. x, .. y],
                PerRow = definition.PerRow,
            };
        }

        // What a value is made of, if only one function reads it, which takes it in.
        (CheapFunction Function, StripValue[] Operands) Inner(StripValue value)
        {
            var inner = definitions[value.Index];
            if (readers[value.Index] != 1 || !JoinedKernels.MayStandInside(inner.Cheap))
                return (CheapFunction.None, [value]);
            used[value.Index] = false;
            if (inner is not { Cheap: CheapFunction.Multiply, Operands: [var factor, var square] } || readers[square.Index] != 1
                || definitions[square.Index] is not { Cheap: CheapFunction.Multiply, Operands: [var x, var y] } || x != y)
            {
                return (inner.Cheap, inner.Operands);
            }

            used[square.Index] = false;
            return (CheapFunction.MultiplySquare, [factor, x]);
        }
    }

    // How often each value is read.
    private int[] Readers(bool[] used)
    {
        var readers = new int[definitions.Count];
        foreach (var value in outputs.Concat(results))
        {
            readers[value] += 3; // it must be written down
        }

        foreach (var operand in definitions.Where((_, i) => used[i]).SelectMany(definition => definition.Operands))
        {
            readers[operand.Index]++;
        }

        return readers;
    }
}
