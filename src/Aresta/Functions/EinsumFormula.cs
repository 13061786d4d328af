using Aresta.Primitives;

namespace Aresta.Functions;

/// <summary>Reads NumPy's notation of sums of products: <c>"ij,jk->ik"</c>, <c>"...ij,...jk"</c>, <c>"ii"</c>.</summary>
internal static class EinsumFormula
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Ellipsis = "...";

    /// <summary>The labels of each operand and of the result, with letters of their own for the axes behind <c>...</c>.</summary>
    /// <exception cref="OperandException">The formula is malformed, or does not fit the ranks.</exception>
    public static (string[] Operands, string Result) Read(string formula, int[] ranks)
    {
        var sides = formula.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var operands = sides[0].Split(',');
        if (sides.Length > 2 || sides.SelectMany(side => side.Replace(Ellipsis, "", StringComparison.Ordinal))
                .Any(c => !char.IsAsciiLetter(c) && c != ','))
        {
            throw new OperandException("the formula is not of the form \"ij,jk->ik\"");
        }

        if (operands.Length != ranks.Length)
        {
            throw new OperandException($"the formula has {operands.Length} operands, but {ranks.Length} are given");
        }

        if (operands.Append(sides[^1].Split(',')[0]).Any(labels => labels.Split(Ellipsis).Length > 2))
        {
            throw new OperandException("\"...\" stands at most once in an operand and once in the result");
        }

        var further = operands.Zip(ranks, Further).Max();
        var free = Letters.Where(letter => !formula.Contains(letter)).Take(further).ToArray();
        if (free.Length < further)
        {
            throw new OperandException($"the formula needs more than {Letters.Length} labels");
        }

        var result = sides.Length == 2 ? sides[1] : Implied(operands);
        var named = result.Replace(Ellipsis, "", StringComparison.Ordinal);
        if (named.GroupBy(label => label).FirstOrDefault(g => g.Count() > 1) is { Key: var twice })
        {
            throw new OperandException($"label {twice} stands twice in the result");
        }

        return ([.. operands.Zip(ranks, (labels, rank) => Expand(labels, Further(labels, rank)))], Expand(result, further));

        // NumPy aligns the axes behind ... from the right.
        string Expand(string labels, int count) => labels.Replace(Ellipsis, new(free.AsSpan()[^count..]), StringComparison.Ordinal);
    }

    // How many axes stand behind the ... of an operand.
    private static int Further(string labels, int rank)
    {
        var named = labels.Replace(Ellipsis, "", StringComparison.Ordinal).Length;
        var fits = labels.Contains(Ellipsis, StringComparison.Ordinal) ? rank >= named : rank == named;
        return fits ? rank - named : throw new OperandException($"\"{labels}\" has {named} labels for an operand of rank {rank}");
    }

    private static string Implied(string[] operands)
    {
        var all = string.Concat(operands).Replace(Ellipsis, "", StringComparison.Ordinal);
        var once = all.Where(label => all.Count(l => l == label) == 1).Order();
        return (operands.Any(x => x.Contains(Ellipsis, StringComparison.Ordinal)) ? Ellipsis : "") + string.Concat(once);
    }
}
