using System.Numerics;
using Aresta.Kernels;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>Where an operand of an attention lies.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Start">Its first element there.</param>
/// <param name="Strides">From step to step along the axes of the batch, from row to row, from column to column.</param>
internal sealed record AttentionPlace(int Storage, nint Start, nint[] Strides)
{
    /// <summary>A value that is read, its rows along an axis of the scores.</summary>
    public static AttentionPlace Read(Emission emission, RoledValue value, int[] batch, int row)
    {
        var view = emission.Strided(value.Place);
        return new(view.Root, view.Start, value.Strides(view.Strides, batch, row));
    }

    /// <summary>The mask, if one is read.</summary>
    public static AttentionPlace? Read(Emission emission, AttentionMask? mask, int[] batch, int row, int last)
    {
        if (mask is not { Ends: null })
        {
            return null;
        }

        var view = emission.Strided(mask.Place);
        return new(view.Root, view.Start, [.. batch.Append(row).Append(last).Select(axis => view.Strides[axis])]);
    }

    /// <summary>A value that is written.</summary>
    public static AttentionPlace Write(Emission emission, RoledValue value, int[] batch, int row)
    {
        var view = emission.Part(value.Place);
        return new(view.Root, view.Start, value.Strides(view.Strides, batch, row));
    }

    /// <summary>The operand in a run.</summary>
    public unsafe HeadOperand<T> In<T>(Frame frame) where T : unmanaged => new((T*)frame[Storage] + Start, Strides);
}

/// <summary>
/// Attention, weights and all, head by head: the averages, from queries, keys and values; or the cotangents of these, from them and that
/// of the averages.
/// </summary>
internal sealed unsafe class AttentionRun(
    AttentionShape shape, AttentionPlace[] read, AttentionPlace? mask, AttentionPlace[] written, bool single, Node[] nodes, int threads)
    : Step
{
    private bool IsGradient => written.Length > 1;

    public override string Kernel => FormattableString.Invariant(
        $"attention{(IsGradient ? " gradient" : "")}: {shape.Heads} × {shape.Queries} × {shape.Keys}, {shape.Width} wide")
        + (shape.Ends is null ? "" : ", no keys behind the ends") + (mask is null ? "" : ", masked");

    public override IReadOnlyList<int> Reads { get; } =
        [.. read.Concat(mask is null ? [] : [mask]).Select(place => place.Storage).Distinct()];

    public override IReadOnlyList<int> Writes { get; } = [.. written.Select(place => place.Storage).Distinct()];

    public override IReadOnlyList<Node> Nodes { get; } = nodes;

    // Scores, and averages; backward the same for five products.
    public override double Flops => shape.MultiplyAdds * (IsGradient ? 5 : 2);

    public override long WorkspaceBytes(int threads) => (single, IsGradient) switch
    {
        (true, true) => AttentionKernel.GradientScratchBytes<float>(shape, threads),
        (true, false) => AttentionKernel.ScratchBytes<float>(shape, threads),
        (false, true) => AttentionKernel.GradientScratchBytes<double>(shape, threads),
        (false, false) => AttentionKernel.ScratchBytes<double>(shape, threads),
    };

    public override void Run(Frame frame)
    {
        if (single)
        {
            Run<float>(frame);
        }
        else
        {
            Run<double>(frame);
        }
    }

    private void Run<T>(Frame frame) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var allowed = mask?.In<byte>(frame) ?? default;
        var (q, k, v) = (read[0].In<T>(frame), read[1].In<T>(frame), read[2].In<T>(frame));
        if (IsGradient)
        {
            AttentionKernel.RunGradient(
                shape, (q, k, v, read[3].In<T>(frame)), allowed,
                (written[0].In<T>(frame), written[1].In<T>(frame), written[2].In<T>(frame)), frame[Workspace], threads);
        }
        else
        {
            AttentionKernel.Run(shape, q, k, v, allowed, written[0].In<T>(frame), frame[Workspace], threads);
        }
    }
}
