namespace Aresta.Tensors;

/// <summary>The type of the elements of a tensor.</summary>
public enum DType : byte
{
    /// <summary>IEEE single precision; differentiable.</summary>
    Float32,

    /// <summary>IEEE double precision; differentiable.</summary>
    Float64,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>True or false.</summary>
    Bool,
}

/// <summary>What can be asked of a dtype.</summary>
public static class DTypes
{
    private static readonly string[] Names = ["float32", "float64", "int32", "int64", "bool"];

    extension(DType dtype)
    {
        /// <summary>The name in text forms and errors: <c>float64</c>.</summary>
        public string Name => (int)dtype < Names.Length
            ? Names[(int)dtype]
            : throw new ArgumentException(FormattableString.Invariant($"There is no dtype of number {(int)dtype}."));

        /// <summary>Whether derivatives flow through values of this dtype.</summary>
        public bool IsFloating => dtype is DType.Float32 or DType.Float64;

        /// <summary>Whether values of this dtype are integers.</summary>
        public bool IsInteger => dtype is DType.Int32 or DType.Int64;

        /// <summary>Bytes of one element.</summary>
        public int Size => dtype switch { DType.Bool => 1, DType.Float32 or DType.Int32 => 4, _ => 8 };
    }

    /// <summary>The dtype called <paramref name="name"/>, if there is one.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out DType dtype)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i]))
            {
                dtype = (DType)i;
                return true;
            }
        }

        dtype = default;
        return false;
    }

    /// <summary>The dtype whose elements are the C# type <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not float, double, int, long or bool.</exception>
    public static DType Of<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(double) ? DType.Float64
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(long) ? DType.Int64
        : typeof(T) == typeof(bool) ? DType.Bool
        : throw new ArgumentException($"Tensors hold float, double, int, long or bool, not {typeof(T).Name}.");
}
