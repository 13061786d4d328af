using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>Adds to each place of a sequence a learned vector for where it stands: [examples, places, width] → the same.</summary>
public sealed class LearnedPositions : Layer
{
    private readonly int places, width;

    /// <summary>Vectors for places.</summary>
    /// <param name="places">The greatest length of a sequence.</param>
    /// <param name="width">The length of a place's vector.</param>
    public LearnedPositions(int places, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(places);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (this.places, this.width, Table) = (places, width, Trained("table", [places, width], new Normal(0.02)));
    }

    /// <summary>[places, width].</summary>
    public Parameter Table { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"LearnedPositions {places} × {width}");

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => input.Rank == 3 && input.Shape[1] <= places && input.Shape[2] == width
        ? input + pass[Table].Slice(0, 0, input.Shape[1])
        : throw new GraphException(
            FormattableString.Invariant($"it takes [examples, up to {places} places, {width}], but was given {input}."));
}
