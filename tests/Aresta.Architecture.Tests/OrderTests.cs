namespace Aresta.Architecture.Tests;

/// <summary>References point strictly downward: between assemblies, and between the rooms inside one.</summary>
public class OrderTests
{
    /// <summary>The assemblies from the ground up: each may refer only to those before it.</summary>
    private static readonly string[] Assemblies =
    [
        "Aresta.Numerics", "Aresta", "Aresta.Expressions", "Aresta.Datasets", "Aresta.Optimization", "Aresta.Learning",
        "Aresta.Studio", "Aresta.Cli",
    ];

    /// <summary>What these may refer to outside the project; the others are free to choose.</summary>
    private static readonly Dictionary<string, string[]> Outside = new()
    {
        ["Aresta.Numerics"] = [],
        ["Aresta"] = ["System.Numerics.Tensors"],
        ["Aresta.Datasets"] = [],
    };

    /// <summary>
    /// The rooms of the core from the ground up: primitives never see graphs, transformations never see an executor, and only the façade,
    /// the root namespace, sees everything.
    /// </summary>
    private static readonly string[] CoreRooms =
    [
        "Aresta.Tensors", "Aresta.Kernels", "Aresta.Primitives", "Aresta.Paths", "Aresta.Functions", "Aresta.Graphs", "Aresta.Transforms",
        "Aresta.Execution", "Aresta.Checking", "Aresta",
    ];

    public static TheoryData<string> Products => [.. Repository.ProductFolders.Select(folder => Path.GetFileName(folder)!)];

    [Theory, MemberData(nameof(Products))]
    public void Assemblies_refer_only_to_lower_ones(string project)
    {
        var assembly = Repository.Assembly(project);
        Assert.Equal(project, assembly.Name);
        var level = Array.IndexOf(Assemblies, project);
        Assert.True(level >= 0, $"{project} has no place in the order of assemblies: give it one.");
        var own = assembly.Assemblies.Where(name => name.Split('.')[0] == "Aresta");
        Assert.All(own, name => Assert.Contains(name, Assemblies[..level]));
        if (Outside.TryGetValue(project, out var allowed))
        {
            var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            Assert.All(assembly.Assemblies.Except(own).Except(allowed), name => Assert.True(
                File.Exists(Path.Combine(runtime, name + ".dll")),
                $"{project} refers to {name}, which is not part of the base class library."));
        }
    }

    [Theory, MemberData(nameof(Products))]
    public void Types_live_in_the_namespace_of_their_assembly(string project) =>
        Assert.All(Written(Repository.Assembly(project)), type => Assert.StartsWith(project + ".", type.Key.ToString()));

    [Fact]
    public void Rooms_of_the_core_refer_only_to_lower_ones() => Assert.Empty(Upward(
        Repository.Assembly("Aresta"),
        type => Array.FindIndex(CoreRooms, room => $"{type.Namespace}.".StartsWith(room + ".", StringComparison.Ordinal))));

    [Fact]
    public void Special_functions_know_no_rules_and_the_contract_knows_no_numbers()
    {
        static int Room(TypeName type) => type switch
        {
            { Namespace: "Aresta.Numerics.Special" } => 0,
            { Namespace: "Aresta.Numerics", Name: "IFunction" or "IVectorFunction" } => 2, // what users write for all numbers
            { Namespace: "Aresta.Numerics", Name: ['I', >= 'A' and <= 'Z', ..] } => 1, // the interfaces
            _ when $"{type.Namespace}.".StartsWith("Aresta.Numerics.", StringComparison.Ordinal) => 2,
            _ => -1,
        };
        Assert.Empty(Upward(Repository.Assembly("Aresta.Numerics"), Room));
    }

    /// <summary>Every use of a higher room by a lower one. A type of the assembly without a room is an error.</summary>
    private static IEnumerable<string> Upward(AssemblyReferences assembly, Func<TypeName, int> room)
    {
        foreach (var (type, used) in Written(assembly))
        {
            Assert.True(room(type) >= 0, $"{type} has no place in the order of rooms: give its namespace one.");
            foreach (var other in used.Where(other => assembly.Uses.ContainsKey(other) && room(other) > room(type)))
            {
                yield return $"{type} uses {other}";
            }
        }
    }

    /// <summary>The types that people wrote: the compiler's own have angle brackets or live in its namespaces.</summary>
    private static IEnumerable<KeyValuePair<TypeName, HashSet<TypeName>>> Written(AssemblyReferences assembly) =>
        from type in assembly.Uses
        where !type.Key.Name.StartsWith('<')
        where type.Key.Namespace is not ("Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices")
        where type.Key != new TypeName("", "Program") // top-level statements
        select type;
}
