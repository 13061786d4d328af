using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Convert = Aresta.Primitives.Convert;
using WithBodies = Aresta.Graphs.Control;

namespace Aresta.Tests.Laws;

/// <summary>No dtype creeps in: in both modes, first and second derivatives of float32 are made of float32.</summary>
public class SinglePrecisionTests
{
    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Derivatives_of_float32_hold_no_float64(string name)
    {
        var cases = PrimitiveCases.For(name, count: 6);
        foreach (var example in cases.Where(c => c.Primitive is not (Constant or Iota or Convert or EmptyStack)))
        {
            var inputs = example.Operands.Select(x => Value.Input(Narrow(x.Type))).ToArray();
            var node = example.Apply(inputs, single: true).Node;
            Value[] sources = [.. inputs.Where(x => x.DType.IsFloating)];
            Value[] outputs = [.. example.Outputs(node).Where(y => y.DType.IsFloating)];
            Value[] first = [.. Sweep(sources, outputs, Sweeps.Reverse), .. Sweep(outputs, sources, Sweeps.Forward)];
            Value[] second = [.. Sweep(sources, first, Sweeps.Reverse), .. Sweep(first, sources, Sweeps.Forward)];
            foreach (var made in Inside(Graph.Ancestors([.. outputs, .. first, .. second])))
            {
                Assert.True(made.Results.All(type => type.DType != DType.Float64), $"{made} among the derivatives of {example.Primitive}");
            }
        }
    }

    // The nodes and those of their bodies.
    private static IEnumerable<Node> Inside(IEnumerable<Node> nodes) => nodes.SelectMany(node => node.Primitive is WithBodies control
        ? control.Bodies.SelectMany(body => Inside(body.Graph.Nodes)).Append(node)
        : [node]);

    private delegate Value?[] Mode(ReadOnlySpan<Value> from, ReadOnlySpan<Value?> seeds, ReadOnlySpan<Value> to, EdgeObserver? touched);

    private static IEnumerable<Value> Sweep(Value[] to, Value[] from, Mode mode) =>
        mode(from, [.. from.Select(x => (Value?)Value.Input(x.Type))], to, null).OfType<Value>();

    private static TensorType Narrow(TensorType type) => type.DType == DType.Float64 ? type with { DType = DType.Float32 } : type;
}
