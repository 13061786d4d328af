using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;

namespace Aresta.Distribution.Tests;

/// <summary>Native code trains as well, with the vectors that the processor has. (Warnings about trimming end its compilation.)</summary>
public sealed partial class NativeTests
{
    [Fact]
    public async Task A_native_program_learns_and_chooses_its_instructions_when_it_runs()
    {
        var hasLevels = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        var folder = Directory.CreateTempSubdirectory("aresta-native-");
        try
        {
            await Publish(folder.FullName);
            if (hasLevels)
            {
                await Publish(Path.Combine(folder.FullName, "x86-64-v3"), "-p:IlcInstructionSet=x86-64-v3");
            }

            var program = Path.Combine(folder.FullName, OperatingSystem.IsWindows() ? "train.exe" : "train");
            var printed = Result().Match(await Dotnet.Execute(program));
            Assert.True(printed.Success);
            Assert.InRange(double.Parse(printed.Groups["accuracy"].Value, CultureInfo.InvariantCulture), 0.95, 1);
            Assert.Equal(hasLevels && Vector256.IsHardwareAccelerated ? "256" : "128", printed.Groups["bits"].Value);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<string> Publish(string folder, params string[] options) =>
        Dotnet.Run(["publish", "samples/native", "-c", Dotnet.Configuration, "-o", folder, .. options]);

    [GeneratedRegex(@"test accuracy (?<accuracy>[01]\.\d+), .* vectors of (?<bits>\d+) bits")]
    private static partial Regex Result();
}
