using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The sum of products over labels: <c>"ij,jk->ik"</c> is the matrix product, <c>"bij,bjk->bik"</c> a batch of them, <c>"i,j->ij"</c> the
/// outer product, <c>"i,i->"</c> the inner. Bilinear; the adjoint for one operand only exchanges its labels with those of the result.
/// </summary>
/// <remarks>
/// A label stands at most once in a place, and in at least two of the three places: a lone label is a <see cref="Sum"/> or a
/// <see cref="Broadcast"/> beside the contraction, and a repeated one a diagonal.
/// </remarks>
/// <param name="Labels">One letter an axis: first operand, comma, second operand, arrow, result.</param>
public sealed record Contract(string Labels) : Multilinear, IPrimitive<Contract>
{
    /// <summary>The labels of the first operand.</summary>
    public string Left { get; } = Place(Labels, 0);

    /// <summary>The labels of the second operand.</summary>
    public string Right { get; } = Place(Labels, 1);

    /// <summary>The labels of the result.</summary>
    public string Result { get; } = Place(Labels, 2);

    /// <summary>The labels that are summed over: those of the operands that the result has not.</summary>
    public string Summed => string.Concat(Left.Where(label => !Result.Contains(label)));

    public static string Keyword => "contract";

    public override string Name => Keyword;

    public override Attributes Attributes => [("labels", Labels)];

    public static Contract Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Text("labels"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        RequireLabels();
        Expect.Count(operands, 2);
        Expect.Number(operands[0]);
        var (left, right) = (operands[0], operands[1]);
        if (left.DType != right.DType)
        {
            throw new OperandException($"contracts values of one dtype, but operand 0 is {left} and operand 1 is {right}; convert one");
        }

        if (left.Shape.Rank != Left.Length || right.Shape.Rank != Right.Length)
        {
            throw new OperandException(
                $"labels \"{Labels}\" ask for ranks {Left.Length} and {Right.Length}, but the operands are {left} and {right}");
        }

        foreach (var label in Left.Where(l => Right.Contains(l)))
        {
            var (l, r) = (left.Shape[Left.IndexOf(label)], right.Shape[Right.IndexOf(label)]);
            if (l != r)
            {
                throw new OperandException($"label {label} of \"{Labels}\" is {l} in {left} and {r} in {right}");
            }
        }

        return [left with { Shape = Lengths(Result, left.Shape, right.Shape) }];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        return operand == 0
            ? Node.Create(new Contract($"{Result},{Right}->{Left}"), cotangent, node.Operands[1]).Result()
            : Node.Create(new Contract($"{Left},{Result}->{Right}"), node.Operands[0], cotangent).Result();
    }

    public override Primitive Batched(int size) => Labelled(true, true);

    /// <inheritdoc/>
    /// <remarks>A shared operand is not repeated: it only lacks the label of the batch.</remarks>
    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var batched = Labelled(operands[0].IsPerExample, operands[1].IsPerExample);
        return [new(Node.Create(batched, operands[0].Value, operands[1].Value).Result(), IsPerExample: true)];
    }

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var (left, right) = (operands[0], operands[1]);
        var summed = Lengths(Summed, left.Shape, right.Shape);
        return [ContractTensors.SumOfProducts(
            left, Offsets(results[0].Shape, Result, Left, left.Shape), Offsets(summed, Summed, Left, left.Shape),
            right, Offsets(results[0].Shape, Result, Right, right.Shape), Offsets(summed, Summed, Right, right.Shape),
            results[0].Shape)];
    }

    private static string Place(string labels, int index) =>
        labels.Split([",", "->"], StringSplitOptions.None).ElementAtOrDefault(index) ?? "";

    // With a new label in front of the result and of the operands that have it.
    private Contract Labelled(bool left, bool right)
    {
        const string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        var batch = letters.FirstOrDefault(letter => !Labels.Contains(letter)) is not '\0' and var free
            ? free
            : throw new GraphException($"\"{Labels}\" uses all {letters.Length} letters, so that a batch of it has no label.");
        return new($"{(left ? batch : "")}{Left},{(right ? batch : "")}{Right}->{batch}{Result}");
    }

    private void RequireLabels()
    {
        string[] places = [Left, Right, Result];
        if (Labels != $"{Left},{Right}->{Result}" || places.Any(place => !place.All(char.IsAsciiLetter)))
        {
            throw new OperandException($"labels \"{Labels}\" are not of the form \"ij,jk->ik\"");
        }

        foreach (var label in Labels.Where(char.IsAsciiLetter))
        {
            if (places.Count(place => place.Contains(label)) < 2)
            {
                throw new OperandException(
                    $"label {label} of \"{Labels}\" stands in one place only: sum or broadcast it beside the contraction");
            }

            if (places.Any(place => place.Count(c => c == label) > 1))
            {
                throw new OperandException(
                    $"label {label} of \"{Labels}\" stands twice in one place: take the diagonal beside the contraction");
            }
        }
    }

    private Shape Lengths(string labels, Shape left, Shape right) =>
        [.. labels.Select(label => Left.Contains(label) ? left[Left.IndexOf(label)] : right[Right.IndexOf(label)])];

    // Where the element with the given labels stands in an operand: labels the operand has not do not move in it.
    private static int[] Offsets(Shape shape, string labels, string operandLabels, Shape operand)
    {
        var strides = operand.Strides();
        return Strided.Offsets(shape, [.. labels.Select(label => operandLabels.IndexOf(label) is >= 0 and var axis ? strides[axis] : 0)]);
    }
}
