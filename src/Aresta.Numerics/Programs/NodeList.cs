namespace Aresta.Numerics;

/// <summary>Something written down: an operation on the nodes X, Y, Z, or the X-th constant or input.</summary>
internal readonly record struct Node(int Code, int X, int Y, int Z);

/// <summary>
/// The nodes of a trace in their order, of which operations are found again. A node takes 16 bytes and 8 to 16 to be found by: chunks are
/// never copied, and the table holds numbers of nodes only.
/// </summary>
internal sealed class NodeList
{
    private const int ChunkBits = 10, ChunkSize = 1 << ChunkBits;

    /// <summary>Over how many places near the operand nodes are spread, and how many are looked at.</summary>
    private const int Spread = 1 << 10, Near = 16;

    private readonly List<Node[]> chunks = [new Node[16]];

    /// <summary>
    /// Numbers of nodes + 1; 0 is a free place. A node is near twice the number of its latest operand, and so near those that are looked
    /// for just before and after, in the cache; where there is no room, it is anywhere.
    /// </summary>
    private int[] table = new int[64];

    private int found;

    public int Count { get; private set; }

    public Node this[int number] => chunks[number >> ChunkBits][number & ChunkSize - 1];

    /// <summary>Appends a node, which will not be found.</summary>
    public int Add(Node node)
    {
        if (Count >> ChunkBits == chunks.Count)
            chunks.Add(new Node[ChunkSize]);
        var chunk = chunks[^1];
        if ((Count & ChunkSize - 1) == chunk.Length)
        {
            Array.Resize(ref chunk, 2 * chunk.Length); // the first one
            chunks[^1] = chunk;
        }

        chunk[Count & ChunkSize - 1] = node;
        return Count++;
    }

    /// <summary>The number of a node that is as this one, or else of this one, which is appended.</summary>
    public int Find(Node node)
    {
        ref var place = ref Place(node);
        if (place != 0)
            return place - 1;
        var number = Add(node);
        place = number + 1;
        if (++found > table.Length / 2)
            Grow();
        return number;
    }

    private void Grow()
    {
        var old = table;
        table = new int[2 * old.Length];
        foreach (var number in old)
            if (number != 0)
                Place(this[number - 1]) = number;
    }

    /// <summary>Where the number of a node stands or is to be written.</summary>
    private ref int Place(Node node)
    {
        var (places, mask) = (table, table.Length - 1);
        var mixed = ((ulong)(uint)node.X << 32 | (uint)node.Y) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ mixed >> 32 ^ (ulong)(uint)node.Z << 32 ^ (uint)node.Code) * 0xD6E8_FEB8_6659_FD93;
        var i = 2 * Math.Max(Math.Max(node.X, node.Y), node.Z) + (int)(mixed >> 32 & Spread - 1);
        for (var looked = 0; ; looked++, i++)
        {
            if (looked == Near)
                i = (int)(mixed >> 33);
            ref var place = ref places[i & mask];
            if (place == 0 || this[place - 1] == node)
                return ref place;
        }
    }
}
