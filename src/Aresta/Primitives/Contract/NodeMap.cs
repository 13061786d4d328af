using System.Diagnostics.CodeAnalysis;

namespace Aresta.Primitives;

/// <summary>
/// A table by node. Nodes are numbered as they are made, so neighbors share a page of an array, and walking the pages in order is
/// walking the nodes operands before users: a numbering, a set and a topological sort in one, without hashing every node.
/// </summary>
/// <typeparam name="T">What is kept of each node.</typeparam>
public sealed class NodeMap<T>
{
    private const int PageBits = 6;
    private const int PageSize = 1 << PageBits;

    private readonly Dictionary<long, Page> pages = [];
    private Page latest = new(-1);

    /// <summary>How many nodes the table has.</summary>
    public int Count { get; private set; }

    /// <summary>What is kept of a node.</summary>
    /// <exception cref="KeyNotFoundException">The table has not the node.</exception>
    public T this[Node node]
    {
        get => TryGetValue(node, out var item) ? item : throw new KeyNotFoundException($"{node} is not in the table.");
        set
        {
            TryAdd(node, value);
            latest.Items[Place(node)] = value;
        }
    }

    /// <summary>Whether the table has the node.</summary>
    public bool Contains(Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Find(node) is { } page && page.Nodes[Place(node)] is not null;
    }

    /// <summary>Whether the table has the node, and what is kept of it.</summary>
    public bool TryGetValue(Node node, [MaybeNullWhen(false)] out T item)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (Find(node) is { } page && page.Nodes[Place(node)] is not null)
        {
            item = page.Items[Place(node)];
            return true;
        }

        item = default;
        return false;
    }

    /// <summary>Adds a node; false, and nothing changes, if the table has it.</summary>
    public bool TryAdd(Node node, T item)
    {
        ArgumentNullException.ThrowIfNull(node);
        var page = Find(node);
        if (page is null)
        {
            page = new(node.Number >> PageBits);
            pages.Add(page.Key, page);
            latest = page;
        }

        var place = Place(node);
        if (page.Nodes[place] is not null)
        {
            return false;
        }

        (page.Nodes[place], page.Items[place]) = (node, item);
        Count++;
        return true;
    }

    /// <summary>Takes a node out, if the table has it.</summary>
    public void Remove(Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (Find(node) is { } page && page.Nodes[Place(node)] is not null)
        {
            (page.Nodes[Place(node)], page.Items[Place(node)]) = (null, default!);
            Count--;
        }
    }

    /// <summary>The nodes of the table, operands before users.</summary>
    public Node[] InOrder()
    {
        var keys = pages.Keys.ToArray();
        Array.Sort(keys);
        var (nodes, count) = (new Node[Count], 0);
        foreach (var key in keys)
        {
            foreach (var node in pages[key].Nodes)
            {
                if (node is not null)
                {
                    nodes[count++] = node;
                }
            }
        }

        return nodes;
    }

    private static int Place(Node node) => (int)(node.Number & (PageSize - 1));

    // The page of a node. A page knows its key, so that readers on several threads may share the memory of the latest one.
    private Page? Find(Node node)
    {
        var (key, page) = (node.Number >> PageBits, latest);
        if (page.Key == key)
        {
            return page;
        }

        if (pages.TryGetValue(key, out page))
        {
            latest = page;
        }

        return page;
    }

    private sealed class Page(long key)
    {
        public readonly long Key = key;
        public readonly Node?[] Nodes = new Node?[PageSize];
        public readonly T[] Items = new T[PageSize];
    }
}
