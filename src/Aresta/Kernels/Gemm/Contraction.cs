using System.Globalization;
using System.Numerics;

namespace Aresta.Kernels;

/// <summary>
/// The sum of products over labels, "ij,jk->ik", planned once for lengths and strides, and run many times: as products of matrices,
/// repeated over the axes that are in all three places (and those that no stride joins to the rows or columns), and summed over what
/// no stride joins to the depth. Where that would be many small products, an operand is copied first, so that its axes join.
/// </summary>
/// <remarks>The plan, and with it the order of every sum, depends on labels, lengths and strides alone, not on threads.</remarks>
internal sealed class Contraction
{
    private const double Copying = 1.5; // cycles an element

    private readonly StridedCopy? _left;
    private readonly StridedCopy? _right;
    private readonly ContractionLoops _loops;

    private Contraction(string labels, StridedCopy? left, StridedCopy? right, ContractionLoops loops) =>
        (Labels, _left, _right, _loops) = (labels, left, right, loops);

    /// <summary>One letter an axis: first operand, comma, second operand, arrow, result.</summary>
    public string Labels { get; }

    /// <summary>What is multiplied and added, in pairs.</summary>
    public double MultiplyAdds =>
        (double)_loops.Row.Length * _loops.Column.Length * _loops.Depth.Length * Axis.Count(_loops.Batch) * Axis.Count(_loops.Sum);

    /// <summary>Elements copied, so that axes join.</summary>
    public int Copied => (_left?.Elements ?? 0) + (_right?.Elements ?? 0);

    /// <summary>Plans a contraction of operands that lie in memory in row-major order, as the result shall.</summary>
    public static Contraction Plan(string labels, ReadOnlySpan<int> left, ReadOnlySpan<int> right)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var (l, r, o) = Split(labels);
        var result = new int[o.Length];
        for (var i = 0; i < o.Length; i++)
        {
            result[i] = l.Contains(o[i]) ? left[l.IndexOf(o[i])] : right[r.IndexOf(o[i])];
        }

        return Plan(labels, left, right, RowMajor(left), RowMajor(right), RowMajor(result));
    }

    /// <summary>Plans a contraction.</summary>
    /// <param name="labels">Each label stands in two or three of the places, once in each.</param>
    /// <param name="left">The lengths of the first operand.</param>
    /// <param name="right">The lengths of the second operand.</param>
    /// <param name="leftStrides">From step to step in the first operand, in elements; 0 repeats.</param>
    /// <param name="rightStrides">The same for the second operand.</param>
    /// <param name="resultStrides">The same for the result, where no two elements may share a place.</param>
    public static Contraction Plan(
        string labels, ReadOnlySpan<int> left, ReadOnlySpan<int> right,
        ReadOnlySpan<nint> leftStrides, ReadOnlySpan<nint> rightStrides, ReadOnlySpan<nint> resultStrides)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var (l, r, o) = Split(labels);
        if (left.Length != l.Length || right.Length != r.Length || leftStrides.Length != l.Length || rightStrides.Length != r.Length
            || resultStrides.Length != o.Length)
        {
            throw new ArgumentException($"labels \"{labels}\" ask for as many lengths and strides as there are labels");
        }

        var axes = new List<LabelledAxis>();
        foreach (var label in string.Concat(o, l, r).Distinct())
        {
            var (inLeft, inRight, inResult) = (l.IndexOf(label), r.IndexOf(label), o.IndexOf(label));
            var length = inLeft >= 0 ? left[inLeft] : inRight >= 0 ? right[inRight] : 0;
            if ((inLeft < 0 ? 0 : 1) + (inRight < 0 ? 0 : 1) + (inResult < 0 ? 0 : 1) < 2 || (inRight >= 0 && right[inRight] != length))
            {
                throw new ArgumentException($"label {label} of \"{labels}\" stands in two places at least, with one length");
            }

            axes.Add(new((inLeft >= 0, inRight >= 0, inResult >= 0), new(
                length, inLeft < 0 ? 0 : leftStrides[inLeft], inRight < 0 ? 0 : rightStrides[inRight],
                inResult < 0 ? 0 : resultStrides[inResult])));
        }

        return Cheapest(labels, axes);
    }

    /// <summary>Computes result ← Σ left·right.</summary>
    public unsafe void Run<T>(T* left, T* right, T* result, int threads = 1, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(left, right, result, default(NoEpilogue<T>), threads, tuning);

    /// <summary>The same, and lets an epilogue change each block of the result as soon as it is finished.</summary>
    public unsafe void Run<T, E>(T* left, T* right, T* result, in E epilogue, int threads = 1, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T>
        where E : struct, IEpilogue<T>
    {
        var (forLeft, forRight) = (_left is null ? null : Workspace.Rent(), _right is null ? null : Workspace.Rent());
        try
        {
            left = Copy(_left, forLeft, left, threads);
            right = Copy(_right, forRight, right, threads);
            if (_loops.IsPointwise)
            {
                PointwiseWork<T, E>.Run(_loops.Batch, left, right, result, epilogue, threads);
                return;
            }

            Gemm.Run(_loops.Of(left, right, result), epilogue, threads, tuning: tuning);
        }
        finally
        {
            forLeft?.Return();
            forRight?.Return();
        }
    }

    /// <summary>The rows and columns of the result, if it is one matrix in row-major order, no batch of them.</summary>
    public (int Rows, int Columns)? Matrix => !_loops.IsPointwise && _loops.Batch.Length == 0
        && _loops.Column is { C: 1 } or { Length: 1 } && (_loops.Row.C == _loops.Column.Length || _loops.Row.Length == 1)
        ? (_loops.Row.Length, _loops.Column.Length) : null;

    /// <summary>Whether the result may be nowhere (at address 0), and an epilogue makes something else of its rows.</summary>
    public unsafe bool MayPass<T>(int threads) where T : unmanaged, IFloatingPointIeee754<T> =>
        Matrix is not null && Gemm.MayPass(_loops.Of<T>(null, null, null), threads);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Labels}: {_loops}{(Copied > 0 ? $", {Copied} elements copied" : "")}");

    private static unsafe T* Copy<T>(StridedCopy? copy, Workspace? workspace, T* source, int threads) where T : unmanaged
    {
        if (copy is null)
        {
            return source;
        }

        var target = (T*)workspace!.Reserve((long)copy.Elements * sizeof(T));
        copy.Run(source, target, threads);
        return target;
    }

    // As it lies, or with either operand or both copied first.
    private static Contraction Cheapest(string labels, List<LabelledAxis> axes)
    {
        Contraction? best = null;
        var least = double.PositiveInfinity;
        for (var copies = 0; copies < 4; copies++)
        {
            var (changed, left, right) = (axes, default(StridedCopy), default(StridedCopy));
            if ((copies & 1) != 0)
            {
                (changed, left) = Anew(changed, axis => axis.In.Left, axis => axis.Axis.A, (axis, stride) => axis with { A = stride });
            }

            if ((copies & 2) != 0)
            {
                (changed, right) = Anew(changed, axis => axis.In.Right, axis => axis.Axis.B, (axis, stride) => axis with { B = stride });
            }

            var loops = ContractionLoops.Of(changed, out var cost);
            cost += Copying * ((left?.Elements ?? 0) + (right?.Elements ?? 0));
            if (cost < least)
            {
                (best, least) = (new(labels, left, right, loops), cost);
            }
        }

        return best!;
    }

    // The operand anew: batch, rows or columns, depth, each in the order of the result or of the other operand.
    private static (List<LabelledAxis> Axes, StridedCopy Copy) Anew(
        List<LabelledAxis> axes, Predicate<LabelledAxis> has, Func<LabelledAxis, nint> stride, Func<Axis, nint, Axis> with)
    {
        var order = axes.Where(axis => has(axis)).OrderBy(axis => axis.Kind == 'k')
            .ThenBy(axis => axis.Kind != 'b')
            .ThenByDescending(axis => axis.In.Result ? axis.Axis.C : axis.Axis.A + axis.Axis.B - stride(axis)).ToList();
        var (changed, copy, next) = (axes.ToList(), new List<Axis>(), (nint)1);
        for (var i = order.Count - 1; i >= 0; i--)
        {
            changed[axes.IndexOf(order[i])] = order[i] with { Axis = with(order[i].Axis, next) };
            copy.Add(new(order[i].Axis.Length, stride(order[i]), 0, next));
            next *= Math.Max(1, order[i].Axis.Length);
        }

        return (changed, new(copy));
    }

    private static nint[] RowMajor(ReadOnlySpan<int> lengths)
    {
        var strides = new nint[lengths.Length];
        nint next = 1;
        for (var i = lengths.Length - 1; i >= 0; i--)
        {
            strides[i] = next;
            next *= lengths[i];
        }

        return strides;
    }

    private static (string Left, string Right, string Result) Split(string labels)
    {
        var places = labels.Split([",", "->"], StringSplitOptions.None);
        return places.Length == 3 && labels == $"{places[0]},{places[1]}->{places[2]}" && places.All(p => p.Distinct().Count() == p.Length)
            ? (places[0], places[1], places[2])
            : throw new ArgumentException($"labels \"{labels}\" are not of the form \"ij,jk->ik\", each label once in a place");
    }
}
