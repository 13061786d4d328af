using System.Collections.Immutable;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>Runs a body: an executor brings its own way, so that it sees into the bodies of what it runs.</summary>
/// <param name="body">The body, one of those of the primitive.</param>
/// <param name="inputs">A tensor for each of its inputs.</param>
/// <returns>A tensor for each of its outputs.</returns>
public delegate Tensor[] BodyRunner(Graph body, ReadOnlySpan<Tensor> inputs);

/// <summary>
/// An operation that runs other graphs, its bodies: a call, a branch, a loop. What bodies take from outside are operands like all others,
/// so derivatives with respect to what a body closes over need no rule of their own.
/// </summary>
/// <remarks>
/// Its derivative applies operations of the same kind to the derivatives of the bodies. Two of these compute the primal results anew and
/// say so (<see cref="Extensions"/>), so that one of them is enough: the push carries tangents through the same loop, and the pull asks
/// the primal also for its residuals.
/// </remarks>
public abstract record Control : Primitive
{
    /// <summary>The bodies, each with the name of its attribute.</summary>
    public abstract ImmutableArray<(string Name, Graph Graph)> Bodies { get; }

    /// <summary>The same operation with other bodies in the places of its own: what a transformation of graphs makes of them.</summary>
    /// <param name="bodies">A graph for each of <see cref="Bodies"/>, in their order, that takes and gives the same types.</param>
    public abstract Control WithBodies(ImmutableArray<Graph> bodies);

    /// <inheritdoc/>
    public sealed override bool TakesStacks => true;

    internal sealed override bool HasBodies => true;

    /// <summary>The results at the given operands, with the bodies run as the caller wants.</summary>
    /// <param name="operands">Tensors of the types that <c>Infer</c> accepted.</param>
    /// <param name="results">The types of the results.</param>
    /// <param name="run">Runs a body.</param>
    public abstract Tensor[] Run(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results, BodyRunner run);

    /// <inheritdoc/>
    public sealed override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        Run(operands, results, static (body, inputs) => new Evaluation(null, default).Run(body, inputs));

    /// <summary>Refuses operands that are not those of a body.</summary>
    /// <exception cref="OperandException">There are too few or too many, or one has another type than the input of the body.</exception>
    private protected static void Expect(Graph body, string name, ReadOnlySpan<TensorType> operands)
    {
        if (operands.Length != body.Inputs.Length)
        {
            throw new OperandException(
                $"its {name} takes {body.Inputs.Length} input{(body.Inputs.Length == 1 ? "" : "s")} "
                + $"({string.Join(", ", body.Inputs)}), but there are {operands.Length}");
        }

        for (var i = 0; i < operands.Length; i++)
        {
            if (operands[i] != body.Inputs[i].Type)
            {
                throw new OperandException(
                    FormattableString.Invariant($"input {i} of its {name}, {body.Inputs[i]}, is given {operands[i]}"));
            }
        }
    }
}
