using System.Globalization;

namespace Aresta.Optimization;

/// <summary>
/// Reads columns of numbers from delimited text (RFC 4180): fields separated by commas, semicolons or tabs, whichever the first line has;
/// a first line of names; lines that are empty or begin with # are passed over. A first line of numbers means columns without names: x and
/// y where there are two, otherwise x1, x2, … and y, the last.
/// </summary>
public sealed class DataReader
{
    /// <summary>The most numbers that are read.</summary>
    public const int LargestCount = 5_000_000;

    private readonly DelimitedText text;
    private readonly List<string>? first;

    /// <summary>Reads as far as the names.</summary>
    /// <param name="reader">The text.</param>
    /// <exception cref="OptimizationException">There is no line, or the names are wrong; the message says where.</exception>
    public DataReader(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        text = new DelimitedText(reader);
        if (!text.Read())
        {
            throw new OptimizationException(OptimizationProblem.NoData);
        }

        List<string> fields = [.. text.Fields];
        if (fields.TrueForAll(field => Number(field) is not null))
        {
            first = fields;
            Columns = fields.Count == 1 ? ["y"] : fields.Count == 2 ? ["x", "y"]
                : [.. Enumerable.Range(1, fields.Count - 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"x{i}")), "y"];
            return;
        }

        Columns = [.. fields.Select(field => field.Trim())];
        var seen = new Dictionary<string, int>();
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Length == 0)
            {
                throw new OptimizationException(OptimizationProblem.UnnamedColumn, text.Line, i + 1);
            }

            if (!seen.TryAdd(Columns[i], i))
            {
                throw new OptimizationException(
                    OptimizationProblem.RepeatedColumn, text.Line, seen[Columns[i]] + 1, i + 1, Shown(Columns[i]));
            }
        }
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The line of the text, from 1, on which each row stands; known once the rows have been read.</summary>
    public IReadOnlyList<int> Lines { get; private set; } = [];

    /// <summary>Reads all rows; only the columns wanted must hold numbers.</summary>
    /// <param name="columns">Names out of <see cref="Columns"/>.</param>
    /// <returns>The numbers of each column wanted.</returns>
    /// <exception cref="OptimizationException">A line or a field is wrong; the message names line and column.</exception>
    public double[][] Read(IReadOnlyList<string> columns) => Read(columns, null).Numbers;

    /// <summary>Reads all rows; the columns wanted must hold numbers, but for one that may hold any text, such as classes.</summary>
    /// <param name="columns">Names out of <see cref="Columns"/>.</param>
    /// <param name="words">Which column is read as text; none if null.</param>
    /// <returns>The numbers of each column wanted, and the fields of that column.</returns>
    /// <exception cref="OptimizationException">A line or a field is wrong; the message names line and column.</exception>
    public (double[][] Numbers, string[] Words) Read(IReadOnlyList<string> columns, string? words)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var (wordPlace, wordFields) = (words is null ? -1 : Columns.ToList().IndexOf(words), new List<string>());
        var places = columns.Select(column => Columns.Index().First(item => item.Item == column).Index).ToArray();
        var (numbers, lines) = (columns.Select(_ => new List<double>()).ToArray(), new List<int>());
        if (first is not null)
        {
            Add(first);
        }

        while (text.Read())
        {
            Add(text.Fields);
        }

        Lines = lines;
        return lines.Count > 0
            ? ([.. numbers.Select(column => column.ToArray())], [.. wordFields])
            : throw new OptimizationException(OptimizationProblem.NoData);

        void Add(List<string> fields)
        {
            if (fields.Count != Columns.Count)
            {
                throw new OptimizationException(OptimizationProblem.FieldCount, text.Line, fields.Count, Columns.Count);
            }

            if ((lines.Count + 1L) * Math.Max(1, columns.Count) > LargestCount)
            {
                throw new OptimizationException(OptimizationProblem.TooManyNumbers, text.Line, LargestCount);
            }

            foreach (var (i, place) in places.Index())
            {
                numbers[i].Add(Number(fields[place]) ?? throw Wrong(fields[place].Trim(), place));
            }

            if (wordPlace >= 0)
            {
                var field = fields[wordPlace].Trim();
                wordFields.Add(field.Length > 0 && !Missing.Contains(field) ? field : throw Wrong(field, wordPlace));
            }

            lines.Add(text.Line);
        }
    }

    private static double? Number(string field) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private OptimizationException Wrong(string field, int place)
    {
        var problem = field.Length == 0 || Missing.Contains(field) ? OptimizationProblem.Missing
            : field.Count(c => c == ',') == 1 && Number(field.Replace(',', '.')) is not null ? OptimizationProblem.DecimalComma
            : OptimizationProblem.NotANumber;
        return new(problem, text.Line, place + 1, Shown(Columns[place]), Shown(field));
    }

    private static readonly HashSet<string> Missing = new(["NA", "N/A", "NaN", "null", "-", "?", "."], StringComparer.OrdinalIgnoreCase);

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
