using Aresta.Kernels;
using Aresta.Numerics.Rules;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>
/// Slopes of functions that a cluster computes as well: what their partials state in other functions of the same argument comes with the
/// function then, and costs no exponential and no division.
/// </summary>
/// <remarks>As exact as what they replace, for large arguments too, where 1 − y² would be 0.</remarks>
internal sealed class ClusterSlopes(ClusterBuilder builder)
{
    // Sigmoids, hyperbolic tangents and complementary error functions of the cluster, by their arguments.
    private readonly Dictionary<Value, StripValue> sigmoids = [], tangents = [], errors = [];

    /// <summary>Remembers a function that was written.</summary>
    public void Add(Node node, StripValue result)
    {
        if (node is { Primitive: Unary<Sigmoid>, Operands: [var x] })
        {
            sigmoids.TryAdd(x, result);
        }
        else if (node is { Primitive: Unary<Tanh>, Operands: [var z] })
        {
            tangents.TryAdd(z, result);
        }
        else if (node is { Primitive: Unary<Erfc>, Operands: [var w] })
        {
            errors.TryAdd(w, result);
        }
    }

    /// <summary>The value of a node, if it is such a slope.</summary>
    public StripValue? Of(Node node)
    {
        if (node is { Primitive: Binary<Multiply>, Operands: [var y, var turned] }
            && y.Node is { Primitive: Unary<Sigmoid>, Operands: [var x] }
            && turned.Node is { Primitive: Unary<Sigmoid>, Operands: [{ Node: { Primitive: Unary<Negate>, Operands: [var minus] } }] }
            && x == minus && sigmoids.TryGetValue(x, out var sigmoid))
        {
            return builder.Slope<SlopedSigmoid>(sigmoid);
        }

        if (node is { Primitive: Unary<Gaussian>, Operands: [var deviation] } && errors.TryGetValue(deviation, out var error))
        {
            return builder.Slope<SlopedErfc>(error);
        }

        return node is { Primitive: Binary<Divide>, Operands: [var quotient, var cosh] }
            && quotient.Node is { Primitive: Binary<Divide>, Operands: [var one, var below] } && below == cosh
            && cosh.Node is { Primitive: Unary<Cosh>, Operands: [var argument] } && Graphs.Filled.Of(one)?.ToDouble() == 1
            && tangents.TryGetValue(argument, out var tangent)
            ? builder.Slope<SlopedTanh>(tangent)
            : null;
    }
}
