using Aresta.Primitives;

namespace Aresta.Expressions;

/// <summary>Lists and elements.</summary>
internal static class Indexing
{
    public static Value Stack(Value[] items) => throw new OperandException("x");
    public static Value Element(Value x, int[] indices) => throw new OperandException("x");
}
