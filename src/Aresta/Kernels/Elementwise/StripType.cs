using Aresta.Tensors;

namespace Aresta.Kernels;

/// <summary>What the elements of a strip are: those of a tensor, or truth values as wide as the numbers they choose among.</summary>
internal enum StripType : byte
{
    /// <summary>float</summary>
    Float32,

    /// <summary>double</summary>
    Float64,

    /// <summary>int</summary>
    Int32,

    /// <summary>long</summary>
    Int64,

    /// <summary>bool, a byte; only read and written, never computed with.</summary>
    Bool,

    /// <summary>32 bits, all of them 1 or 0.</summary>
    Mask32,

    /// <summary>64 bits, all of them 1 or 0.</summary>
    Mask64,
}

/// <summary>What can be asked of a strip type.</summary>
internal static class StripTypes
{
    /// <summary>The type of the elements of tensors.</summary>
    public static StripType Of(DType dtype) => (StripType)dtype;

    extension(StripType type)
    {
        /// <summary>Bytes of one element.</summary>
        public int Size => type switch
        {
            StripType.Bool => 1,
            StripType.Float32 or StripType.Int32 or StripType.Mask32 => 4,
            _ => 8,
        };

        /// <summary>Whether this is a truth value as wide as a number.</summary>
        public bool IsMask => type is StripType.Mask32 or StripType.Mask64;

        /// <summary>Whether the elements are integers.</summary>
        public bool IsInteger => type is StripType.Int32 or StripType.Int64;

        /// <summary>The truth values as wide as these elements.</summary>
        public StripType Mask => type.Size == 8 ? StripType.Mask64 : StripType.Mask32;
    }
}
