using System.Diagnostics;
using System.Text.Json;
using Aresta.Studio.Training.Feed;

namespace Aresta.Studio.Training.Attaching;

/// <summary>
/// Files by which a training finds the studios of the same user: one for each, in a directory that only the user may read. What stands in
/// a directory or a file that others may read or write is not believed.
/// </summary>
public static class Announcement
{
    private const UnixFileMode OwnDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int MostBytes = 4096;

    /// <summary>The user's directory for what runs now.</summary>
    public static string Folder =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "aresta")
        : Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime ? Path.Combine(runtime, "aresta")
        : Path.Combine(Path.GetTempPath(), $"aresta-{Environment.UserName}");

    /// <summary>Announces a studio until it is disposed of; where that cannot be, nothing is announced.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="token">What requests carry.</param>
    /// <param name="folder">Where; in the user's directory unless given.</param>
    public static IDisposable? Announce(Uri address, string token, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        folder ??= Folder;
        var file = Path.Combine(folder, FormattableString.Invariant($"studio-{Environment.ProcessId}-{address.Port}.json"));
        var temporary = file + ".tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnDirectory);
                if (!IsOwn(folder, OwnDirectory))
                {
                    return null;
                }

                File.Delete(temporary);
                options.UnixCreateMode = OwnFile;
            }

            using (var stream = new FileStream(temporary, options))
            {
                JsonSerializer.Serialize(stream, new(address, token, Environment.ProcessId), FeedJson.Default.Place);
            }

            File.Move(temporary, file, overwrite: true);
            return new Announced(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The studios that are announced, the newest first; what dead ones left is taken away.</summary>
    /// <param name="folder">Where; in the user's directory unless given.</param>
    public static IReadOnlyList<Place> Find(string? folder = null)
    {
        folder ??= Folder;
        List<(DateTime Time, Place Place)> found = [];
        try
        {
            if (!Directory.Exists(folder) || !IsOwn(folder, OwnDirectory))
            {
                return [];
            }

            foreach (var file in Directory.EnumerateFiles(folder, "studio-*.json"))
            {
                if (Read(file) is { } place)
                {
                    if (IsAlive(place.Process))
                    {
                        found.Add((File.GetLastWriteTimeUtc(file), place));
                    }
                    else
                    {
                        File.Delete(file);
                    }
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whoever cannot look there finds none.
        }

        return [.. found.OrderByDescending(each => each.Time).Select(each => each.Place)];
    }

    private static Place? Read(string file)
    {
        try
        {
            return new FileInfo(file).Length <= MostBytes && IsOwn(file, OwnFile)
                && JsonSerializer.Deserialize(File.ReadAllBytes(file), FeedJson.Default.Place)
                    is { Address: { IsAbsoluteUri: true, Scheme: "http", Host: "127.0.0.1" or "localhost" }, Token: not null } place
                ? place
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static bool IsOwn(string path, UnixFileMode mode) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~mode) == UnixFileMode.None;

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return true;
        }
    }

    private sealed class Announced(string file) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The next one that looks takes it away.
            }
        }
    }
}
