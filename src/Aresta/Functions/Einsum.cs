using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>Einstein's summation over any number of operands, in NumPy's notation: sums, diagonals and contractions of two.</summary>
public static class Einstein
{
    /// <summary>
    /// The sum of products over labels: <c>Einsum("ij,jk->ik", a, b)</c> is the matrix product. A label that the result has not is summed
    /// over; one that stands twice in an operand takes its diagonal; <c>...</c> stands for further axes, broadcast from the right.
    /// Without an arrow the result has the labels that stand once, in alphabetical order, after those of <c>...</c>.
    /// </summary>
    /// <remarks>
    /// The two operands whose product is smallest are contracted first, until one is left. An axis of length 1 broadcasts.
    /// </remarks>
    /// <param name="formula">One letter an axis, a comma between operands, an arrow before the result; blanks are ignored.</param>
    /// <param name="operands">The operands, of one dtype.</param>
    /// <exception cref="GraphException">The formula is malformed or does not fit the operands.</exception>
    public static Value Einsum(string formula, params ReadOnlySpan<Value> operands)
    {
        ArgumentNullException.ThrowIfNull(formula);
        try
        {
            var (labels, result) = EinsumFormula.Read(formula, [.. operands.ToArray().Select(x => x.Rank)]);
            return Sum([.. operands.ToArray().Zip(labels, (x, own) => new Labelled(x, own))], result);
        }
        catch (OperandException e)
        {
            throw new GraphException($"einsum \"{formula}\" of {string.Join(", ", operands.ToArray())}: {e.Message}.", e);
        }
    }

    /// <summary>The sum of products over the labels that <paramref name="result"/> has not.</summary>
    /// <exception cref="OperandException">A label is of two lengths other than 1, or stands in the result alone.</exception>
    internal static Value Sum(List<Labelled> operands, string result)
    {
        for (var i = 0; i < operands.Count; i++)
        {
            operands[i] = operands[i].WithoutRepetition();
        }

        if (result.FirstOrDefault(label => !operands.Any(x => x.Labels.Contains(label))) is var unknown and not '\0')
        {
            throw new OperandException($"label {unknown} of the result stands in no operand");
        }

        while (operands.Count > 1)
        {
            var (first, second) = Cheapest(operands, result);
            var (left, right) = (operands[first], operands[second]);
            operands.RemoveAt(second);
            operands.RemoveAt(first);
            operands.Insert(first, Product(left, right, Needed(operands, result)));
        }

        return operands[0].Keeping(result).Arranged(result);
    }

    private static string Needed(IEnumerable<Labelled> others, string result) => result + string.Concat(others.Select(x => x.Labels));

    // The pair whose product has the fewest elements; of equal ones the first.
    private static (int First, int Second) Cheapest(List<Labelled> operands, string result)
    {
        var (best, least) = ((0, 1), double.PositiveInfinity);
        for (var i = 0; i < operands.Count && operands.Count > 2; i++)
        {
            for (var j = i + 1; j < operands.Count; j++)
            {
                var needed = Needed(operands.Where((_, k) => k != i && k != j), result);
                var size = operands[i].Labels.Union(operands[j].Labels).Where(label => needed.Contains(label))
                    .Aggregate(1.0, (size, label) => size * Math.Max(operands[i].Length(label), operands[j].Length(label)));
                if (size < least)
                {
                    (best, least) = ((i, j), size);
                }
            }
        }

        return best;
    }

    private static Labelled Product(Labelled left, Labelled right, string needed)
    {
        // An axis of length 1 that meets a longer one does not move: it goes.
        (left, right) = (left.WithoutUnits(right), right.WithoutUnits(left));
        (left, right) = (left.Keeping(needed + right.Labels), right.Keeping(needed + left.Labels));
        foreach (var label in left.Labels.Where(label => right.Labels.Contains(label) && left.Length(label) != right.Length(label)))
        {
            throw new OperandException($"label {label} has length {left.Length(label)} and {right.Length(label)}");
        }

        var result = string.Concat(left.Labels.Union(right.Labels).Where(label => needed.Contains(label)));
        return new(Node.Create(new Contract($"{left.Labels},{right.Labels}->{result}"), left.Value, right.Value).Result(), result);
    }

    /// <summary>A value with a letter for each axis.</summary>
    internal readonly record struct Labelled(Value Value, string Labels)
    {
        /// <summary>The length of a label's axis, or 0.</summary>
        public int Length(char label) => Labels.IndexOf(label) is >= 0 and var axis ? Value.Shape[axis] : 0;

        /// <summary>The diagonal of each pair of axes with one label.</summary>
        public Labelled WithoutRepetition()
        {
            var (value, labels) = (Value, Labels);
            while (labels.FirstOrDefault(label => labels.Count(l => l == label) > 1) is var label and not '\0')
            {
                var (first, second) = (labels.IndexOf(label), labels.LastIndexOf(label));
                if (value.Shape[first] != value.Shape[second])
                {
                    throw new OperandException($"label {label} has length {value.Shape[first]} and {value.Shape[second]}");
                }

                value = value.Diagonal(0, first, second);
                labels = labels.Remove(second, 1).Remove(first, 1) + label;
            }

            return new(value, labels);
        }

        /// <summary>Without the axes of length 1 whose label is longer in <paramref name="other"/>.</summary>
        public Labelled WithoutUnits(Labelled other)
        {
            var self = this;
            var kept = Labels.Where(label => self.Length(label) != 1 || other.Length(label) < 2).ToArray();
            return kept.Length == Labels.Length ? this : new(Value.Reshape(Value, [.. kept.Select(self.Length)]), new(kept));
        }

        /// <summary>Summed over the labels that are not needed.</summary>
        public Labelled Keeping(string needed)
        {
            IntList summed = [.. Enumerable.Range(0, Labels.Length).Where(OwnLabelIsNot(needed, Labels))];
            return summed.Count == 0 ? this : new(Value.Sum(summed), string.Concat(Labels.Where(label => needed.Contains(label))));
        }

        /// <summary>The axes in the order of <paramref name="result"/>.</summary>
        public Value Arranged(string result)
        {
            var labels = Labels;
            return labels == result ? Value : Node.Create(new Permute([.. result.Select(l => labels.IndexOf(l))]), Value).Result();
        }

        private static Func<int, bool> OwnLabelIsNot(string needed, string labels) => axis => !needed.Contains(labels[axis]);
    }
}
