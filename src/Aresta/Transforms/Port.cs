using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// An input or an output of a graph, meant by its position from 0 or by its name. Both convert to it: <c>1</c>, <c>"x"</c>.
/// </summary>
public readonly record struct Port
{
    private readonly int position;
    private readonly string? name;

    private Port(int position, string? name) => (this.position, this.name) = (position, name);

    /// <summary>By position, from 0.</summary>
    public static implicit operator Port(int position) => new(position, null);

    /// <summary>By name.</summary>
    public static implicit operator Port(string name) => new(0, name);

    /// <summary>Where it stands among the inputs or outputs.</summary>
    /// <exception cref="GraphException">There is none of that name or at that position, or several have the name.</exception>
    internal int In(ImmutableArray<Value> values, string what)
    {
        var sought = name;
        var (found, count) = sought is null
            ? (position, position >= 0 && position < values.Length ? 1 : 0)
            : (values.IndexOf(values.FirstOrDefault(v => v.Names.Contains(sought))), values.Count(v => v.Names.Contains(sought)));
        return count == 1 ? found : throw new GraphException(
            $"The graph has {(count == 0 ? "no" : "more than one")} {what} {this}; its {what}s are "
            + $"{(values.IsEmpty ? "none" : string.Join(", ", values))}.");
    }

    /// <summary>The position, or the name in quotes.</summary>
    public override string ToString() => name is null ? FormattableString.Invariant($"{position}") : $"\"{name}\"";
}

/// <summary>Some inputs or some outputs of a graph: <c>"x"</c>, <c>2</c>, <c>["x", "y"]</c>.</summary>
[CollectionBuilder(typeof(Ports), nameof(Create))]
public sealed class Ports : IEnumerable<Port>
{
    private readonly Port[] chosen;

    private Ports(Port[] chosen) => this.chosen = chosen;

    /// <summary>The given ones, in this order.</summary>
    public static Ports Create(ReadOnlySpan<Port> chosen) => new(chosen.ToArray());

    /// <summary>One, by position.</summary>
    public static implicit operator Ports(int position) => new([position]);

    /// <summary>One, by name.</summary>
    public static implicit operator Ports(string name) => new([name]);

    /// <summary>
    /// The positions chosen among <paramref name="values"/>; all floating ones where nothing was chosen.
    /// </summary>
    /// <exception cref="GraphException">One does not exist, is chosen twice, or is no floating number.</exception>
    internal static int[] Positions(Ports? ports, ImmutableArray<Value> values, string what)
    {
        if (ports is null)
        {
            return [.. Enumerable.Range(0, values.Length).Where(i => values[i].DType.IsFloating)];
        }

        var positions = ports.chosen.Select(port => port.In(values, what)).ToArray();
        for (var i = 0; i < positions.Length; i++)
        {
            var value = values[positions[i]];
            if (!value.DType.IsFloating)
            {
                throw new GraphException($"No derivative flows through the {what} {value}: it holds no floating numbers.");
            }

            if (positions.AsSpan(0, i).Contains(positions[i]))
            {
                throw new GraphException($"The {what} {value} is chosen twice.");
            }
        }

        return positions;
    }

    /// <summary>As <see cref="Positions"/>, the values themselves.</summary>
    internal static Value[] Select(Ports? ports, ImmutableArray<Value> values, string what) =>
        [.. Positions(ports, values, what).Select(i => values[i])];

    /// <inheritdoc/>
    public IEnumerator<Port> GetEnumerator() => chosen.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
