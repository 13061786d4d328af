using System.Text;

namespace Aresta.Optimization;

/// <summary>
/// Records of delimited text, one at a time, that know the line on which they begin. A field may be quoted, a quote in it doubled, and then
/// it may hold separators and ends of lines. Whatever the text is, only one record is held, and its size is limited.
/// </summary>
internal sealed class DelimitedText
{
    private const int LongestField = 10_000;
    private const int MostColumns = 10_000;
    private const int LookedAt = 64 * 1024;

    private readonly TextReader reader;
    private readonly char[] buffer = new char[LookedAt];
    private readonly StringBuilder field = new();
    private readonly char separator;
    private int next, count, line = 1;

    public DelimitedText(TextReader reader)
    {
        this.reader = reader;
        count = reader.ReadBlock(buffer);
        next = count > 0 && buffer[0] == '\uFEFF' ? 1 : 0; // the mark with which some programs begin a text
        separator = Separator(buffer.AsSpan(next, count - next));
    }

    /// <summary>The line, from 1, on which the record begins.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The fields of the record, without quotes.</summary>
    public List<string> Fields { get; } = [];

    /// <summary>Reads the next record that is neither empty nor a comment; false at the end.</summary>
    public bool Read()
    {
        while (Peek() is >= 0 and var c)
        {
            if (c == '#')
            {
                while (Peek() is >= 0 and not '\n' and not '\r')
                {
                    Take();
                }
            }
            else if (c is '\n' or '\r' or ' ' && EndsBlank())
            {
                continue;
            }
            else
            {
                Record();
                return true;
            }
        }

        return false;
    }

    // Passes over one end of a line, or over spaces up to one; answers whether there was nothing else.
    private bool EndsBlank()
    {
        while (Peek() == ' ')
        {
            Take();
        }

        return Peek() < 0 || EndOfLine();
    }

    private void Record()
    {
        Fields.Clear();
        Line = line;
        do
        {
            if (Fields.Count == MostColumns)
            {
                throw new OptimizationException(OptimizationProblem.TooManyColumns, line, MostColumns);
            }

            Field();
        }
        while (Separated());

        if (Peek() >= 0)
        {
            EndOfLine();
        }
    }

    private bool Separated()
    {
        if (Peek() != separator)
        {
            return false;
        }

        Take();
        return true;
    }

    private void Field()
    {
        field.Clear();
        while (Peek() == ' ')
        {
            Append();
        }

        if (Peek() == '"')
        {
            Quoted();
        }
        else
        {
            while (Peek() is >= 0 and not '\n' and not '\r' and var c && c != separator)
            {
                Append();
            }
        }

        Fields.Add(field.ToString());
    }

    private void Quoted()
    {
        var opened = line;
        Take();
        field.Clear();
        while (true)
        {
            if (Peek() < 0)
            {
                throw new OptimizationException(OptimizationProblem.Quote, opened, Fields.Count + 1);
            }

            if (Peek() != '"')
            {
                Append();
                continue;
            }

            Take();
            if (Peek() != '"')
            {
                break;
            }

            Append();
        }

        while (Peek() == ' ')
        {
            Take();
        }

        if (Peek() is >= 0 and not '\n' and not '\r' and var c && c != separator)
        {
            throw new OptimizationException(OptimizationProblem.Quote, opened, Fields.Count + 1);
        }
    }

    private void Append()
    {
        var c = Take();
        if (c is '\0' or '\uFFFD')
        {
            throw new OptimizationException(OptimizationProblem.NotText, line, Fields.Count + 1);
        }

        if (field.Append(c).Length > LongestField)
        {
            throw new OptimizationException(OptimizationProblem.FieldTooLong, line, Fields.Count + 1, LongestField);
        }
    }

    private bool EndOfLine()
    {
        if (Peek() == '\r')
        {
            Take();
            if (Peek() != '\n')
            {
                line++;
                return true;
            }
        }

        if (Peek() != '\n')
        {
            return false;
        }

        Take();
        return true;
    }

    private int Peek()
    {
        if (next == count)
        {
            (next, count) = (0, reader.ReadBlock(buffer));
        }

        return count == 0 ? -1 : buffer[next];
    }

    private char Take()
    {
        var c = buffer[next++];
        line += c == '\n' ? 1 : 0;
        return c;
    }

    // Whatever separates the first line that is no comment, outside quotes: a tab, else a semicolon, else a comma.
    private static char Separator(ReadOnlySpan<char> head)
    {
        foreach (var line in head.EnumerateLines())
        {
            if (line.Trim().Length == 0 || line[0] == '#')
            {
                continue;
            }

            var (quoted, found) = (false, ',');
            foreach (var c in line)
            {
                quoted ^= c == '"';
                found = quoted || found == '\t' ? found : c is '\t' or ';' ? c : found;
            }

            return found;
        }

        return ',';
    }
}
