using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Aresta.Tensors;

namespace Aresta.Learning.Modules;

/// <summary>The tensors of a model's parameters by path: a value, which never changes.</summary>
public sealed class Weights : IReadOnlyDictionary<string, Tensor>, IEquatable<Weights>
{
    private readonly OrderedDictionary<string, Tensor> tensors;

    /// <summary>Given tensors, in this order.</summary>
    /// <exception cref="ArgumentException">Two have one path.</exception>
    public Weights(IEnumerable<KeyValuePair<string, Tensor>> tensors) => this.tensors = new(tensors);

    /// <inheritdoc/>
    public int Count => tensors.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => tensors.Keys;

    /// <inheritdoc/>
    public IEnumerable<Tensor> Values => tensors.Values;

    /// <inheritdoc/>
    public Tensor this[string key] => tensors.TryGetValue(key, out var tensor)
        ? tensor
        : throw new KeyNotFoundException(
            $"There is no parameter '{key}'; there are {string.Join(", ", tensors.Keys.Take(20))}{(Count > 20 ? ", …" : "")}.");

    /// <summary>SHA-256 over paths, types and bytes of all tensors, as 64 lower-case hexadecimal digits.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, tensor) in tensors)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{tensor.Type}\0"));
            hash.AppendData(tensor.AsBytes());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => tensors.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Tensor value) => tensors.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Tensor>> GetEnumerator() => tensors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether both have the same tensors, bit by bit, at the same paths in the same order.</summary>
    public bool Equals(Weights? other) => other is not null && tensors.SequenceEqual(other.tensors);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Weights);

    /// <inheritdoc/>
    public override int GetHashCode() => tensors.Aggregate(0, HashCode.Combine);
}
