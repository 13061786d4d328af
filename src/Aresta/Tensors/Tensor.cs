using System.Runtime.InteropServices;

namespace Aresta.Tensors;

/// <summary>Numbers in row-major order with a dtype and a shape. Compared bit by bit.</summary>
/// <remarks>
/// A tensor does not guard its elements against writing; graphs treat the tensors that they hold as constants. The stacks of reversed loops
/// pass through a run as tensors as well: their elements are the lanes, and cannot be read as numbers.
/// </remarks>
public sealed class Tensor : IEquatable<Tensor>
{
    private readonly Array data;

    private Tensor(TensorType type, Array data) => (Type, this.data) = (type, data);

    /// <summary>Dtype and shape.</summary>
    public TensorType Type { get; }

    /// <summary>The dtype of the elements.</summary>
    public DType DType => Type.DType;

    /// <summary>The lengths along the axes.</summary>
    public Shape Shape => Type.Shape;

    /// <summary>A tensor over an array, which is not copied.</summary>
    /// <param name="data">The elements in row-major order: float, double, int, long or bool.</param>
    /// <param name="shape">The shape; its size must be the length of <paramref name="data"/>.</param>
    /// <exception cref="ArgumentException">The size of the shape is not the length of the array.</exception>
    public static Tensor Of<T>(T[] data, Shape shape) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(data);
        var type = new TensorType(DTypes.Of<T>(), shape);
        return data.Length == shape.Size
            ? new(type, data)
            : throw new ArgumentException($"{type} has {shape.Size} elements, but the array has {data.Length}.");
    }

    /// <summary>A vector over an array, which is not copied.</summary>
    public static Tensor Vector<T>(params T[] data) where T : unmanaged => Of(data, [data.Length]);

    /// <summary>A scalar.</summary>
    public static Tensor Scalar<T>(T value) where T : unmanaged => Of([value], Shape.Scalar);

    /// <summary>A matrix, copied from a two-dimensional array.</summary>
    public static Tensor Matrix<T>(T[,] rows) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        var data = new T[rows.Length];
        var i = 0;
        foreach (var x in rows)
        {
            data[i++] = x;
        }

        return Of(data, [rows.GetLength(0), rows.GetLength(1)]);
    }

    /// <summary>A tensor of zeros (false for bool); of stacks, empty ones.</summary>
    public static Tensor Zeros(TensorType type) => new(type, type.DType switch
    {
        _ when type.IsStack => new Stacks.Cell?[type.Shape.Size],
        DType.Float32 => new float[type.Shape.Size],
        DType.Float64 => new double[type.Shape.Size],
        DType.Int32 => new int[type.Shape.Size],
        DType.Int64 => new long[type.Shape.Size],
        _ => new bool[type.Shape.Size],
    });

    /// <summary>A scalar of the given dtype nearest to <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">
    /// The dtype holds integers or truth values and <paramref name="value"/> is not one of them.
    /// </exception>
    public static Tensor Scalar(double value, DType dtype) => dtype switch
    {
        DType.Float32 => Scalar((float)value),
        DType.Float64 => Scalar(value),
        DType.Int32 when value == Math.Floor(value) && value is >= int.MinValue and <= int.MaxValue => Scalar((int)value),
        DType.Int64 when value == Math.Floor(value) && value is >= long.MinValue and < 9.2233720368547758e18 => Scalar((long)value),
        DType.Bool when value is 0 or 1 => Scalar(value == 1),
        _ => throw new ArgumentException(FormattableString.Invariant($"{value} is not a value of dtype {dtype.Name}.")),
    };

    /// <summary>The elements in row-major order.</summary>
    /// <exception cref="ArgumentException">The elements are not of type <typeparamref name="T"/>.</exception>
    public Span<T> AsSpan<T>() where T : unmanaged => data as T[] is { } typed && DTypes.Of<T>() == DType
        ? typed
        : throw new ArgumentException($"A tensor of {DType.Name} was read as {DTypes.Of<T>().Name}.");

    /// <summary>The elements in row-major order, as bytes.</summary>
    /// <exception cref="InvalidOperationException">The elements are stacks.</exception>
    public ReadOnlySpan<byte> AsBytes() => !Type.IsStack
        ? MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(data), Shape.Size * DType.Size)
        : throw new InvalidOperationException($"A {Type} holds stacks, which are no bytes.");

    /// <summary>The array of the elements, which tensors may share.</summary>
    internal Array Elements => data;

    /// <summary>The top cell of each lane of a stack.</summary>
    internal Span<Stacks.Cell?> Cells => (Stacks.Cell?[])data;

    /// <summary>Copies some elements, given by their flat positions, into another tensor of the same kind of elements.</summary>
    internal void CopyTo(Tensor other, int from, int to, int count) => Array.Copy(data, from, other.data, to, count);

    /// <summary>The element at a flat index as a double; integers beyond 2⁵³ are rounded, true is 1.</summary>
    public double this[int index] => data switch
    {
        double[] x => x[index],
        float[] x => x[index],
        int[] x => x[index],
        long[] x => x[index],
        bool[] x => x[index] ? 1 : 0,
        _ => throw new InvalidOperationException($"A {Type} holds stacks, which are no numbers."),
    };

    /// <summary>The element at a flat index as a 64-bit integer.</summary>
    /// <exception cref="InvalidOperationException">The dtype is not an integer.</exception>
    public long Integer(int index) => data switch
    {
        int[] x => x[index],
        long[] x => x[index],
        _ => throw new InvalidOperationException($"A tensor of {DType.Name} holds no integers."),
    };

    /// <summary>The only element of a scalar, or of any tensor of size 1, as a double.</summary>
    /// <exception cref="InvalidOperationException">The size is not 1.</exception>
    public double ToDouble() => Shape.Size == 1 ? this[0] : throw new InvalidOperationException($"{Type} is not a single number.");

    /// <summary>All elements as doubles, in row-major order.</summary>
    public double[] ToDoubles() => data switch
    {
        double[] x => [.. x],
        float[] x => Array.ConvertAll(x, element => (double)element),
        int[] x => Array.ConvertAll(x, element => (double)element),
        long[] x => Array.ConvertAll(x, element => (double)element),
        bool[] x => Array.ConvertAll(x, element => element ? 1.0 : 0.0),
        _ => throw new InvalidOperationException($"A {Type} holds stacks, which are no numbers."),
    };

    /// <summary>The same elements under another shape of the same size; nothing is copied.</summary>
    public Tensor Reshape(Shape shape) => shape.Size == Shape.Size
        ? new(Type with { Shape = shape }, data)
        : throw new ArgumentException($"{Type} has {Shape.Size} elements and cannot take shape {shape}, which has {shape.Size}.");

    /// <summary>Whether dtype, shape and every bit agree.</summary>
    public bool Equals(Tensor? other) => other is not null && Type == other.Type
        && (Type.IsStack ? Stacks.Same(this, other) : AsBytes().SequenceEqual(other.AsBytes()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Tensor);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Type);
        hash.AddBytes(Type.IsStack ? [] : AsBytes());
        return hash.ToHashCode();
    }

    /// <summary>The elements as nested lists, shortened when there are many.</summary>
    public override string ToString() => Type.IsStack ? Type.ToString() : TensorText.Write(this, limit: 100);

    /// <summary>A scalar.</summary>
    public static implicit operator Tensor(double value) => Scalar(value);

    /// <summary>A scalar.</summary>
    public static implicit operator Tensor(float value) => Scalar(value);

    /// <summary>A whole number as a float64 scalar, as C# widens it; a scalar of integers is <c>Tensor.Scalar(2)</c>.</summary>
    public static implicit operator Tensor(int value) => Scalar((double)value);

    /// <summary>A vector over the array, which is not copied.</summary>
    public static implicit operator Tensor(double[] data) => Vector(data);

    /// <summary>A vector over the array, which is not copied.</summary>
    public static implicit operator Tensor(float[] data) => Vector(data);

    /// <summary>A matrix.</summary>
    public static implicit operator Tensor(double[,] rows) => Matrix(rows);
}
