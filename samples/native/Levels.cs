using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Aresta.Samples.Native;

/// <summary>
/// Native code is compiled for one set of instructions. This program is published for several, and the plainest one, which runs
/// everywhere, hands over to the best that is there and that the processor can run.
/// </summary>
internal static class Levels
{
    /// <summary>The vectors that this program was compiled for.</summary>
    public static int Bits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    /// <summary>Runs a better program in place of this one; its exit code, or null if there is none.</summary>
    public static int? HandOver(string[] arguments)
    {
        var better = (Bits > 128 ? [] : Runnable())
            .Select(level => Path.Combine(AppContext.BaseDirectory, level, OperatingSystem.IsWindows() ? "train.exe" : "train"))
            .FirstOrDefault(File.Exists);
        if (better is null)
        {
            return null;
        }

        using var process = Process.Start(better, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }

    // The levels of the x86-64 psABI, best first: what the processor says of itself, and that the system keeps wide registers.
    private static IEnumerable<string> Runnable()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7)
        {
            yield break;
        }

        const uint Third = (1u << 12) | (1u << 22) | (1u << 27) | (1u << 28) | (1u << 29); // FMA, MOVBE, OSXSAVE, AVX, F16C
        const uint ThirdToo = (1u << 3) | (1u << 5) | (1u << 8); // BMI1, AVX2, BMI2
        const uint Fourth = (1u << 16) | (1u << 17) | (1u << 28) | (1u << 30) | (1u << 31); // AVX-512 F, DQ, CD, BW, VL
        var (first, seventh) = ((uint)X86Base.CpuId(1, 0).Ecx, (uint)X86Base.CpuId(7, 0).Ebx);
        if ((first & Third) == Third && (seventh & ThirdToo) == ThirdToo)
        {
            if ((seventh & Fourth) == Fourth)
            {
                yield return "x86-64-v4";
            }

            yield return "x86-64-v3";
        }
    }
}
