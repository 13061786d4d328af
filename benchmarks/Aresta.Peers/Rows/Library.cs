using System.Runtime.InteropServices;

namespace Aresta.Peers.Rows;

/// <summary>The native library of the peer.</summary>
internal static class Library
{
    /// <summary>
    /// Why it does not load, in a sentence; null if it does. Asked before the peer's own loading, which copies half a gigabyte in search of
    /// another one and ends in an exception of a type initializer.
    /// </summary>
    public static string? Refusal()
    {
        try
        {
            NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));
            return null;
        }
        catch (DllNotFoundException e)
        {
            return $"""
                libtorch does not load: {e.Message.ReplaceLineEndings(" ").Trim()}
                Where it asks for a newer C++ library than there is, name a shim in ARESTA_PEERS_PRELOAD, or a program that makes one in
                ARESTA_PEERS_SETUP: the head of `benchmarks/run` says how.
                """;
        }
    }
}
