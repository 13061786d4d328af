using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// A value of a graph before it is known: one result of a node. It adds, multiplies and takes part in functions like a number, and every
/// operation on it makes a node. Two values are equal (<c>==</c>) when they are the same result of the same node.
/// </summary>
public readonly partial struct Value : IEquatable<Value>
{
    private readonly Node? node;

    internal Value(Node node, int index) => (this.node, Index) = (node, index);

    /// <summary>The node whose result this is.</summary>
    public Node Node => node ?? throw new GraphException("A Value was used that was never assigned: it is the result of no operation.");

    /// <summary>Whether it is the result of a node; <c>default(Value)</c> is not.</summary>
    public bool IsInitialized => node is not null;

    /// <summary>Which of the node's results it is.</summary>
    public int Index { get; }

    /// <summary>Dtype and shape.</summary>
    public TensorType Type => Node.Results[Index];

    /// <summary>The dtype of the elements.</summary>
    public DType DType => Type.DType;

    /// <summary>The lengths along the axes.</summary>
    public Shape Shape => Type.Shape;

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The axis meant by <paramref name="axis"/>, where −1 is the last.</summary>
    /// <exception cref="GraphException">There is no such axis.</exception>
    public int Axis(int axis) => axis >= -Rank && axis < Rank
        ? (axis + Rank) % Rank
        : throw new GraphException(Rank == 0
            ? $"{this} is a scalar and has no axis {axis}."
            : FormattableString.Invariant($"{this} has no axis {axis}; its axes are 0 to {Rank - 1}, or {-Rank} to -1 from the end."));

    /// <summary>The first name it was given, or null.</summary>
    public string? Name => Names is [var first, ..] ? first : null;

    /// <summary>All names it was given, first to last.</summary>
    public ImmutableArray<string> Names => Node.Names(Index);

    /// <summary>Gives this value a name, which drawings, errors and reports will use. A second one is kept as an alias.</summary>
    /// <remarks>The name is the value's: every graph that holds the value has it, those that were made before as well.</remarks>
    /// <exception cref="GraphException">The name is blank or holds control characters, quotes or backslashes.</exception>
    public Value Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (string.IsNullOrWhiteSpace(name) || name.Any(c => char.IsControl(c) || c is '"' or '\\'))
        {
            throw new GraphException(
                $"{this} cannot be called '{name}': a name is not blank and holds no quotes, backslashes and control characters.");
        }

        // Literals may be shared; one with a name is its own.
        var named = Node.Primitive is Literal ? Node.Create(Node.Primitive).Result() : this;
        named.Node.AddNames(named.Index, name);
        return named;
    }

    /// <summary>This value; a literal as a constant of the dtype that it meets.</summary>
    /// <exception cref="GraphException">The dtype cannot hold the number.</exception>
    public Value Settled(DType dtype)
    {
        try
        {
            return Settle(dtype);
        }
        catch (OperandException e)
        {
            throw new GraphException($"{e.Message}.", e);
        }
    }

    /// <summary>As <see cref="Settled"/>, for operations, which add their name to the error.</summary>
    /// <exception cref="OperandException">The dtype cannot hold the number.</exception>
    internal Value Settle(DType dtype)
    {
        if (Node.Primitive is not Literal { Value: var number })
        {
            return this;
        }

        try
        {
            var constant = Constant(Tensor.Scalar(number, dtype));
            foreach (var name in Names)
            {
                constant.Named(name);
            }

            return constant;
        }
        catch (ArgumentException e)
        {
            throw new OperandException(e.Message.TrimEnd('.'));
        }
    }

    /// <summary>The name, or else the operation, and the type: <c>c: float64[3]</c>. A literal is its number.</summary>
    public override string ToString() => node switch
    {
        null => "an uninitialized value",
        { Primitive: Literal { Value: var number } } when Name is null => FormattableString.Invariant($"{number}"),
        _ => $"{Name ?? Node.Primitive.Name}: {Type}",
    };

    /// <inheritdoc/>
    public bool Equals(Value other) => ReferenceEquals(node, other.node) && Index == other.Index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => node is null ? 0 : HashCode.Combine(node.Number, Index);

    /// <summary>Whether both are the same result of the same node.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Whether they are not.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);
}
