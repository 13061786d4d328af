using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Tests.Laws;

/// <summary>No primitive without laws: whatever is registered has cases, and its cases are of it.</summary>
public class RegistryTests
{
    [Fact]
    public void Every_primitive_has_cases() => Assert.Empty(Registry.Readers.Keys.Except(PrimitiveCases.Names));

    [Fact]
    public void Every_case_belongs_to_a_primitive() => Assert.Empty(PrimitiveCases.Names.Except(Registry.Readers.Keys));

    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Cases_are_of_their_primitive_and_read_back_from_attributes(string name)
    {
        foreach (var example in PrimitiveCases.For(name))
        {
            Assert.Equal(name, example.Primitive.Name);
            Assert.Equal(example.Primitive, Registry.Readers[name](example.Primitive.Attributes));
        }
    }

    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Results_have_the_inferred_types(string name)
    {
        foreach (var example in PrimitiveCases.For(name))
        {
            Value[] inputs = [.. example.Operands.Select(x => Value.Input(x.Type))];
            var given = Interpreter.Run(Graph.Create(inputs, example.Apply(inputs).Operands), example.Operands);
            var inferred = example.Primitive.Infer([.. given.Select(x => x.Type)]);
            Assert.Equal(inferred, example.Primitive.Evaluate(given, inferred).Select(y => y.Type));
        }
    }
}
