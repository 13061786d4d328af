using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Initializers;

/// <summary>
/// Rows or columns, whichever are fewer, orthonormal times a gain: what passes through keeps its length (Saxe et al. 2014). Q of the QR
/// factorization of normal numbers, with signs that make it uniform over all such matrices (Mezzadri 2007).
/// </summary>
/// <param name="Gain">The length of the rows or columns.</param>
public sealed record Orthogonal(double Gain = 1) : Initializer
{
    /// <inheritdoc/>
    public override Value Draw(Value key, TensorType type)
    {
        if (type.Shape.Rank < 2)
        {
            throw new GraphException($"an orthogonal matrix has rows and columns, but {type} has not.");
        }

        var (rows, columns) = (type.Shape[0], type.Shape.Size / Math.Max(type.Shape[0], 1));
        var (q, r) = Randomness.Normal(key, type with { Shape = [Math.Max(rows, columns), Math.Min(rows, columns)] }).Qr();
        q *= Numerics.Elementary.Sign(r.Diagonal());
        return Gain * Value.Reshape(rows < columns ? q.SwapAxes(0, 1) : q, type.Shape);
    }
}
