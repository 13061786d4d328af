using System.Runtime.InteropServices;

namespace Aresta.Numerics.Series;

/// <summary>
/// A rule as a recurrence for coefficients of series: the lines its partial consists of, and theirs, written down once by reading the rule
/// with <see cref="Symbol{T}"/>, then run coefficient by coefficient.
/// </summary>
/// <remarks>
/// <para>A coefficient of order k of y = f(x) asks the partial for orders below k only, so that a partial may use y itself (exp), and
/// partials may use each other (sin and cos): equal lines are one, and these circles close into the classical coupled recurrences, at O(k)
/// a coefficient. Where derivatives go on without end (polygamma, Bessel), lines are added as higher orders ask for them.</para>
/// <para>One program for each rule and thread, kept: nothing is allocated once it has seen its highest order.</para>
/// </remarks>
/// <typeparam name="T">The number type of the coefficients.</typeparam>
internal sealed partial class Recurrence<T> where T : IReal<T>
{
    private readonly int result;
    private readonly List<Line> lines = [];
    private int[] known = [], degrees = [];
    private T[] coefficients = [];
    private int count;

    /// <summary>The program of a function of as many arguments as it has.</summary>
    public Recurrence(SymbolicRule<T> rule)
    {
        Span<int> operands = [-1, -1, -1];
        for (var argument = 0; argument < rule.Arity; argument++)
            operands[argument] = Add(new(LineKind.Input, argument));
        result = Add(new(LineKind.Apply, operands[0], operands[1], operands[2]) { Rule = rule });
    }

    /// <summary>Forgets all coefficients; there are to be <paramref name="count"/> of each line.</summary>
    public void Begin(int count)
    {
        this.count = count;
        known.AsSpan(0, lines.Count).Clear();
        Reserve();
    }

    /// <summary>Sets an argument.</summary>
    public void Load(int argument, ReadOnlySpan<T> series, int degree)
    {
        series.CopyTo(coefficients.AsSpan(argument * count, count));
        known[argument] = count;
        degrees[argument] = degree;
    }

    /// <summary>Writes the coefficients of the result.</summary>
    public void Run(Span<T> series)
    {
        for (var k = 0; k < count; k++)
            series[k] = Coefficient(result, k);
    }

    /// <summary>The number of a line, which is new or has been there before.</summary>
    public int Add(Line line)
    {
        var place = lines.IndexOf(line);
        if (place >= 0)
            return place;
        lines.Add(line);
        Reserve();
        degrees[lines.Count - 1] = line.Kind == LineKind.Constant ? 0 : int.MaxValue;
        known[lines.Count - 1] = 0;
        return lines.Count - 1;
    }

    /// <summary>The line of that number.</summary>
    public Line this[int line] => lines[line];

    private void Reserve()
    {
        if (known.Length < lines.Count)
        {
            Array.Resize(ref known, 2 * lines.Count);
            Array.Resize(ref degrees, 2 * lines.Count);
        }
        if (coefficients.Length < lines.Count * count)
            Array.Resize(ref coefficients, 2 * lines.Count * count);
    }

    private T Coefficient(int line, int order)
    {
        for (var k = known[line]; k <= order; k++)
        {
            // Computed first: adding lines may move the array.
            var value = Next(line, k);
            coefficients[line * count + k] = value;
            known[line] = k + 1;
        }
        return coefficients[line * count + order];
    }

    /// <summary>Where the coefficients of a line begin, of which those up to an order are known from now on.</summary>
    private int Place(int line, int order)
    {
        if (known[line] <= order)
            Coefficient(line, order);
        return line * count;
    }

    private T Next(int number, int k)
    {
        ref readonly var line = ref CollectionsMarshal.AsSpan(lines)[number];
        switch (line.Kind)
        {
            case LineKind.Constant:
                return T.Constant(k == 0 ? line.Value : 0);
            case LineKind.Add:
                return Coefficient(line.A, k) + Coefficient(line.B, k);
            case LineKind.Subtract:
                return Coefficient(line.A, k) - Coefficient(line.B, k);
            case LineKind.Negate:
                return -Coefficient(line.A, k);
            case LineKind.Multiply:
                return k == 0 ? Coefficient(line.A, 0) * Coefficient(line.B, 0) : Product(line.A, line.B, k);
            case LineKind.Scale:
                return Product(line.A, line.B, k);
            case LineKind.Divide:
                return Quotient(number, line.A, line.B, k);
            case LineKind.WhereLess:
                return T.WhereLess(Coefficient(line.A, 0), Coefficient(line.B, 0), Coefficient(line.C, k), Coefficient(line.D, k));
            case LineKind.WhereEqual:
                return T.WhereEqual(Coefficient(line.A, 0), Coefficient(line.B, 0), Coefficient(line.C, k), Coefficient(line.D, k));
            case LineKind.Apply when k == 0:
                return line.Rule!.Value(Coefficient(line.A, 0), line.B < 0 ? default! : Coefficient(line.B, 0),
                    line.C < 0 ? default! : Coefficient(line.C, 0));
            case LineKind.Apply:
                return Integrated(number, k);
            default:
                throw new InvalidOperationException($"An argument of the rule {line} was not set.");
        }
    }

    private T Product(int a, int b, int k)
    {
        var (low, high) = (Math.Max(0, k - degrees[b]), Math.Min(k, degrees[a]));
        if (low > high)
            return T.Constant(0);
        var (x, y) = (Place(a, high), Place(b, k - low) + k);
        var all = coefficients.AsSpan();
        var sum = T.Scale(all[x + low], all[y - low]);
        for (var j = low + 1; j <= high; j++)
            sum += T.Scale(all[x + j], all[y - j]);
        return sum;
    }

    private T Quotient(int number, int a, int b, int k)
    {
        if (k == 0)
            return Coefficient(a, 0) / Coefficient(b, 0);
        var rest = Coefficient(a, k);
        var high = Math.Min(k, degrees[b]);
        var (x, y) = (number * count + k, Place(b, high));
        var all = coefficients.AsSpan();
        for (var j = 1; j <= high; j++)
            rest -= T.Scale(all[x - j], all[y + j]);
        return T.Scale(T.Constant(1) / all[y], rest);
    }

    /// <summary>yₖ = Σ j·xⱼ·pₖ₋ⱼ/k, over all arguments x that move, where p is the partial by x.</summary>
    private T Integrated(int number, int k)
    {
        var sum = T.Constant(0);
        for (var argument = 0; argument < lines[number].Rule!.Arity; argument++)
        {
            var x = lines[number].Operand(argument);
            var degree = Math.Min(k, degrees[x]);
            if (degree == 0)
                continue;
            var (p, q) = (Place(Partial(number, argument), k - 1) + k, Place(x, degree));
            var all = coefficients.AsSpan();
            for (var j = 1; j <= degree; j++)
                sum += T.Scale(all[p - j], T.Constant(j) * all[q + j]);
        }
        return sum / T.Constant(k);
    }

    /// <summary>The line of a partial, read off the rule when it is first asked for.</summary>
    private int Partial(int number, int argument)
    {
        var line = lines[number];
        if (line.Partials[argument] is var partial and > 0)
            return partial - 1;
        var previous = Symbol<T>.Program;
        Symbol<T>.Program = this;
        try
        {
            partial = line.Rule!.Partial(argument, new(line.A), new(line.B), new(line.C), new(number)).Line + 1;
        }
        finally
        {
            Symbol<T>.Program = previous;
        }
        line.Partials[argument] = partial;
        return partial - 1;
    }
}
