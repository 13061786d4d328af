using System.Collections;
using Aresta.Primitives;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>From torch's name of an operation to our call of it. An adapter renames and rearranges arguments, nothing more.</summary>
internal sealed class OperationTable : IEnumerable<string>
{
    private readonly Dictionary<string, Func<Call, Value[]>> operations = [];

    /// <summary>An operation with one output.</summary>
    public void Add(string name, Func<Call, Value> operation) => operations.Add(name, call => [operation(call)]);

    /// <summary>An operation with two outputs.</summary>
    public void Add(string name, Func<Call, (Value, Value)> operation) => operations.Add(name, call =>
    {
        var (first, second) = operation(call);
        return [first, second];
    });

    /// <summary>An operation with any number of outputs.</summary>
    public void Add(string name, Func<Call, Value[]> operation) => operations.Add(name, operation);

    /// <summary>An operation with its name.</summary>
    public void Add((string Name, Func<Call, Value[]> Operation) named) => operations.Add(named.Name, named.Operation);

    /// <summary>All operations of another table.</summary>
    public void Add(OperationTable family)
    {
        foreach (var (name, operation) in family.operations)
        {
            operations.Add(name, operation);
        }
    }

    /// <summary>Our form of an operation, or null.</summary>
    public Func<Call, Value[]>? Find(string name) => operations.GetValueOrDefault(name);

    public IEnumerator<string> GetEnumerator() => operations.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A call that asks for something we do not have; the message says what.</summary>
internal sealed class LackingException(string reason) : Exception(reason);
