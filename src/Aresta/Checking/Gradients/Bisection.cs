namespace Aresta.Checking;

/// <summary>Finds one element in which a linear quantity is wrong, by asking for ever smaller halves.</summary>
internal static class Bisection
{
    /// <summary>
    /// An element for which the question is answered with yes; null where halves that are both right add up to a wrong whole.
    /// </summary>
    /// <param name="count">How many elements there are.</param>
    /// <param name="wrong">Whether the elements from the first number to before the second are wrong together.</param>
    public static int? Find(int count, Func<int, int, bool> wrong)
    {
        var (from, to) = (0, count);
        while (to - from > 1)
        {
            var middle = from + ((to - from) / 2);
            if (wrong(from, middle))
            {
                to = middle;
            }
            else if (wrong(middle, to))
            {
                from = middle;
            }
            else
            {
                return null;
            }
        }

        return count > 0 ? from : null;
    }
}
