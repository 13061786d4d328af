namespace Aresta.Execution;

/// <summary>A cluster that is still open: nodes of one size that will run together.</summary>
internal sealed class Draft(int size)
{
    /// <summary>Positions of the nodes, in no order.</summary>
    public List<int> Nodes { get; } = [];

    /// <summary>How many elements its values have.</summary>
    public int Size => size;

    /// <summary>The length that its rows must have; 0 while any will do.</summary>
    public int Columns { get; set; }

    /// <summary>How many uses of its values by other nodes are still to come.</summary>
    public int Pending { get; set; }

    /// <summary>Whether rows of a length suit it.</summary>
    public bool Suits(int columns) => columns == 0 || Columns == 0 || columns == Columns;
}
