namespace Aresta.Kernels;

/// <summary>Where the rows of a panel of B stand, one after the other: what a tile kernel reads them by.</summary>
/// <typeparam name="T">The numbers.</typeparam>
internal unsafe interface IPanelRows<T> where T : unmanaged
{
    /// <summary>The next row.</summary>
    T* Next();
}

/// <summary>Rows that stand as far apart as all others.</summary>
internal unsafe struct EvenRows<T>(T* first, nint step) : IPanelRows<T> where T : unmanaged
{
    private T* _next = first;

    public T* Next()
    {
        var row = _next;
        _next += step;
        return row;
    }
}

/// <summary>Rows that stand wherever a list says.</summary>
internal unsafe struct ListedRows<T>(T* origin, int* offsets) : IPanelRows<T> where T : unmanaged
{
    private int* _next = offsets;

    public T* Next() => origin + *_next++;
}
