using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The few products and masks of matrices in which the pushes of factorizations are written. Matrices stand along the last two axes; the
/// leading axes, equal in all operands, are a batch.
/// </summary>
internal static class Matrices
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>X·Y for each matrix of the batch.</summary>
    public static Value Multiply(Value x, Value y)
    {
        var batch = Letters[3..(x.Rank + 1)];
        return Node.Create(new Contract($"{batch}ab,{batch}bc->{batch}ac"), x, y).Result();
    }

    /// <summary>Xᵀ for each matrix of the batch.</summary>
    public static Value Transpose(Value x) =>
        Node.Create(new Permute([.. Enumerable.Range(0, x.Rank - 2), x.Rank - 1, x.Rank - 2]), x).Result();

    /// <summary>A⁻¹·B, or A⁻ᵀ·B, for triangular A.</summary>
    public static Value Solve(Value a, Value b, bool lower, bool transposed = false, bool unit = false) =>
        Node.Create(new TriangularSolve(lower, transposed, unit), a, b).Result();

    /// <summary>B·A⁻¹, or B·A⁻ᵀ, for triangular A.</summary>
    public static Value SolveRight(Value b, Value a, bool lower, bool transposed = false, bool unit = false) =>
        Transpose(Solve(a, Transpose(b), lower, !transposed, unit));

    /// <summary>The elements on and below diagonal <paramref name="diagonal"/> (0 the main one, −1 the one below it), others 0.</summary>
    public static Value Lower(Value x, int diagonal = 0)
    {
        var (rows, columns) = Places(x);
        return Value.Where(columns <= (diagonal == 0 ? rows : rows + diagonal), x, Value.Zeros(x.Type));
    }

    /// <summary>The elements on and above diagonal <paramref name="diagonal"/> (0 the main one, 1 the one above it), others 0.</summary>
    public static Value Upper(Value x, int diagonal = 0)
    {
        var (rows, columns) = Places(x);
        return Value.Where(columns >= (diagonal == 0 ? rows : rows + diagonal), x, Value.Zeros(x.Type));
    }

    /// <summary>The main diagonals, as vectors along the last axis.</summary>
    public static Value Diagonal(Value x) => x.Diagonal();

    /// <summary>The rows of each matrix that <paramref name="index"/> names.</summary>
    public static Value PermuteRows(Value x, Value index) => Node.Create(new Gather(x.Rank - 2, x.Rank - 2), x, index).Result();

    /// <summary>Vectors along the last axis as the columns' factors: a matrix whose every row is the vector.</summary>
    public static Value AsRows(Value vector, int rows) => Node.Create(
        new Broadcast(vector.Shape.Insert(vector.Rank - 1, rows), [.. Enumerable.Range(0, vector.Rank - 1), vector.Rank]), vector).Result();

    /// <summary>Vectors along the last axis as the rows' factors: a matrix whose every column is the vector.</summary>
    public static Value AsColumns(Value vector, int columns) =>
        Node.Create(new Broadcast(vector.Shape.Insert(vector.Rank, columns), IntList.Range(vector.Rank)), vector).Result();

    /// <summary>The matrices with <paramref name="vector"/> on the main diagonal, others 0.</summary>
    public static Value OnDiagonal(Value vector) => vector.EmbedDiagonal();

    /// <summary>The identity matrix for each matrix of the batch.</summary>
    public static Value Identity(TensorType type) => OnDiagonal(Value.Filled(Of(type, type.Shape[^1]), 1));

    /// <summary>1/(vⱼ − vᵢ) off the diagonal, 0 on it: how fast eigenvectors turn into one another.</summary>
    public static Value InverseGaps(Value values)
    {
        var n = values.Shape[^1];
        var gaps = AsRows(values, n) - AsColumns(values, n);
        var identity = Identity(gaps.Type);
        return (1 - identity) / (gaps + identity);
    }

    /// <summary>(X + Xᵀ)/2.</summary>
    public static Value SymmetricPart(Value x) => 0.5 * (x + Transpose(x));

    /// <summary>Two batches of matrices with their leading axes broadcast against each other.</summary>
    /// <exception cref="GraphException">The leading axes do not broadcast.</exception>
    public static (Value, Value) AlignBatches(Value x, Value y)
    {
        if (x.Rank < 2 || y.Rank < 2)
        {
            return (x, y);
        }

        try
        {
            var batch = Broadcasting.Shape(Batch(x.Shape), Batch(y.Shape));
            return (To(x), To(y));

            Value To(Value z) => Broadcasting.To(z, [.. batch.AsSpan(), .. z.Shape.AsSpan()[^2..]]);
        }
        catch (OperandException e)
        {
            throw new GraphException($"The leading axes of {x} and {y} are batches: {e.Message}.", e);
        }
    }

    private static (Value Rows, Value Columns) Places(Value x)
    {
        if (x.Rank < 2)
        {
            throw new GraphException($"A triangle is taken of matrices along the last two axes, but was asked of {x}.");
        }

        TensorType index = new(DType.Int64, Shape.Create(x.Shape.AsSpan()[^2..]));
        return (Operations.Iota(index, 0), Operations.Iota(index, 1));
    }

    /// <summary>The operand is a batch of matrices of a floating dtype.</summary>
    public static void Expect(TensorType operand, bool square = false)
    {
        Primitives.Expect.Floating(operand);
        if (operand.Shape.Rank < 2)
        {
            throw new OperandException($"takes matrices along the last two axes, but was given {operand}");
        }

        if (square && operand.Shape[^1] != operand.Shape[^2])
        {
            throw new OperandException($"takes square matrices, but was given {operand}");
        }
    }

    /// <summary>The operand is a batch of matrices of a floating dtype, with no more columns than rows.</summary>
    public static void ExpectTall(TensorType operand)
    {
        Expect(operand);
        if (operand.Shape[^1] > operand.Shape[^2])
        {
            throw new OperandException($"takes matrices with no more columns than rows, but was given {operand}");
        }
    }

    /// <summary>The shape without its last axes: the batch.</summary>
    public static Shape Batch(Shape shape, int rank = 2) => Shape.Create(shape.AsSpan()[..^rank]);

    /// <summary>The shape of a batch with matrices of 1 × 1: a factor for each matrix.</summary>
    public static Value AsFactor(Value batch) => Value.Reshape(batch, [.. batch.Shape, 1, 1]);

    /// <summary>The type of the given dtype with one matrix, vector or number of the given lengths for each index of the batch.</summary>
    public static TensorType Of(TensorType operand, params ReadOnlySpan<int> lengths) =>
        operand with { Shape = [.. Batch(operand.Shape).AsSpan(), .. lengths] };
}
