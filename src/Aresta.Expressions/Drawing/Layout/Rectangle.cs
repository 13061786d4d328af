namespace Aresta.Expressions.Drawing.Layout;

/// <summary>A rectangle by its center; y grows downward.</summary>
/// <param name="X">The center, across.</param>
/// <param name="Y">The center, down.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
public readonly record struct Rectangle(double X, double Y, double Width, double Height)
{
    /// <summary>The left edge.</summary>
    public double Left => X - (Width / 2);

    /// <summary>The right edge.</summary>
    public double Right => X + (Width / 2);

    /// <summary>The upper edge.</summary>
    public double Top => Y - (Height / 2);

    /// <summary>The lower edge.</summary>
    public double Bottom => Y + (Height / 2);

    /// <summary>Whether two rectangles share some area.</summary>
    public bool Overlaps(Rectangle other) =>
        Math.Abs(X - other.X) < (Width + other.Width) / 2 && Math.Abs(Y - other.Y) < (Height + other.Height) / 2;

    /// <summary>Whether a point lies inside, not on an edge.</summary>
    public bool Contains(double x, double y) => x > Left && x < Right && y > Top && y < Bottom;
}
