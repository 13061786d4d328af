using Aresta.Numerics.Lanes;

namespace Aresta.Numerics;

public sealed partial class Tape<T>
{
    /// <summary>Carries several cotangents of each output back at a time: one sweep for as many combinations of outputs as lanes.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="cotangents">Their cotangents: as many.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="results">Where the cotangents of the inputs are written: as many.</param>
    internal void Pull<TLanes>(
        ReadOnlySpan<Variable<T>> outputs, ReadOnlySpan<TLanes> cotangents, ReadOnlySpan<Variable<T>> inputs, Span<TLanes> results)
        where TLanes : struct, ILanes<TLanes, T>
    {
        Check();
        var lanes = wide as TLanes[];
        if (lanes == null || lanes.Length < recorder.Count)
            wide = lanes = new TLanes[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)recorder.Count)];
        lanes.AsSpan(0, recorder.Count).Clear();
        for (var i = 0; i < outputs.Length; i++)
            if (!outputs[i].IsConstant)
                lanes[NumberOf(outputs[i], nameof(outputs))] += cotangents[i];
        Reverse(lanes);
        for (var j = 0; j < inputs.Length; j++)
            results[j] = lanes[NumberOf(inputs[j], nameof(inputs))];
    }
}
