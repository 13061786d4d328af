namespace Aresta.Primitives;

/// <summary>
/// The primitives as functions of values, with NumPy's conventions: negative axes count from the end, lengths of 1 broadcast. Each stands
/// beside its primitive; what is composed of them stands in <c>Aresta.Functions</c>.
/// </summary>
public static partial class Operations;
