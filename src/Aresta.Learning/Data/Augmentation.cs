using Aresta.Tensors;

namespace Aresta.Learning.Data;

/// <summary>How images are varied from epoch to epoch.</summary>
/// <param name="Shift">By how many pixels, at most, an image is moved in each direction; what comes in is 0.</param>
/// <param name="Flip">Whether half of the images are mirrored, left to right.</param>
/// <param name="Crop">
/// Which part of the sides, at most, is cut off: a window with sides 1 − part to 1 as long, at a place of its own, is brought to the full
/// size, with the pixels between interpolated linearly.
/// </param>
public sealed record Augmentation(int Shift = 0, bool Flip = false, double Crop = 0);

/// <summary>
/// Images that are varied in training. What is drawn follows from seed, epoch and number of the example alone, so that it is the same for
/// any number of threads and after a resumption.
/// </summary>
public sealed class AugmentedImages : ExampleSource
{
    private readonly ExampleSource source;
    private readonly Augmentation augmentation;
    private readonly long seed;
    private readonly int channels, height, width;

    /// <summary>Images that are varied.</summary>
    /// <param name="source">The images: float32 [height, width], [channels, height, width], or as many pixels in a row of a square.</param>
    /// <param name="augmentation">How they are varied.</param>
    /// <param name="seed">What is drawn follows from it.</param>
    /// <exception cref="ArgumentException">The examples are no images, or cannot be varied so.</exception>
    public AugmentedImages(ExampleSource source, Augmentation augmentation, long seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(augmentation);
        (this.source, this.augmentation, this.seed) = (source, augmentation, seed);
        var shape = source.Input.Shape;
        var side = (int)Math.Sqrt(shape.Size);
        (channels, height, width) = shape.Rank switch
        {
            1 when side * side == shape.Size => (1, side, side),
            2 => (1, shape[0], shape[1]),
            3 => (shape[0], shape[1], shape[2]),
            _ => throw new ArgumentException($"{source.Input} is no image.", nameof(source)),
        };
        if (source.Input.DType != DType.Float32)
        {
            throw new ArgumentException($"Images are float32, not {source.Input}.", nameof(source));
        }

        if (augmentation.Shift < 0 || augmentation.Shift >= Math.Min(height, width) || augmentation.Crop is not (>= 0 and < 1))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Images of {height} × {width} pixels cannot be varied by {augmentation}."),
                nameof(augmentation));
        }
    }

    /// <inheritdoc/>
    public override int Count => source.Count;

    /// <inheritdoc/>
    public override TensorType Input => source.Input;

    /// <inheritdoc/>
    public override TensorType Target => source.Target;

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<int> rows, int epoch, Tensor inputs, Tensor targets)
    {
        source.Read(rows, epoch, inputs, targets);
        if (epoch == 0)
        {
            return;
        }

        var pixels = inputs.AsSpan<float>();
        var (plane, length) = (height * width, channels * height * width);
        var before = new float[plane];
        for (var i = 0; i < rows.Length; i++)
        {
            var random = new SplitMix64(seed, epoch, rows[i]);
            var flips = augmentation.Flip && (random.Next() & 1) == 1;
            var span = (2 * augmentation.Shift) + 1;
            var (down, right) = (random.Below(span) - augmentation.Shift, random.Below(span) - augmentation.Shift);
            var scale = 1 - (augmentation.Crop * random.Uniform());
            var (top, left) = ((1 - scale) * random.Uniform() * (height - 1), (1 - scale) * random.Uniform() * (width - 1));
            for (var channel = 0; channel < channels; channel++)
            {
                var image = pixels.Slice((i * length) + (channel * plane), plane);
                image.CopyTo(before);
                if (augmentation.Crop > 0)
                {
                    Enlarge(before, image, top, left, scale);
                    image.CopyTo(before);
                }

                Move(before, image, down, right, flips);
            }
        }
    }

    private void Enlarge(ReadOnlySpan<float> from, Span<float> to, double top, double left, double scale)
    {
        for (var y = 0; y < height; y++)
        {
            var (row, down) = Between(top + (y * scale), height);
            for (var x = 0; x < width; x++)
            {
                var (column, right) = Between(left + (x * scale), width);
                var (below, beside) = (row + 1 < height ? width : 0, column + 1 < width ? 1 : 0);
                var at = (row * width) + column;
                var (upper, lower) = (
                    from[at] + (right * (from[at + beside] - from[at])),
                    from[at + below] + (right * (from[at + below + beside] - from[at + below])));
                to[(y * width) + x] = upper + (down * (lower - upper));
            }
        }

        static (int Whole, float Part) Between(double at, int length)
        {
            var whole = Math.Min((int)at, length - 1);
            return (whole, (float)(at - whole));
        }
    }

    private void Move(ReadOnlySpan<float> from, Span<float> to, int down, int right, bool flips)
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (row, column) = (y - down, (flips ? width - 1 - x : x) - right);
                to[(y * width) + x] = row >= 0 && row < height && column >= 0 && column < width ? from[(row * width) + column] : 0;
            }
        }
    }
}
