using Aresta.Graphs;

namespace Aresta.Tests.Laws;

/// <summary>
/// How cases of each registered primitive are drawn, by name: every test that walks the registry draws from here. A primitive that is
/// registered and has no entry in one of the lists below fails <see cref="RegistryTests"/>.
/// </summary>
public static partial class PrimitiveCases
{
    private static readonly Dictionary<string, Func<Draw, PrimitiveCase>> All =
        new[] { Elementwise, Linear, Multilinear, Flat, Structured, Stacks, Control }
            .SelectMany(list => list()).ToDictionary(entry => entry.Key, entry => entry.Value);

    /// <summary>The names for which there are cases.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>The names of the registry, as rows of a theory.</summary>
    public static IEnumerable<TheoryDataRow<string>> Registered => Registry.Readers.Keys.Select(name => new TheoryDataRow<string>(name));

    /// <summary>Cases of one primitive, the same on every run.</summary>
    /// <param name="name">The name in the registry.</param>
    /// <param name="count">How many.</param>
    public static IEnumerable<PrimitiveCase> For(string name, int count = 30) =>
        Enumerable.Range(0, count).Select(i => All[name](new Draw((ulong)i)));
}
