using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// The windows of several channels of several samples as a matrix that is never written down: a row for each element of a window, a column
/// for each place. It is read in parts, each the places of a few samples or of a band of one, from a stage: a copy of what they read, with
/// its zeros around. There, element (row, column) stands at <see cref="Rows"/>[row] plus the position of the column, and neighbors along
/// the last axis stand side by side, whatever the step: the stage holds the remainders by the step one after another.
/// Where windows slide over the other axes by single steps, the stage has a copy for each element of a window along the last axis, as long
/// as there are places: then all places of a sample stand side by side.
/// </summary>
internal sealed class WindowGrid
{
    private const int StageBytes = 256 << 10;
    private const int LinedBytes = 512 << 10;
    private const int ElementBytes = 4; // of float: double takes twice as much of the cache
    private const int Room = 64; // elements behind a stage: whole vectors are read and written beyond ends

    private readonly WindowAxis[] _axes;
    private readonly int[] _extents;
    private readonly int[] _sourceStrides;
    private readonly int _samples;
    private readonly int _band;
    private readonly int _bands;
    private readonly int _together;
    private readonly int _plane;
    private readonly int _eachBand;
    private readonly int _inner;
    private readonly int _sampleColumns;
    private readonly int[] _lines;
    private readonly int _line;
    private readonly int _eachChannel;
    private readonly int _copy;

    /// <summary>Lays out the parts.</summary>
    /// <param name="axes">The windows along each axis of space.</param>
    /// <param name="samples">How many samples there are.</param>
    /// <param name="channels">How many channels a stage holds at most.</param>
    /// <param name="resultLengths">The lengths of the result along the axes of space.</param>
    /// <param name="resultSample">From sample to sample in the result.</param>
    /// <param name="columns">About how many columns a part shall have.</param>
    /// <param name="banded">Whether a part may be a band of a sample.</param>
    public WindowGrid(WindowAxis[] axes, int samples, int channels, int[] resultLengths, int resultSample, int columns,
        bool banded = true)
    {
        (_axes, _samples, Channels) = (axes, samples, channels);
        var last = axes.Length - 1;
        _extents = [.. axes.Select(axis => axis.Extent(axis.Count))];
        _inner = axes.Skip(1).Aggregate(1, (n, axis) => checked(n * axis.Count));
        _sampleColumns = checked(_inner * axes[0].Count);
        var lined = banded && axes[last].Shifts.Length > 0 && axes.Take(last).All(axis => axis.Step == 1)
            && axes.Take(last).Any(axis => axis.Shifts.Length > 1);
        var (budget, wide) = lined ? (LinedBytes, axes[last].Shifts.Length * axes[last].Count) : (StageBytes, _extents[last]);
        // Fewer columns, if what they read would not stay in the second cache.
        var across = _extents[..last].Skip(1).Aggregate(1L, (n, extent) => n * extent) * (last > 0 ? wide : 1) * channels;
        var whole = across * _extents[0] * ElementBytes;
        var most = Math.Min(columns, budget / Math.Max(1.0, (double)whole / Math.Max(1, _sampleColumns)));
        most = banded ? most : _sampleColumns;
        _band = (int)Math.Clamp(most / Math.Max(1, _inner), 1, Math.Max(1, axes[0].Count));
        _bands = (axes[0].Count + _band - 1) / _band;
        _band = _bands == 0 ? 1 : (axes[0].Count + _bands - 1) / _bands; // as even as can be
        _together = _bands != 1 ? 1 : (int)Math.Clamp(
            Math.Min(((long)columns + _sampleColumns - 1) / Math.Max(1, _sampleColumns), budget / Math.Max(1, whole)),
            1, Math.Max(1, samples));
        _extents[0] = axes[0].Extent(Math.Min(_band, axes[0].Count));
        var step = axes[last].Step;
        _extents[last] = (_extents[last] + step - 1) / step * step;
        _plane = _extents.Aggregate(1, (n, extent) => checked(n * extent));
        _sourceStrides = Strides([.. axes.Select(axis => axis.Length)]);
        Columns = checked(_together * Math.Min(_band, axes[0].Count) * _inner);
        Parts = checked((samples + _together - 1) / _together * _bands);

        // How many elements the last axis has in the stage, and where those of the window begin there.
        int[] starts = [.. axes[last].Shifts.Select(shift => shift - axes[last].First)
            .Select(shift => (shift % step * (_extents[last] / step)) + (shift / step))];
        _line = lined ? axes[last].Count : _extents[last];
        _lines = lined ? starts : [];
        var plane = checked(_plane / Math.Max(1, _extents[last]) * _line);
        _eachChannel = lined ? checked(starts.Length * plane) : _plane;
        _copy = lined ? checked((_eachChannel * channels * _together) + Room) : 0;
        Stage = checked(_copy + (_plane * channels * (lined ? 1 : _together)) + Room);
        int[] strides = Strides([.. _extents[..last], _line]), results = Strides(resultLengths);
        var each = Cross(axes, (axis, _) => axis.Shifts.Length, (axis, i, tap) =>
            i < last ? (axis.Shifts[tap] - axis.First) * strides[i] : lined ? tap * plane : starts[tap]);
        Taps = each.Length;
        Rows = [.. from channel in Enumerable.Range(0, channels) from row in each select checked((channel * _eachChannel) + row)];
        var read = Cross(axes, Count, (axis, i, q) => i < last ? q * axis.Step * strides[i] : q);
        var written = Cross(axes, Count, (axis, i, q) => checked((axis.Start + (q * axis.Stride)) * results[i]));
        Reads = new(
            [.. from sample in Enumerable.Range(0, _together) from q in read select checked((sample * _eachChannel * channels) + q)]);
        Writes = new([.. from sample in Enumerable.Range(0, _together) from q in written select checked((sample * resultSample) + q)]);
        _eachBand = checked(_band * axes[0].Stride * results[0]);

        int Count(WindowAxis axis, int i) => i == 0 ? Math.Min(_band, axis.Count) : axis.Count;
    }

    /// <summary>How many channels a stage holds at most.</summary>
    public int Channels { get; }

    /// <summary>The rows of a channel.</summary>
    public int Taps { get; }

    /// <summary>How many parts there are; they follow the order of the samples and, within one, of the places.</summary>
    public int Parts { get; }

    /// <summary>The columns of a part at most.</summary>
    public int Columns { get; }

    /// <summary>The elements of a stage.</summary>
    public int Stage { get; }

    /// <summary>Where the rows stand in the stage.</summary>
    public int[] Rows { get; }

    /// <summary>Where the columns stand in the stage.</summary>
    public Runs Reads { get; }

    /// <summary>Where the columns stand in the result, from <see cref="WindowPart.Result"/> on.</summary>
    public Runs Writes { get; }

    /// <summary>What a part consists of.</summary>
    public WindowPart Part(int index)
    {
        var (group, band) = Math.DivRem(index, _bands);
        var first = group * _together;
        var samples = Math.Min(_together, _samples - first);
        var places = Math.Min(_band, _axes[0].Count - (band * _band));
        return new(first, samples, band * _band, places, samples * places * _inner, band * _eachBand);
    }

    /// <summary>The sample that a column belongs to, counted from the first of its part.</summary>
    public int SampleOf(int column) => _together == 1 ? 0 : column / _sampleColumns;

    /// <summary>Copies what a part reads.</summary>
    /// <param name="part">The part.</param>
    /// <param name="source">The first channel of its first sample.</param>
    /// <param name="sample">From sample to sample.</param>
    /// <param name="channels">How many channels.</param>
    /// <param name="stage">Where to.</param>
    /// <param name="filling">What stands where the source has no elements.</param>
    public unsafe void Copy<T>(in WindowPart part, T* source, nint sample, int channels, T* stage, T filling = default)
        where T : unmanaged
    {
        var plane = _sourceStrides[0] * (nint)_axes[0].Length;
        for (var i = 0; i < part.Samples; i++)
        {
            var target = stage + (_lines.Length > 0 ? _copy : (nint)i * Channels * _plane);
            for (var channel = 0; channel < channels; channel++)
            {
                Copy(
                    0, source + (i * sample) + (channel * plane), true, part.FirstPlace, part.Places, target + ((nint)channel * _plane),
                    filling);
            }

            if (_lines.Length > 0)
            {
                var rows = _axes[0].Extent(part.Places) * (_plane / Math.Max(1, _extents[0] * _extents[^1]));
                LineUp(target, stage + ((nint)i * Channels * _eachChannel), channels, rows);
            }
        }
    }

    // For each element of a window along the last axis the places that meet it, row after row. Whole vectors are copied: what follows is
    // written later.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void LineUp<T>(T* copy, T* stage, int channels, int rows) where T : unmanaged
    {
        var (step, bytes) = ((nint)_extents[^1] * sizeof(T), (nint)_line * sizeof(T));
        for (var channel = 0; channel < channels; channel++)
        {
            for (var line = 0; line < _lines.Length; line++)
            {
                var from = (byte*)(copy + ((nint)channel * _plane) + _lines[line]);
                var to = (byte*)(stage + ((nint)channel * _eachChannel) + ((nint)line * (_eachChannel / _lines.Length)));
                for (var row = 0; row < rows; row++, from += step, to += bytes)
                {
                    nint i = 0;
                    do
                    {
                        Vector.Store(Vector.Load(from + i), to + i);
                        i += Vector<byte>.Count;
                    }
                    while (i < bytes);
                }
            }
        }
    }

    /// <summary>Copies whole samples back from a stage: zeros where no window reached.</summary>
    /// <param name="part">The part: not a band.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="target">The first sample of the part.</param>
    public unsafe void CopyBack<T>(in WindowPart part, T* stage, T* target) where T : unmanaged
    {
        var sample = _sourceStrides[0] * (nint)_axes[0].Length;
        for (var i = 0; i < part.Samples; i++)
        {
            CopyBack(0, stage + ((nint)i * Channels * _plane), true, target + (i * sample));
        }
    }

    private unsafe void CopyBack<T>(int axis, T* stage, bool reached, T* target) where T : unmanaged
    {
        var own = _axes[axis];
        var extent = reached ? own.Extent(own.Count) : 0;
        if (axis == _axes.Length - 1)
        {
            StageLine.Write(stage, own.First, extent, own.Step, _extents[axis] / own.Step, target, own.Length);
            return;
        }

        nint each = 1;
        for (var i = axis + 1; i < _extents.Length; i++)
        {
            each *= _extents[i];
        }

        for (var i = 0; i < own.Length; i++)
        {
            var at = i - own.First;
            CopyBack(axis + 1, stage + (at * each), at >= 0 && at < extent, target + ((nint)i * _sourceStrides[axis]));
        }
    }

    // What the places of an axis reach over; nothing but zeros if an axis before has ended already.
    private unsafe void Copy<T>(int axis, T* source, bool inside, int firstPlace, int places, T* target, T filling) where T : unmanaged
    {
        var (own, last) = (_axes[axis], axis == _axes.Length - 1);
        var first = (firstPlace * own.Step) + own.First;
        var extent = own.Extent(places);
        if (last)
        {
            StageLine.Read(source, inside ? own.Length : 0, first, extent, own.Step, _extents[axis] / own.Step, target, filling);
            return;
        }

        if (axis == _axes.Length - 2 && inside && _axes[^1].Step == 1)
        {
            StageLine.Read(source, own.Length, _axes[^1].Length, first, extent, _axes[^1].First, _extents[^1], target, filling);
            return;
        }

        nint each = 1;
        for (var i = axis + 1; i < _extents.Length; i++)
        {
            each *= _extents[i];
        }

        for (var i = 0; i < extent; i++)
        {
            var at = first + i;
            Copy(
                axis + 1, source + ((nint)at * _sourceStrides[axis]), inside && at >= 0 && at < own.Length, 0, _axes[axis + 1].Count,
                target + (i * each), filling);
        }
    }

    // One number for each choice of an index on every axis: the sum of what the axes say; the last axis moves fastest.
    internal static int[] Cross(WindowAxis[] axes, Func<WindowAxis, int, int> count, Func<WindowAxis, int, int, int> of)
    {
        int[] sums = [0];
        for (var i = 0; i < axes.Length; i++)
        {
            var (axis, own) = (i, Enumerable.Range(0, count(axes[i], i)).ToArray());
            sums = [.. from sum in sums from k in own select checked(sum + of(axes[axis], axis, k))];
        }

        return sums;
    }

    internal static int[] Strides(int[] lengths)
    {
        var strides = new int[lengths.Length];
        var next = 1;
        for (var axis = lengths.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = next;
            next = checked(next * lengths[axis]);
        }

        return strides;
    }
}

/// <summary>Some samples, or a band of one.</summary>
/// <param name="First">The first sample.</param>
/// <param name="Samples">How many samples.</param>
/// <param name="FirstPlace">The first place along the first axis.</param>
/// <param name="Places">How many places along the first axis.</param>
/// <param name="Columns">How many columns: all places of all these samples.</param>
/// <param name="Result">How far the first place is from the beginning of a channel of the result.</param>
internal readonly record struct WindowPart(int First, int Samples, int FirstPlace, int Places, int Columns, int Result);
