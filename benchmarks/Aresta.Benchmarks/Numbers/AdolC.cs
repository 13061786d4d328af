using System.Diagnostics;
using System.Globalization;

namespace Aresta.Benchmarks.Numbers;

/// <summary>The same gradient by ADOL-C, in a process of its own that is asked for one at a time.</summary>
internal sealed class AdolC : IDisposable
{
    private readonly Process process;

    private AdolC(Process process) => this.process = process;

    /// <summary>The program that <c>benchmarks/run</c> has built, if it has.</summary>
    public static AdolC? Start() => Environment.GetEnvironmentVariable("ARESTA_ADOLC") is { Length: > 0 } program
        ? new(Process.Start(new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true })!)
        : null;

    /// <summary>Computes the gradient several times.</summary>
    public double[] Run(int steps, int repeats)
    {
        process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{steps} {repeats}"));
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("ADOL-C has ended without an answer.");
        return Array.ConvertAll(answer.Split(' '), text => double.Parse(text, CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
