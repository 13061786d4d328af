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
        var lanes = Lanes<TLanes>();
        for (var i = 0; i < outputs.Length; i++)
            if (!outputs[i].IsConstant)
                lanes[NumberOf(outputs[i], nameof(outputs))] += cotangents[i];
        Reverse(lanes);
        for (var j = 0; j < inputs.Length; j++)
            results[j] = lanes[NumberOf(inputs[j], nameof(inputs))];
        Silence(lanes);
    }

    /// <summary>
    /// An adjoint of many lanes for each statement, all 0; those that last time did not end as they should are not used again.
    /// </summary>
    private TLanes[] Lanes<TLanes>() where TLanes : struct, ILanes<TLanes, T>
    {
        if (wide is TLanes[] lanes && lanes.Length >= recorder.Count && !isWideSwept)
        {
            isWideSwept = true;
            return lanes;
        }

        wide = lanes = new TLanes[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)recorder.Count)];
        isWideSwept = true;
        return lanes;
    }

    /// <summary>Leaves the adjoints of inputs at 0; a sweep has left those of statements there.</summary>
    private void Silence<TLanes>(TLanes[] lanes) where TLanes : struct, ILanes<TLanes, T>
    {
        foreach (var stretch in leaves)
            lanes.AsSpan(stretch.Start, stretch.End - stretch.Start).Clear();
        isWideSwept = false;
    }
}
