using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Aresta.Numerics.Lanes;

namespace Aresta.Numerics.Curvature;

/// <content>The three sweeps.</content>
internal sealed partial class SecondOrderTape
{
    /// <summary>The derivatives of an output by all statements; those by the inputs come first.</summary>
    public ReadOnlySpan<double> Gradient(SecondOrder output)
    {
        Cover(ref adjoints, 1);
        adjoints.AsSpan(0, count).Clear();
        if (output.Tape != null)
            adjoints[output.Index] = 1;
        ref var all = ref MemoryMarshal.GetArrayDataReference(statements);
        ref var a = ref MemoryMarshal.GetArrayDataReference(adjoints);
        for (var (call, k) = (calls.Count - 1, count - 1); k >= inputs; k--)
        {
            if (call >= 0 && k < calls[call].End)
            {
                Pull(calls[call]);
                k = calls[call--].Start;
                continue;
            }

            // Statements refer to earlier ones, or to themselves.
            ref readonly var s = ref Unsafe.Add(ref all, k);
            var adjoint = Unsafe.Add(ref a, k);
            if (adjoint == 0)
                continue;
            if (s.X != k)
                Unsafe.Add(ref a, s.X) += Float64.Scale(s.Px, adjoint);
            if (s.Y != k)
                Unsafe.Add(ref a, s.Y) += Float64.Scale(s.Py, adjoint);
        }

        return adjoints.AsSpan(0, inputs);
    }

    /// <summary>The directions of the inputs, to be written before <see cref="Bend{TLanes}()"/>.</summary>
    public Span<TLanes> Directions<TLanes>() where TLanes : struct, ILanes<TLanes, Float64>
    {
        Cover(ref tangents, TLanes.Count);
        Cover(ref curvatures, TLanes.Count);
        return Lanes<TLanes>(tangents)[..inputs];
    }

    /// <summary>The products of the Hessian with the directions, after <see cref="Gradient"/>.</summary>
    public Span<TLanes> Bend<TLanes>() where TLanes : struct, ILanes<TLanes, Float64>
    {
        var moved = Lanes<TLanes>(tangents);
        var bent = Lanes<TLanes>(curvatures);
        Forward(moved);
        bent[..count].Clear();
        Backward(moved, bent);
        return bent[..inputs];
    }

    private void Forward<TLanes>(Span<TLanes> moved) where TLanes : struct, ILanes<TLanes, Float64>
    {
        ref var all = ref MemoryMarshal.GetArrayDataReference(statements);
        ref var t = ref MemoryMarshal.GetReference(moved);
        for (var (call, k) = (0, inputs); k < count; k++)
        {
            if (call < calls.Count && k == calls[call].Start)
            {
                Push(calls[call], moved);
                k = calls[call++].End - 1;
                continue;
            }

            ref readonly var s = ref Unsafe.Add(ref all, k);
            Unsafe.Add(ref t, k) = s.Y == k
                ? TLanes.Scale(s.Px, Unsafe.Add(ref t, s.X))
                : TLanes.ScaleSum(s.Px, Unsafe.Add(ref t, s.X), s.Py, Unsafe.Add(ref t, s.Y));
        }
    }

    private void Backward<TLanes>(Span<TLanes> moved, Span<TLanes> bent) where TLanes : struct, ILanes<TLanes, Float64>
    {
        ref var all = ref MemoryMarshal.GetArrayDataReference(statements);
        ref var a = ref MemoryMarshal.GetArrayDataReference(adjoints);
        ref var t = ref MemoryMarshal.GetReference(moved);
        ref var w = ref MemoryMarshal.GetReference(bent);
        for (var (call, k) = (calls.Count - 1, count - 1); k >= inputs; k--)
        {
            if (call >= 0 && k < calls[call].End)
            {
                Curve(calls[call], moved, bent);
                k = calls[call--].Start;
                continue;
            }

            ref readonly var s = ref Unsafe.Add(ref all, k);
            var (adjoint, own) = (Unsafe.Add(ref a, k), Unsafe.Add(ref w, k));
            var x = Unsafe.Add(ref t, s.X);
            var toX = TLanes.ScaleSum(s.Px, own, Float64.Scale(s.Pxx, adjoint), x);
            if (s.Y != k)
            {
                var (y, cross) = (Unsafe.Add(ref t, s.Y), Float64.Scale(s.Pxy, adjoint));
                toX += TLanes.Scale(cross, y);
                Unsafe.Add(ref w, s.Y) += TLanes.ScaleSum(s.Py, own, Float64.Scale(s.Pyy, adjoint), y) + TLanes.Scale(cross, x);
            }

            Unsafe.Add(ref w, s.X) += toX;
        }
    }

    private void Pull(Call call)
    {
        var (n, results) = (call.At.Length, new double[call.At.Length]);
        double[] at = [.. call.At, .. adjoints.AsSpan(call.Start..call.End)];
        call.Function.Pullback.Values(at, results);
        for (var i = 0; i < n; i++)
            if (call.Inputs[i] >= 0)
                adjoints[call.Inputs[i]] += results[i];
    }

    private static void Push<TLanes>(Call call, Span<TLanes> moved) where TLanes : struct, ILanes<TLanes, Float64>
    {
        var (n, m) = (call.At.Length, call.End - call.Start);
        var (at, results) = (new double[2 * n], new double[m]);
        call.At.CopyTo(at, 0);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            for (var i = 0; i < n; i++)
                at[n + i] = call.Inputs[i] < 0 ? 0 : moved[call.Inputs[i]][lane];
            call.Function.Pushforward.Values(at, results);
            for (var i = 0; i < m; i++)
                moved[call.Start + i] = moved[call.Start + i].With(lane, results[i]);
        }
    }

    /// <summary>The pullback, moved along the directions.</summary>
    private void Curve<TLanes>(Call call, Span<TLanes> moved, Span<TLanes> bent) where TLanes : struct, ILanes<TLanes, Float64>
    {
        var (n, m) = (call.At.Length, call.End - call.Start);
        var (at, results) = (new Dual<Float64>[n + m], new Dual<Float64>[n]);
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            for (var i = 0; i < n; i++)
                at[i] = new(call.At[i], call.Inputs[i] < 0 ? 0 : moved[call.Inputs[i]][lane]);
            for (var i = 0; i < m; i++)
                at[n + i] = new(adjoints[call.Start + i], bent[call.Start + i][lane]);
            ExternalCalls.Push(call.Function.Pullback, at, results);
            for (var i = 0; i < n; i++)
                if (call.Inputs[i] is >= 0 and var input)
                    bent[input] = bent[input].With(lane, bent[input][lane] + results[i].Tangent);
        }
    }

    private static Span<TLanes> Lanes<TLanes>(double[] numbers) where TLanes : struct, ILanes<TLanes, Float64> =>
        MemoryMarshal.Cast<double, TLanes>(numbers.AsSpan());

    private void Cover(ref double[] buffer, int lanes)
    {
        if (buffer.Length < (long)count * lanes)
            buffer = new double[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(count * lanes))];
    }
}
