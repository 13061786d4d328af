using Aresta.Numerics.Lanes;

namespace Aresta.Numerics;

public sealed partial class Tape<T>
{
    private Array wide = Array.Empty<T>();
    private bool isWideSwept;

    /// <summary>
    /// The derivatives of several outputs with respect to several inputs, of as many outputs at a time as there are lanes.
    /// </summary>
    /// <param name="outputs">The outputs; a constant has derivatives 0.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="jacobian">Where they are written, row by row: outputs × inputs.</param>
    /// <typeparam name="TLanes">The adjoints: <see cref="Float64x8"/>, say, for eight outputs at a time.</typeparam>
    public void Jacobian<TLanes>(ReadOnlySpan<Variable<T>> outputs, ReadOnlySpan<Variable<T>> inputs, Span<T> jacobian)
        where TLanes : struct, ILanes<TLanes, T>
    {
        Check();
        Alike(jacobian.Length, outputs.Length * inputs.Length, "entries of the Jacobian", "products of an output and an input");
        for (var start = 0; start < outputs.Length; start += TLanes.Count)
        {
            var some = outputs.Slice(start, Math.Min(TLanes.Count, outputs.Length - start));
            var lanes = Lanes<TLanes>();
            for (var i = 0; i < some.Length; i++)
                if (!some[i].IsConstant)
                {
                    ref var seed = ref lanes[NumberOf(some[i], nameof(outputs))];
                    seed = seed.With(i, T.Constant(1));
                }

            Reverse(lanes);
            for (var j = 0; j < inputs.Length; j++)
            {
                var number = NumberOf(inputs[j], nameof(inputs));
                if (!IsInput(number))
                    throw NotAnInput(inputs[j], nameof(inputs));
                for (var i = 0; i < some.Length; i++)
                    jacobian[(start + i) * inputs.Length + j] = lanes[number][i];
            }

            Silence(lanes);
        }
    }

    private void Reverse<TLanes>(TLanes[] lanes) where TLanes : struct, ILanes<TLanes, T>
    {
        var end = recorder.Count;
        for (var i = leaves.Count - 1; i >= 0; i--)
        {
            Sweep.Reverse(recorder, lanes, leaves[i].End, end);
            end = leaves[i].Start;
            if (leaves[i].Call is not { } call)
                continue;
            var (outputs, inputs) = (new T[leaves[i].End - end], new T[call.Inputs.Length]);
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                for (var k = 0; k < outputs.Length; k++)
                    outputs[k] = lanes[end + k][lane];
                if (IsSilent(outputs))
                    continue;
                inputs.AsSpan().Fill(T.Constant(0));
                call.Pullback(outputs, inputs);
                for (var k = 0; k < inputs.Length; k++)
                    if (call.Inputs[k] is not 0 and var number)
                        lanes[number] = lanes[number].With(lane, lanes[number][lane] + inputs[k]);
            }
        }

        Sweep.Reverse(recorder, lanes, Recorder<T>.First, end);
    }
}
