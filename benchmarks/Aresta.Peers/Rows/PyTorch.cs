using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Aresta.Peers.Measuring;
using Tensor = Aresta.Tensors.Tensor;

namespace Aresta.Peers.Rows;

/// <summary>
/// PyTorch as a further peer, where a Python has it: a process of its own (benchmarks/pytorch/rows.py), which times a row when it is told
/// to, so that its rounds stand between ours. It is a row that is reported; targets are against libtorch.
/// </summary>
internal sealed class PyTorch : IDisposable
{
    private readonly Process process;

    private PyTorch(Process process, string version) => (this.process, Version) = (process, version);

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>How it comes here.</summary>
    public static string Hint =>
        "No row of pytorch: no Python here imports torch. Debian: apt-get install --no-install-recommends python3-torch; else name a "
        + "Python that does in ARESTA_PEERS_PYTHON.";

    /// <summary>A process of a Python that has it; null where there is none.</summary>
    public static PyTorch? Start(int threads)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "pytorch", "rows.py");
        string?[] pythons = [Environment.GetEnvironmentVariable("ARESTA_PEERS_PYTHON"), "python3", "/usr/bin/python3"];
        foreach (var python in pythons.OfType<string>().Where(python => python.Length > 0))
        {
            try
            {
                var process = Process.Start(new ProcessStartInfo(python, [script, threads.ToString(CultureInfo.InvariantCulture)])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    // It loads a libtorch of its own; the allocator is as good for it.
                    Environment = { ["LD_PRELOAD"] = Environment.GetEnvironmentVariable("ARESTA_PEERS_ALLOCATOR") },
                })!;
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                if (process.StandardOutput.ReadLine() is { } version)
                {
                    return new(process, version);
                }

                process.Dispose();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such Python.
            }
        }

        return null;
    }

    /// <summary>Measures a row, after it gave the same value.</summary>
    /// <param name="name">The row.</param>
    /// <param name="kind">What it is called there, and its sizes.</param>
    /// <param name="numbers">Parameters and data.</param>
    /// <param name="value">What it gives.</param>
    /// <param name="ours">Our run of it.</param>
    /// <param name="threads">On how many threads.</param>
    public Outcome Run(string name, string kind, IEnumerable<Tensor> numbers, float value, Action ours, int threads)
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(file))
            {
                foreach (var tensor in numbers)
                {
                    stream.Write(MemoryMarshal.AsBytes(Array.ConvertAll(tensor.ToDoubles(), x => (float)x).AsSpan()));
                }
            }

            Peer.Agree($"{name}: value in PyTorch", [value], [(float)Ask($"row\t{kind.Replace(' ', '\t')}\t{file}")]);
        }
        finally
        {
            File.Delete(file);
        }

        var samples = Contest.Time(count => Contest.Once(ours, count, threads), count => Ask($"time\t{count}"));
        return Outcome.Of(name, threads, "pytorch", samples[0], samples[1]);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private double Ask(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
        var answer = process.StandardOutput.ReadLine();
        return double.TryParse(answer, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidOperationException($"PyTorch answered \"{line}\" with \"{answer}\".");
    }
}
