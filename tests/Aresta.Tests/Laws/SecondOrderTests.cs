using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Laws;

/// <summary>
/// Law 6: for φ(x) = ⟨w, f(x)⟩ the product H·v comes out the same in every order of the two sweeps, and H is symmetric.
/// </summary>
public class SecondOrderTests
{
    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Second_derivatives_agree_in_every_order_of_modes_and_are_symmetric(string name)
    {
        foreach (var example in PrimitiveCases.For(name))
        {
            var graph = example.Trace();
            var (sources, targets) = (graph.Sources(), graph.Targets());
            var (u, v, w) = (Inputs(sources), Inputs(sources), Inputs(targets));
            var pulled = Filled(Sweeps.Reverse(targets, w, sources), sources);
            var pushed = Filled(Sweeps.Forward(sources, v, targets), targets);

            Value[] forwardOverReverse = Filled(Sweeps.Forward(sources, v, pulled), sources);
            Value[] reverseOverForward = Filled(Sweeps.Reverse(pushed, w, sources), sources);
            Value[] reverseOverReverse = Filled(Sweeps.Reverse(pulled, v, sources), sources);
            Value[] along = Filled(Sweeps.Forward(sources, u, pulled), sources);
            Value[] forwardOverForward = Filled(Sweeps.Forward(sources, u, pushed), targets);

            Value[] given = [.. u.Concat(v).Concat(w).Select(x => x!.Value)];
            var (tu, tv, tw) = (Vectors.Directions(sources, 5), Vectors.Directions(sources, 6), Vectors.Directions(targets, 7));
            var results = Interpreter.Run(
                Graph.Create(
                    [.. graph.Inputs, .. given],
                    [.. forwardOverReverse, .. reverseOverForward, .. reverseOverReverse, .. along, .. forwardOverForward]),
                [.. example.Operands, .. tu, .. tv, .. tw]);
            var n = sources.Length;
            var (hv, rof, ror) = (results[..n], results[n..(2 * n)], results[(2 * n)..(3 * n)]);
            var (hu, fof) = (results[(3 * n)..(4 * n)], results[(4 * n)..]);

            var tolerance = 64 * (1 + tv.Sum(x => x.Shape.Size)) * example.Epsilon * example.Condition;
            var size = 1 + Vectors.Norm(hv) + Vectors.Norm(hu);
            Assert.True(Distance(hv, rof) <= tolerance * size, $"H·v is {Text(hv)}, but reverse over forward {Text(rof)} for {example}");
            Assert.True(Distance(hv, ror) <= tolerance * size, $"H·v is {Text(hv)}, but reverse over reverse {Text(ror)} for {example}");

            var (uhv, vhu, both) = (Vectors.Inner(tu, hv), Vectors.Inner(tv, hu), Vectors.Inner(tw, fof));
            size *= 1 + Vectors.Norm(tu) + Vectors.Norm(tv);
            Assert.True(
                Math.Abs(uhv - vhu) <= tolerance * size, FormattableString.Invariant($"⟨u,Hv⟩ = {uhv}, but ⟨v,Hu⟩ = {vhu} for {example}"));
            Assert.True(
                Math.Abs(uhv - both) <= tolerance * size,
                FormattableString.Invariant($"⟨u,Hv⟩ = {uhv}, but forward over forward {both} for {example}"));
        }
    }

    private static Value?[] Inputs(Value[] like) => [.. like.Select(x => (Value?)Value.Input(x.Type))];

    private static Value[] Filled(Value?[] derivatives, Value[] like) => [.. derivatives.Zip(like, (d, x) => d ?? Value.Zeros(x.Type))];

    private static double Distance(Tensor[] x, Tensor[] y) =>
        x.Zip(y, (a, b) => a.ToDoubles().Zip(b.ToDoubles(), (p, q) => Math.Abs(p - q)).Sum()).Sum();

    private static string Text(Tensor[] x) => string.Join("; ", (IEnumerable<Tensor>)x);
}
