using System.Security.Cryptography;
using System.Text.Json;
using Aresta.Tensors;

namespace Aresta.Learning.Checkpoints;

/// <summary>
/// The directory of a checkpoint: a manifest, and the file of tensors that it names. A new one is written beside the old one, and takes its
/// place when the manifest is renamed: whoever is killed at any moment finds one or the other, whole.
/// </summary>
/// <param name="path">The directory.</param>
/// <param name="create">How files are created; in the file system unless given.</param>
internal sealed class CheckpointDirectory(string path, Func<string, Stream>? create = null)
{
    private readonly Func<string, Stream> create =
        create ?? (file => new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None));

    private string ManifestPath => Path.Combine(path, Manifest.FileName);

    public bool Exists => File.Exists(ManifestPath);

    /// <summary>Writes tensors and the manifest that belongs to them.</summary>
    /// <exception cref="CheckpointException">It could not be written; what was there before is unharmed.</exception>
    public void Write(IReadOnlyList<KeyValuePair<string, Tensor>> tensors, Func<string, long, string, Manifest> manifest, long step)
    {
        var name = FormattableString.Invariant($"step-{step}.safetensors");
        try
        {
            Directory.CreateDirectory(path);
            var (bytes, hash) = WriteTensors(name, tensors);
            var json = JsonSerializer.SerializeToUtf8Bytes(manifest(name, bytes, hash), ManifestJson.Default.Manifest);
            Replace(ManifestPath, stream => stream.Write(json));
            Tidy(name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var last = Exists ? "; the last one is unharmed" : "";
            throw new CheckpointException($"No checkpoint could be written to {path}: {error.Message.TrimEnd('.')}{last}.", error);
        }
    }

    /// <summary>Reads manifest and tensors.</summary>
    /// <exception cref="CheckpointException">A file is missing, cannot be read, or is not what was written.</exception>
    public (Manifest Manifest, IReadOnlyList<KeyValuePair<string, Tensor>> Tensors) Read()
    {
        var manifest = ReadManifest();
        var file = Path.Combine(path, Path.GetFileName(manifest.Tensors));
        try
        {
            using var stream = File.OpenRead(file);
            if (stream.Length != manifest.Bytes || Convert.ToHexStringLower(SHA256.HashData(stream)) != manifest.Sha256)
            {
                throw new CheckpointException(
                    FormattableString.Invariant($"{file} is not the file that belongs to {ManifestPath}: it is {stream.Length} bytes long")
                    + FormattableString.Invariant($" instead of {manifest.Bytes}, or was changed."));
            }

            stream.Position = 0;
            return (manifest, SafeTensors.Read(stream, file).Tensors);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{file} of the checkpoint cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads the manifest alone.</summary>
    /// <exception cref="CheckpointException">It is missing, cannot be read, or is none.</exception>
    public Manifest ReadManifest()
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(ManifestPath), ManifestJson.Default.Manifest)
                ?? throw new JsonException("it is empty.");
            return manifest.Version == Manifest.CurrentVersion
                ? Verified(manifest)
                : throw new CheckpointException(FormattableString.Invariant(
                    $"{ManifestPath} has version {manifest.Version}; this version of Aresta reads {Manifest.CurrentVersion}."));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CheckpointException($"There is no checkpoint in {path}: it has no {Manifest.FileName}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{ManifestPath} cannot be read: {error.Message}", error);
        }
        catch (JsonException error)
        {
            throw new CheckpointException($"{ManifestPath} is no checkpoint: {error.Message}", error);
        }
    }

    private static Manifest Verified(Manifest manifest)
    {
        var last = 0L;
        foreach (var change in manifest.Changes)
        {
            if (!change.IsPossible || change.Step <= last)
            {
                throw new JsonException(FormattableString.Invariant(
                    $"its rates cannot change by {change.Factor} at step {change.Step}."));
            }

            last = change.Step;
        }

        return manifest;
    }

    private (long Bytes, string Hash) WriteTensors(string name, IReadOnlyList<KeyValuePair<string, Tensor>> tensors)
    {
        using var sha = SHA256.Create();
        long bytes = 0;
        Replace(Path.Combine(path, name), stream =>
        {
            using var hashing = new CryptoStream(stream, sha, CryptoStreamMode.Write, leaveOpen: true);
            SafeTensors.Write(hashing, tensors);
            hashing.FlushFinalBlock();
            bytes = stream.Position;
        });
        return (bytes, Convert.ToHexStringLower(sha.Hash!));
    }

    // Renaming is what the file system does whole or not at all.
    private void Replace(string file, Action<Stream> write)
    {
        var temporary = file + ".tmp";
        try
        {
            using (var stream = create(temporary))
            {
                write(stream);
                stream.Flush();
                (stream as FileStream)?.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (IOException)
        {
            // What a full disk took of it would only keep it full.
            TryDelete(temporary);
            throw;
        }
    }

    // Files of tensors that no manifest names any more, and what killed writers left.
    private void Tidy(string current)
    {
        foreach (var file in Directory.EnumerateFiles(path, "step-*"))
        {
            if (Path.GetFileName(file) != current)
            {
                TryDelete(file);
            }
        }
    }

    // What cannot go now goes with the next checkpoint.
    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
