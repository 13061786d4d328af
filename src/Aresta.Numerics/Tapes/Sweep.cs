using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Aresta.Numerics.Lanes;

namespace Aresta.Numerics;

/// <summary>
/// The reverse sweep over a stretch of statements: each passes its adjoint, times its partials, to its operands, and is left at 0. So the
/// adjoints need no clearing before the next sweep.
/// </summary>
internal static class Sweep
{
    /// <summary>Sweeps the statements from <paramref name="end"/> − 1 down to <paramref name="start"/>.</summary>
    public static void Reverse<T>(Recorder<T> recorder, T[] adjoints, int start, int end) where T : IReal<T>
    {
        while (end > start)
        {
            var low = Math.Max(start, (end - 1) & ~Recorder<T>.ChunkMask);
            var from = low & Recorder<T>.ChunkMask;
            var statements = recorder.ChunkAt(low).AsSpan(from, end - low);
            if (typeof(T) == typeof(Float64) && Ieee.Fuses)
                Fast(Reinterpret<T, Raw<double>>(statements), ref Unsafe.As<T, double>(ref adjoints[0]), low);
            else if (typeof(T) == typeof(Float32) && Ieee.Fuses)
                Fast(Reinterpret<T, Raw<float>>(statements), ref Unsafe.As<T, float>(ref adjoints[0]), low);
            else
                General(statements, adjoints, low);
            end = low;
        }
    }

    /// <summary>The same for many adjoints at a time.</summary>
    public static void Reverse<T, TLanes>(Recorder<T> recorder, TLanes[] adjoints, int start, int end)
        where T : IReal<T>
        where TLanes : struct, ILanes<TLanes, T>
    {
        while (end > start)
        {
            var low = Math.Max(start, (end - 1) & ~Recorder<T>.ChunkMask);
            var statements = recorder.ChunkAt(low).AsSpan(low & Recorder<T>.ChunkMask, end - low);
            // Statements refer only to earlier ones or to themselves: no index can be out of range.
            ref var a = ref adjoints[0];
            for (var k = statements.Length - 1; k >= 0; k--)
            {
                ref readonly var statement = ref statements[k];
                ref var own = ref Unsafe.Add(ref a, low + k);
                var adjoint = own;
                own = default;
                if (statement.X != low + k)
                    Unsafe.Add(ref a, statement.X) += TLanes.Scale(statement.PartialX, adjoint);
                if (statement.Y != low + k)
                    Unsafe.Add(ref a, statement.Y) += TLanes.Scale(statement.PartialY, adjoint);
            }

            end = low;
        }
    }

    /// <summary>
    /// For IEEE numbers. The adjoints of the next three statements are held in registers: what passes through memory takes the processor
    /// three times as long, and chains of statements that refer to those just before are what most code consists of.
    /// </summary>
    private static void Fast<TFloat>(ReadOnlySpan<Raw<TFloat>> statements, ref TFloat adjoints, nint start)
        where TFloat : struct, IFloatingPointIeee754<TFloat>
    {
        // Statements refer only to earlier ones or to themselves, and the adjoints reach from 0 to the last: no index can be out of range.
        ref var statement = ref Unsafe.Add(ref MemoryMarshal.GetReference(statements), statements.Length - 1);
        var i = start + statements.Length - 1;
        var (first, second, third) = (Unsafe.Add(ref adjoints, i), Unsafe.Add(ref adjoints, i - 1), Unsafe.Add(ref adjoints, i - 2));
        do
        {
            i--;
            var adjoint = first;
            (first, second, third) = (second, third, Unsafe.Add(ref adjoints, i - 2));
            if (Ieee.IsOrdinary(adjoint))
            {
                var (x, y) = ((nint)(uint)statement.Operands, (nint)(statement.Operands >> 32));
                if ((nuint)(i - x) > 2)
                    Unsafe.Add(ref adjoints, x) = TFloat.FusedMultiplyAdd(adjoint, statement.PartialX, Unsafe.Add(ref adjoints, x));
                else if (x == i)
                    first = TFloat.FusedMultiplyAdd(adjoint, statement.PartialX, first);
                else if (x == i - 1)
                    second = TFloat.FusedMultiplyAdd(adjoint, statement.PartialX, second);
                else
                    third = TFloat.FusedMultiplyAdd(adjoint, statement.PartialX, third);
                if ((nuint)(i - y) > 2)
                    Unsafe.Add(ref adjoints, y) = TFloat.FusedMultiplyAdd(adjoint, statement.PartialY, Unsafe.Add(ref adjoints, y));
                else if (y == i)
                    first = TFloat.FusedMultiplyAdd(adjoint, statement.PartialY, first);
                else if (y == i - 1)
                    second = TFloat.FusedMultiplyAdd(adjoint, statement.PartialY, second);
                else
                    third = TFloat.FusedMultiplyAdd(adjoint, statement.PartialY, third);
            }
            else if (adjoint != TFloat.Zero)
            {
                (Unsafe.Add(ref adjoints, i), Unsafe.Add(ref adjoints, i - 1), Unsafe.Add(ref adjoints, i - 2)) = (first, second, third);
                Pass(in statement, adjoint, ref adjoints);
                (first, second, third) = (Unsafe.Add(ref adjoints, i), Unsafe.Add(ref adjoints, i - 1), Unsafe.Add(ref adjoints, i - 2));
            }

            statement = ref Unsafe.Subtract(ref statement, 1);
        }
        while (i >= start);

        (Unsafe.Add(ref adjoints, i), Unsafe.Add(ref adjoints, i - 1), Unsafe.Add(ref adjoints, i - 2)) = (first, second, third);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref adjoints, start), statements.Length).Clear();
    }

    /// <summary>One statement, with the product of the algebra.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Pass<TFloat>(in Raw<TFloat> statement, TFloat adjoint, ref TFloat adjoints)
        where TFloat : struct, IFloatingPointIeee754<TFloat>
    {
        Unsafe.Add(ref adjoints, (nint)(uint)statement.Operands) += Ieee.Scale(statement.PartialX, adjoint);
        Unsafe.Add(ref adjoints, (nint)(statement.Operands >> 32)) += Ieee.Scale(statement.PartialY, adjoint);
    }

    /// <summary>For all other numbers, with the product of the algebra.</summary>
    private static void General<T>(ReadOnlySpan<Statement<T>> statements, T[] adjoints, int start) where T : IReal<T>
    {
        var zero = T.Constant(0);
        for (var k = statements.Length - 1; k >= 0; k--)
        {
            var adjoint = adjoints[start + k];
            if (adjoint.Equals(zero))
                continue;
            ref readonly var statement = ref statements[k];
            adjoints[start + k] = zero;
            if (statement.X != start + k)
                adjoints[statement.X] += T.Scale(statement.PartialX, adjoint);
            if (statement.Y != start + k)
                adjoints[statement.Y] += T.Scale(statement.PartialY, adjoint);
        }
    }

    private static ReadOnlySpan<TRaw> Reinterpret<T, TRaw>(ReadOnlySpan<Statement<T>> statements) where TRaw : struct =>
        MemoryMarshal.CreateReadOnlySpan(
            in Unsafe.As<Statement<T>, TRaw>(ref MemoryMarshal.GetReference(statements)), statements.Length);

    /// <summary>A statement over bare IEEE numbers: laid out as that over their wrapper.</summary>
#pragma warning disable CS0649 // Only ever read, in the memory of a Statement.
    private struct Raw<TFloat>
    {
        public ulong Operands;
        public TFloat PartialX, PartialY;
    }
#pragma warning restore CS0649
}
