using Aresta.Functions;
using Aresta.Primitives;

namespace Aresta.Expressions;

/// <summary>Lists and their elements.</summary>
internal static class Indexing
{
    /// <summary>Values of one type as the elements, or rows, of one value.</summary>
    public static Value List(Value[] items) => Arrangements.Stack(items);

    /// <summary>The element at <c>v[i]</c> or <c>M[i,j]</c>, or the row at <c>M[i]</c>; counted from 0, and from −1 at the end.</summary>
    public static Value Element(Value x, int[] indices)
    {
        if (indices.Length > x.Rank)
        {
            throw new OutsideException(Problem.TooManyIndices, indices.Length, x.Type);
        }

        foreach (var index in indices)
        {
            var length = x.Shape[0];
            x = index >= -length && index < length ? x.At(index) : throw new OutsideException(Problem.IndexOutside, index, length);
        }

        return x;
    }

    /// <summary>Indices that name nothing.</summary>
    public sealed class OutsideException(Problem problem, object given, object known) : Exception
    {
        public Problem Problem => problem;

        public object Given => given;

        public object Known => known;
    }
}
