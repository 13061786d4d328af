using Aresta.OpInfo.Tests.Records;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>
/// A recorded call as an adapter reads it: arguments by torch's position and name, tensors as values of the graph. Position 0 is the
/// input. An argument that is absent or None takes its default.
/// </summary>
internal sealed class Call(SampleRecord record, IReadOnlyDictionary<int, Value> tensors)
{
    private static readonly NoneArgument None = new();

    /// <summary>The variant of the operation, as the catalogue calls it.</summary>
    public string Variant => record.Variant;

    /// <summary>The input.</summary>
    public Value X => this[0];

    /// <summary>How many arguments stand by position, the input among them.</summary>
    public int Count => record.Positional.Length;

    /// <summary>The same call with vectors of one element for scalars.</summary>
    public Call WithVectors() => new(
        record, tensors.ToDictionary(t => t.Key, t => t.Value.Rank == 0 ? Primitives.Value.Reshape(t.Value, [1]) : t.Value));

    /// <summary>The factor "alpha", 1 unless given.</summary>
    public double Alpha => Real(-1, "alpha", 1);

    /// <summary>The factor "beta", 1 unless given.</summary>
    public double Beta => Real(-1, "beta", 1);

    /// <summary>The tensor at a position.</summary>
    public Value this[int position] => Value(position, "");

    /// <summary>A tensor, or a number as a value.</summary>
    public Value Value(int position, string name) =>
        OptionalValue(position, name) ?? throw Absent(position, name);

    /// <summary>A tensor, or a number as a value, or null.</summary>
    public Value? OptionalValue(int position, string name) => Find(position, name) switch
    {
        TensorArgument tensor => tensors[tensor.Key],
        NumberArgument number => number.Value,
        NoneArgument => null,
        var other => throw Unexpected(other, position, name),
    };

    /// <summary>A list of tensors.</summary>
    public Value[] Values(int position, string name = "") => Find(position, name) is ListArgument list
        ? [.. list.Items.Select(item => tensors[((TensorArgument)item).Key])]
        : throw Absent(position, name);

    /// <summary>A real number.</summary>
    public double Real(int position, string name, double? otherwise = null) => OptionalReal(position, name)
        ?? otherwise ?? throw Absent(position, name);

    /// <summary>A real number, or null.</summary>
    public double? OptionalReal(int position, string name) => Find(position, name) switch
    {
        NumberArgument number => number.Value,
        FlagArgument flag => flag.Value ? 1 : 0,
        NoneArgument => null,
        var other => throw Unexpected(other, position, name),
    };

    /// <summary>An integer; one may stand in a scalar tensor.</summary>
    public int Int(int position, string name, int? otherwise = null) => Find(position, name) switch
    {
        NumberArgument number => (int)number.Value,
        TensorArgument { Tensor: { DType.IsInteger: true, Shape.Rank: 0 } scalar } => (int)scalar.Integer(0),
        NoneArgument => otherwise ?? throw Absent(position, name),
        var other => throw Unexpected(other, position, name),
    };

    /// <summary>A truth value.</summary>
    public bool Flag(int position, string name, bool otherwise) => Find(position, name) switch
    {
        FlagArgument flag => flag.Value,
        NoneArgument => otherwise,
        var other => throw Unexpected(other, position, name),
    };

    /// <summary>A text.</summary>
    public string Text(int position, string name, string otherwise) => Find(position, name) switch
    {
        TextArgument text => text.Value,
        NoneArgument => otherwise,
        var other => throw Unexpected(other, position, name),
    };

    /// <summary>Some integers; a single one is a list of one.</summary>
    public IntList Ints(int position, string name) => OptionalInts(position, name) ?? throw Absent(position, name);

    /// <summary>Some integers, or null; a single one is a list of one.</summary>
    public IntList? OptionalInts(int position, string name) => Find(position, name) switch
    {
        NoneArgument => null,
        var argument => Ints(argument) ?? throw Unexpected(argument, position, name),
    };

    /// <summary>Some integers, where the argument holds some; a single one is a list of one.</summary>
    public static IntList? Ints(Argument argument) => argument switch
    {
        NumberArgument number => [(int)number.Value],
        ListArgument list when list.Items.All(item => item is NumberArgument) =>
            [.. list.Items.Select(item => (int)((NumberArgument)item).Value)],
        _ => null,
    };

    /// <summary>
    /// The axes called "dim". Torch means all of them by None and by an empty list, and lets a scalar have an axis of length 1, which our
    /// scalars have not.
    /// </summary>
    public IntList Axes(int position) => Find(position, "dim") switch
    {
        _ when X.Rank == 0 => [],
        NumberArgument or ListArgument { Items.Length: > 0 } => Ints(position, "dim"),
        _ => IntList.Range(X.Rank),
    };

    /// <summary>Some integers, one for each axis of space or one for all; none where it is absent.</summary>
    public IntList Spatial(int position, string name) => OptionalInts(position, name) ?? default;

    /// <summary>As many integers as wanted: a list of one, or a single one, is repeated; absent, it is the default.</summary>
    public IntList Ints(int position, string name, int count, int otherwise) =>
        OptionalInts(position, name) is not { } given ? IntList.Repeat(otherwise, count)
        : given.Count == 1 ? IntList.Repeat(given[0], count)
        : given;

    /// <summary>The argument at a position or of a name, as it was recorded.</summary>
    public Argument Find(int position, string name) =>
        position >= 0 && position < record.Positional.Length ? record.Positional[position] : record.Named.GetValueOrDefault(name, None);

    private ArgumentException Absent(int position, string name) => new($"{record.Id} has no argument {position} \"{name}\".");

    private ArgumentException Unexpected(Argument found, int position, string name) =>
        new($"Argument {position} \"{name}\" of {record.Id} is a {found.GetType().Name}.");
}
