using System.Text;
using Aresta.Cli.Wording;

namespace Aresta.Cli.Derive;

/// <summary>Where the program comes from: the argument itself, a file, or standard input.</summary>
internal static class SourceText
{
    private const string Extension = ".aresta";
    private const int LargestSize = 16 * 1024 * 1024;

    /// <exception cref="InputException">The file or the input cannot be read, is too large, or is not UTF-8.</exception>
    public static string Read(string argument, Terminal terminal, Texts texts)
    {
        if (argument != "-" && !argument.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
        {
            return argument;
        }

        var name = argument == "-" ? texts.StandardInput : argument;
        try
        {
            using var stream = argument == "-" ? terminal.Input() : File.OpenRead(argument);
            var bytes = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                bytes.Write(buffer, 0, count);
                if (bytes.Length > LargestSize)
                {
                    throw new InputException(Texts.Format(texts.FileTooLarge, name, LargestSize / (1024 * 1024)));
                }
            }

            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
                .GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        }
        catch (DecoderFallbackException e)
        {
            throw new InputException(Texts.Format(texts.NotUtf8, name, e.Index));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(Texts.Format(texts.NoFile, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(Texts.Format(texts.Unreadable, name));
        }
    }
}
