using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// Memory for packed panels, that stays: pinned, aligned to cache lines, and as large as it was ever asked to be. Who has none rents one.
/// </summary>
internal sealed unsafe class Workspace
{
    /// <summary>What the start and all parts are aligned to, in bytes.</summary>
    public const int Alignment = 64;

    private static readonly Workspace?[] Idle = new Workspace?[16];

    private byte[] _bytes = [];

    /// <summary>Takes one from those that are idle, or a new one.</summary>
    public static Workspace Rent()
    {
        for (var i = 0; i < Idle.Length; i++)
        {
            if (Interlocked.Exchange(ref Idle[i], null) is { } workspace)
            {
                return workspace;
            }
        }

        return new();
    }

    /// <summary>Gives it back for others.</summary>
    public void Return()
    {
        for (var i = 0; i < Idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref Idle[i], this, null) is null)
            {
                return;
            }
        }
    }

    /// <summary>So many bytes, of any content, until the next call.</summary>
    public byte* Reserve(long bytes)
    {
        if (_bytes.Length < bytes + Alignment)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(checked((int)(bytes + Alignment)), pinned: true);
        }

        var start = (nint)Unsafe.AsPointer(ref _bytes[0]);
        return (byte*)((start + Alignment - 1) & -Alignment);
    }
}
