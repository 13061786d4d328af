using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Laws;

/// <summary>Laws 1 and 3: the pull is the transpose of the push, and the transpose of a linear map's transpose is the map.</summary>
public class TransposeTests
{
    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Pull_is_the_transpose_of_push(string name)
    {
        foreach (var example in PrimitiveCases.For(name))
        {
            var graph = example.Trace();
            var (v, w) = (Vectors.Directions(graph.Sources(), 1), Vectors.Directions(graph.Targets(), 2));
            var pushed = Interpreter.Run(Pushforward.Of(graph), [.. example.Operands, .. v])[graph.Outputs.Length..];
            var pulled = Interpreter.Run(Pullback.Of(graph), [.. example.Operands, .. w])[graph.Outputs.Length..];

            // Each side is a sum of products; by Cauchy and Schwarz their absolute values sum to no more than the product of norms.
            var (left, right) = (Vectors.Inner(pushed, w), Vectors.Inner(v, pulled));
            var terms = (Vectors.Norm(pushed) * Vectors.Norm(w)) + (Vectors.Norm(v) * Vectors.Norm(pulled));
            var count = v.Concat(w).Sum(x => x.Shape.Size) + 8;
            Assert.True(
                Math.Abs(left - right) <= count * example.Epsilon * example.Condition * terms,
                FormattableString.Invariant($"⟨Jv,w⟩ = {left}, ⟨v,Jᵀw⟩ = {right} for {example}"));
        }
    }

    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Adjoint_of_the_adjoint_is_the_map(string name)
    {
        foreach (var example in PrimitiveCases.For(name).Where(c => c.Primitive is Linear or Multilinear))
        {
            for (var operand = 0; operand < example.Operands.Length; operand++)
            {
                Tensor[] operands = [.. example.Operands.Select((x, i) =>
                    example.Primitive is Linear && i != operand && x.DType.IsFloating ? Tensor.Zeros(x.Type) : x)];
                var values = operands.Select(x => Value.Input(x.Type)).ToArray();
                var (node, _) = example.Apply(values);
                if (!example.Primitive.HasEdge(node, operand))
                {
                    continue;
                }

                Value[] results = [.. example.Outputs(node).Where(result => result.DType.IsFloating)];
                Value[] cotangents = [.. results.Select(result => Value.Input(result.Type))];
                var adjoint = Sweeps.Reverse(results, [.. cotangents.Select(c => (Value?)c)], [values[operand]])[0]
                    ?? Value.Zeros(values[operand].Type);
                var again = Sweeps.Reverse([adjoint], [values[operand]], cotangents);
                Value[] filled = [.. again.Select((a, i) => a ?? Value.Zeros(results[i].Type))];
                var both = Interpreter.Run(Graph.Create([.. values, .. cotangents], [.. results, .. filled]),
                    [.. operands, .. results.Select(result => Tensor.Zeros(result.Type))]);

                // Equal but for the sign of zeros: the map's own definition computes both.
                for (var i = 0; i < results.Length; i++)
                {
                    var (once, twice) = (both[i], both[results.Length + i]);
                    Assert.Equal(once.Type, twice.Type);
                    Assert.True(
                        once.ToDoubles().SequenceEqual(twice.ToDoubles()),
                        $"operand {operand} of {example}: {once}, but twice transposed {twice}");
                }
            }
        }
    }
}
