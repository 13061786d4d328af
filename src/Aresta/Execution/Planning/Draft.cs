namespace Aresta.Execution;

/// <summary>A cluster that is still open: nodes of one size that will run together, and nodes of one number for each of its rows.</summary>
internal sealed class Draft(int size)
{
    /// <summary>Positions of the nodes, in no order.</summary>
    public List<int> Nodes { get; } = [];

    /// <summary>How many elements its values have, those that are numbers of rows left aside.</summary>
    public int Size => size;

    /// <summary>The length of its rows; 0 while any will do.</summary>
    public int Columns { get; set; }

    /// <summary>Whether rows are reduced, and so of that length; else they may be cut.</summary>
    public bool IsFixed { get; set; }

    /// <summary>How many uses of its values by other nodes are still to come.</summary>
    public int Pending { get; set; }

    /// <summary>The length of rows where two ask for one, each fixed or to be cut into equal parts; 0 for any, −1 for none.</summary>
    public static int Common(int columns, bool isFixed, int others, bool otherIsFixed)
    {
        if (columns == 0 || others == 0 || columns == others)
        {
            return Math.Max(columns, others);
        }

        return columns % others == 0 && !isFixed ? others : others % columns == 0 && !otherIsFixed ? columns : -1;
    }
}
