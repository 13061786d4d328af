using Aresta.Tensors;

namespace Aresta.Kernels;

/// <content>Steps of optimizers that become one kernel with three results.</content>
internal sealed partial class ClusterBuilder
{
    // From the weight back to the two means: w − r·m/(√v·s + ε).
    private void JoinUpdates()
    {
        var readers = Readers(Used());
        for (var i = definitions.Count - 1; i >= 0; i--)
        {
            if (Update(i, readers) is not var (first, second, operands))
                continue;
            var type = definitions[i].Type;
            definitions[i] = new() { Type = type, Update = (UpdateKernel.Of(type.Size, width), first, second), Operands = operands };
            definitions[first] = new() { Type = type, PartOf = i };
            definitions[second] = new() { Type = type, PartOf = i };
        }
    }

    // The means and the operands of the step that ends at a value, if it is one, and nobody asks for what lies between.
    private (int First, int Second, StripValue[] Operands)? Update(int weight, int[] readers)
    {
        if (!IsElements(weight) || !outputs.Contains(weight)
            || Of(CheapFunction.Subtract, weight) is not [var before, var move]
            || Once(CheapFunction.Divide, move) is not [var scaled, var root]
            || Once(CheapFunction.Multiply, scaled) is not [_, _] factors
            || Once(CheapFunction.Add, root) is not [_, _] terms)
        {
            return null;
        }

        foreach (var (mean, rate) in Orders(factors))
        {
            foreach (var (rooted, epsilon) in Orders(terms))
            {
                foreach (var (square, correction) in Roots(rooted))
                {
                    if (Means(mean.Index, square.Index) is { } means)
                    {
                        return (mean.Index, square.Index, [.. means, before, rate, correction ?? One(before.Type), epsilon]);
                    }
                }
            }
        }

        return null;

        // a, m, b, g, c, v, d
        StripValue[]? Means(int first, int second)
        {
            if (!IsMean(first) || !IsMean(second) || first == second
                || Of(CheapFunction.Add, first) is not [_, _] sums || Of(CheapFunction.Add, second) is not [_, _] squares)
            {
                return null;
            }

            foreach (var (old, added) in Orders(squares))
            {
                if (Once(CheapFunction.Multiply, old) is not [var c, var v] || Once(CheapFunction.Multiply, added) is not [_, _] product)
                    continue;
                foreach (var (d, square) in Orders(product))
                {
                    if (Once(CheapFunction.Multiply, square) is not [var g, var again] || g != again)
                        continue;
                    foreach (var (kept, fresh) in Orders(sums))
                    {
                        if (Once(CheapFunction.Multiply, kept) is [var a, var m] && Once(CheapFunction.Multiply, fresh) is [var x, var y]
                            && (x == g || y == g))
                        {
                            return [a, m, x == g ? y : x, g, c, v, d];
                        }
                    }
                }
            }

            return null;
        }

        // √v·s or √v
        IEnumerable<(StripValue Square, StripValue? Correction)> Roots(StripValue value)
        {
            if (Once(CheapFunction.Sqrt, value) is [var bare])
                yield return (bare, null);
            foreach (var (root, correction) in Once(CheapFunction.Multiply, value) is [_, _] product ? Orders(product) : [])
            {
                if (Once(CheapFunction.Sqrt, root) is [var square])
                    yield return (square, correction);
            }
        }

        // Who else reads a mean does so when it is there.
        bool IsMean(int mean) => IsElements(mean) && outputs.Contains(mean)
            && definitions.Take(weight).Count(definition => definition.Operands.Any(operand => operand.Index == mean)) == 1;

        bool IsElements(int value) => definitions[value] is { PerRow: false, Type: StripType.Float32 or StripType.Float64 };

        StripValue[]? Of(CheapFunction function, int value) =>
            definitions[value].Cheap == function ? definitions[value].Operands : null;

        StripValue[]? Once(CheapFunction function, StripValue value) => readers[value.Index] == 1 ? Of(function, value.Index) : null;

        StripValue One(StripType type) => Constant(type == StripType.Float32 ? DType.Float32 : DType.Float64, 1);
    }

    private static (StripValue, StripValue)[] Orders(StripValue[] pair) => [(pair[0], pair[1]), (pair[1], pair[0])];
}
