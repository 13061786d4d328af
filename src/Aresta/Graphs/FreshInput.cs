using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>Inputs of new graphs that stand for those of others.</summary>
internal static class FreshInput
{
    /// <summary>A new input of the type, the names and the origin of <paramref name="value"/>.</summary>
    public static Value Like(Value value) => Like(value, value.Type);

    /// <summary>A new input of another type, with the names and the origin of <paramref name="value"/>.</summary>
    public static Value Like(Value value, TensorType type)
    {
        using var scope = OriginScope.Begin(value.Node.Origin, 0);
        var input = Value.Input(type);
        foreach (var name in value.Names)
        {
            input.Named(name);
        }

        return input;
    }
}
