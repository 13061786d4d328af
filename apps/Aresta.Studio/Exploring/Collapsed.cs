namespace Aresta.Studio.Exploring;

/// <summary>What a closed part is from outside: one operation, if it has one result.</summary>
internal static class Collapsed
{
    /// <summary>The one value of a part that is used outside it or is an output; null where there are several.</summary>
    public static int? Result(Model model, List<int> members)
    {
        int? result = null;
        var inside = members.ToHashSet();
        foreach (var value in members)
        {
            var seen = model.Outgoing[value].Exists(edge => !inside.Contains(model.Number(model.Edges[edge].To)))
                || model.Graph.Outputs.Contains(model.Values[value]);
            if (seen && result is not null)
            {
                return null;
            }

            result = seen ? value : result;
        }

        return result;
    }

    /// <summary>
    /// How the result of the upper box moves with that of the lower: the sum over the paths between them through the upper box. Null where
    /// either has several results or an edge is no number.
    /// </summary>
    public static double? Derivative(Model model, PointRun run, Drawing.ShownBox from, Drawing.ShownBox to, List<int> edges)
    {
        if (Result(model, from.Members) is not { } start || Result(model, to.Members) is not { } end)
        {
            return null;
        }

        var carried = new Dictionary<int, double> { [start] = 1 };
        var entering = edges.ToHashSet();
        foreach (var value in to.Members)
        {
            var sum = 0.0;
            foreach (var edge in model.Incoming[value])
            {
                var operand = model.Number(model.Edges[edge].From);
                if (!carried.TryGetValue(operand, out var tangent) || (operand == start && !entering.Contains(edge))
                    || !model.Carries(edge))
                {
                    continue;
                }

                if (run.Factor(edge) is not { } factor)
                {
                    return null;
                }

                sum += factor == 0 || tangent == 0 ? 0 : factor * tangent;
                carried[value] = sum;
            }
        }

        return carried.GetValueOrDefault(end);
    }
}
