using System.Globalization;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// Reads the attributes of a primitive: the inverse of the text forms of <see cref="Attributes"/> and <see cref="AttributeValue"/>.
/// </summary>
internal static class Attribute
{
    /// <summary><c>{axes=[0],shape=[2,3]}</c>, or nothing.</summary>
    public static Attributes ReadAll(Scanner scanner)
    {
        if (!scanner.Take('{') || scanner.Take('}'))
        {
            return [];
        }

        var (items, names) = (new List<(string, AttributeValue)>(), new HashSet<string>());
        do
        {
            var mark = scanner.Mark();
            var name = scanner.Word("the name of an attribute");
            if (!names.Add(name))
            {
                throw scanner.Error($"attribute {Shorten(name)} stands twice", mark);
            }

            scanner.Expect('=', "behind the name of an attribute");
            items.Add((name, Read(scanner)));
        }
        while (scanner.Take(','));
        scanner.Expect('}', "or ',' behind an attribute");
        return [.. items];
    }

    /// <summary><c>float64[2,3]</c>, or <c>float64</c> for a scalar.</summary>
    public static TensorType ReadType(Scanner scanner)
    {
        var mark = scanner.Mark();
        var name = scanner.Word("a type such as float64[2,3]");
        return name == "stack" ? ReadStack(scanner) : DTypes.TryParse(name, out var dtype)
            ? ReadType(scanner, dtype)
            : throw scanner.Error($"there is no dtype {Shorten(name)}; there are float32, float64, int32, int64 and bool", mark);
    }

    /// <summary>A text for an error, cut off where it grows too long for one.</summary>
    public static string Shorten(string text, int limit = 40) => text.Length <= limit ? text : text[..limit] + "…";

    private static AttributeValue Read(Scanner scanner)
    {
        var mark = scanner.Mark();
        switch (scanner.Next)
        {
            case '[':
                return ReadIntegers(scanner);
            case '"':
                return scanner.Quoted();
            case '-' or (>= '0' and <= '9'):
                return ReadNumber<long>(scanner, "an integer within 64 bits");
        }

        var word = scanner.Word("an integer, a list, a text, a type, a constant, a graph, true or false");
        return word switch
        {
            "true" => true,
            "false" => false,
            "graph" => new Body(new GraphReader(scanner).Nested()),
            "stack" => ReadStack(scanner),
            _ when DTypes.TryParse(word, out var dtype) && ReadType(scanner, dtype) is var type =>
                scanner.Take('(') ? ReadElements(scanner, type) : type,
            _ => throw scanner.Error($"'{Shorten(word)}' is no value of an attribute", mark),
        };
    }

    private static TensorType ReadType(Scanner scanner, DType dtype) => new(dtype, ReadShape(scanner));

    // Behind the word: stack[8]<float64[2,3]>.
    private static TensorType ReadStack(Scanner scanner)
    {
        using var level = scanner.Deeper();
        var lanes = ReadShape(scanner);
        scanner.Expect('<', "before the type of the items of a stack");
        var item = ReadType(scanner);
        scanner.Expect('>', "behind the type of the items of a stack");
        return TensorType.StackOf(item, lanes);
    }

    private static Shape ReadShape(Scanner scanner)
    {
        var mark = scanner.Mark();
        try
        {
            return scanner.Next == '[' ? Shape.Create(ReadIntegers(scanner).AsSpan()) : Shape.Scalar;
        }
        catch (ArgumentException e)
        {
            throw scanner.Error(Shorten(e.Message.TrimEnd('.'), 200), mark);
        }
    }

    private static IntList ReadIntegers(Scanner scanner)
    {
        var items = new List<int>();
        scanner.Expect('[', "before a list");
        if (scanner.Take(']'))
        {
            return [];
        }

        do
        {
            items.Add(ReadNumber<int>(scanner, "an integer within 32 bits"));
        }
        while (scanner.Take(','));
        scanner.Expect(']', "or ',' behind an integer");
        return [.. items];
    }

    private static Tensor ReadElements(Scanner scanner, TensorType type) => type.DType switch
    {
        DType.Float32 => ReadElements(scanner, type, static s => ReadFloat<float>(s, b => BitConverter.UInt32BitsToSingle((uint)b), 8)),
        DType.Float64 => ReadElements(scanner, type, static s => ReadFloat<double>(s, BitConverter.UInt64BitsToDouble, 16)),
        DType.Int32 => ReadElements(scanner, type, static s => ReadNumber<int>(s, "an integer within 32 bits")),
        DType.Int64 => ReadElements(scanner, type, static s => ReadNumber<long>(s, "an integer within 64 bits")),
        _ => ReadElements(scanner, type, static s => s.Number("true or false") switch
        {
            "true" => true,
            "false" => false,
            _ => throw s.Error("an element of a bool is true or false"),
        }),
    };

    // The elements are counted as they stand, so that a large shape with few of them asks for little memory.
    private static Tensor ReadElements<T>(Scanner scanner, TensorType type, Func<Scanner, T> element) where T : unmanaged
    {
        var (mark, items) = (scanner.Mark(), new List<T>());
        if (!scanner.Take(')'))
        {
            do
            {
                items.Add(element(scanner));
            }
            while (scanner.Take(','));
            scanner.Expect(')', "or ',' behind an element");
        }

        return items.Count == type.Shape.Size
            ? Tensor.Of(items.ToArray(), type.Shape)
            : throw scanner.Error($"{Shorten(type.ToString(), 200)} has {type.Shape.Size} elements, but {items.Count} are listed", mark);
    }

    private static T ReadNumber<T>(Scanner scanner, string what) where T : System.Numerics.IBinaryInteger<T>
    {
        var mark = scanner.Mark();
        var text = scanner.Number(what);
        return T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw scanner.Error($"expected {what}, but found '{Shorten(text)}'", mark);
    }

    // Digits, NaN, ±Infinity, or the bits of a NaN with another payload.
    private static T ReadFloat<T>(Scanner scanner, Func<ulong, T> fromBits, int hexDigits)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        var mark = scanner.Mark();
        var text = scanner.Number("a number");
        if (text.Length == hexDigits + 2 && text.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits))
        {
            return fromBits(bits);
        }

        return T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (T.IsFinite(number) || text is "NaN" or "Infinity" or "-Infinity")
            ? number
            : throw scanner.Error($"expected a number, but found '{Shorten(text)}'", mark);
    }
}
