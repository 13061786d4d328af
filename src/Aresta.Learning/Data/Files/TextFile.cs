namespace Aresta.Learning.Data;

/// <summary>A text as a row of symbols, its bytes: whatever the language, there are at most 256.</summary>
/// <param name="Symbols">The text, each byte as its place in <paramref name="Alphabet"/>.</param>
/// <param name="Alphabet">The bytes there are, ascending.</param>
public sealed record TextFile(IReadOnlyList<int> Symbols, IReadOnlyList<byte> Alphabet)
{
    private const long LongestText = 1 << 28;

    /// <summary>Reads a text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="alphabet">The bytes there can be; those of the file unless given.</param>
    /// <exception cref="DataException">It cannot be read, is too long, empty, or has a byte that is not in the alphabet.</exception>
    public static TextFile Read(string path, IReadOnlyList<byte>? alphabet = null)
    {
        try
        {
            if (new FileInfo(path).Length is > LongestText and var length)
            {
                throw new DataException(FormattableString.Invariant($"{path} has {length} bytes; texts have at most {LongestText}."));
            }

            return Of(File.ReadAllBytes(path), path, alphabet);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"There is no file {path}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    private static TextFile Of(byte[] bytes, string path, IReadOnlyList<byte>? alphabet)
    {
        if (bytes.Length == 0)
        {
            throw new DataException($"{path} is empty.");
        }

        alphabet ??= [.. bytes.Distinct().Order()];
        var places = new int[256];
        Array.Fill(places, -1);
        for (var i = 0; i < alphabet.Count; i++)
        {
            places[alphabet[i]] = i;
        }

        return Array.FindIndex(bytes, one => places[one] < 0) is var bad and >= 0
            ? throw new DataException(FormattableString.Invariant(
                $"{path} has the byte {bytes[bad]} at place {bad}, which the {alphabet.Count} known ones do not include."))
            : new(Array.ConvertAll(bytes, one => places[one]), alphabet);
    }
}
