using Aresta.Primitives;

namespace Aresta.Functions;

/// <summary>The layout [N, C, …] of the functions of channels: axis 1 is the channel (axis 0 of a vector), what follows is space.</summary>
internal static class Channels
{
    /// <summary>One number a channel, shaped to broadcast against <paramref name="x"/>: [C] becomes [C, 1, …]. Scalars stay.</summary>
    public static Value Align(Value parameter, Value x)
    {
        if (parameter.Rank == 0)
        {
            return parameter;
        }

        var axis = Math.Min(1, x.Rank - 1);
        return parameter.Rank == 1 && axis >= 0 && parameter.Shape[0] == x.Shape[axis]
            ? Value.Reshape(parameter, [parameter.Shape[0], .. Enumerable.Repeat(1, x.Rank - axis - 1)])
            : throw new GraphException($"{parameter} does not give one number for each channel (axis {axis}) of {x}.");
    }
}
