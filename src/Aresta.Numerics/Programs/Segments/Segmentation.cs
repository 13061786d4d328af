using System.Numerics;
using System.Runtime.InteropServices;

namespace Aresta.Numerics;

/// <summary>
/// Cuts a program into segments. A cut is made where an instruction is as the one at the last cut, with operands as far away: so the
/// passes of a loop give equal segments, of which one is kept.
/// </summary>
internal sealed class Segmentation
{
    private const int Least = 512, Most = 1024;

    private readonly ScalarProgram<Float64> program;
    private readonly Instruction[] code;
    private readonly int first;

    /// <summary>The slots of 1, −1 and −0, by which programs write sums, differences and products.</summary>
    private readonly bool[] isOne, isMinusOne, isMinusZero;

    /// <summary>Where segments begin; the last is the end.</summary>
    private readonly List<int> cuts = [0];

    /// <summary>Which results are exported, a bit each, and how many exports there are before each segment.</summary>
    private readonly ulong[] exported;
    private readonly int[] exportsBefore;

    private readonly List<Step> steps = [];
    private readonly List<Segment> segments = [];
    private readonly List<int> imports = [], exports = [];
    private readonly Dictionary<int, List<int>> byHash = [];
    private readonly Dictionary<int, int> imported = [];

    private Segmentation(ScalarProgram<Float64> program)
    {
        (this.program, code, first) = (program, program.Code, program.First);
        isOne = Array.ConvertAll(program.Constants, x => x.Value == 1);
        isMinusOne = Array.ConvertAll(program.Constants, x => x.Value == -1);
        isMinusZero = Array.ConvertAll(program.Constants, x => x.Value == 0 && double.IsNegative(x.Value));
        Cut();
        exported = new ulong[code.Length / 64 + 1];
        exportsBefore = new int[cuts.Count];
        Export();
    }

    public static SegmentedProgram Of(ScalarProgram<Float64> program) => new Segmentation(program).Program();

    private void Cut()
    {
        for (var i = 1; i < code.Length; i++)
            if (i - cuts[^1] is var length && (length == Most || length >= Least && IsAlike(i, cuts[^1])))
                cuts.Add(i);
        if (code.Length > 0)
            cuts.Add(code.Length);
    }

    private bool IsAlike(int i, int j)
    {
        var (a, b) = (code[i], code[j]);
        return a.Code == b.Code && IsAsFar(a.X, b.X) && IsAsFar(a.Y, b.Y) && (a.Code == Codes.Guard || IsAsFar(a.Z, b.Z));

        bool IsAsFar(int a, int b) => a == b && a < first || a - i == b - j && a >= first;
    }

    private void Export()
    {
        for (var s = 0; s + 1 < cuts.Count; s++)
            for (var i = cuts[s]; i < cuts[s + 1]; i++)
            {
                Give(code[i].X, cuts[s]);
                Give(code[i].Y, cuts[s]);
                if (code[i].Code != Codes.Guard)
                    Give(code[i].Z, cuts[s]);
            }

        foreach (var slot in program.Outputs)
            Give(slot, int.MaxValue);
        for (var s = 0; s + 1 < cuts.Count; s++)
            exportsBefore[s + 1] = exportsBefore[s] + Count(cuts[s], cuts[s + 1]);

        void Give(int slot, int start)
        {
            if (slot - first is >= 0 and var i && i < start)
                exported[i >> 6] |= 1UL << i;
        }
    }

    private bool IsExported(int i) => (exported[i >> 6] >> i & 1) != 0;

    /// <summary>How many results from a number to another are exported.</summary>
    private int Count(int from, int to)
    {
        var count = 0;
        for (var word = from >> 6; word << 6 < to; word++)
        {
            var bits = exported[word];
            if (word == from >> 6)
                bits &= ulong.MaxValue << from;
            if (word == to >> 6)
                bits &= ~(ulong.MaxValue << to);
            count += BitOperations.PopCount(bits);
        }

        return count;
    }

    /// <summary>The number of the export of a result.</summary>
    private int ExportOf(int i)
    {
        var s = cuts.BinarySearch(i);
        s = s < 0 ? ~s - 1 : s;
        return exportsBefore[s] + Count(cuts[s], i);
    }

    private SegmentedProgram Program()
    {
        var order = new int[cuts.Count - 1];
        for (var s = 0; s < order.Length; s++)
            order[s] = Add(s);
        var pinned = GC.AllocateUninitializedArray<Step>(steps.Count, pinned: true);
        CollectionsMarshal.AsSpan(steps).CopyTo(pinned);
        var outputs = Array.ConvertAll(program.Outputs, slot => slot < first ? slot : -1 - ExportOf(slot - first));
        return new(program, pinned, [.. segments], [.. imports], [.. exports], order, outputs);
    }

    /// <summary>The number of the segment between two cuts, which is new or known.</summary>
    private int Add(int s)
    {
        var (start, end) = (cuts[s], cuts[s + 1]);
        var (code0, imports0, exports0) = (steps.Count, imports.Count, exports.Count);
        imported.Clear();
        for (var i = start; i < end; i++)
        {
            Import(code[i].X, s);
            Import(code[i].Y, s);
            if (code[i].Code != Codes.Guard)
                Import(code[i].Z, s);
        }

        var body = imports.Count - imports0 + StepCode.Reach;
        steps.Add(default);
        for (var i = start; i < end; i++)
        {
            steps.Add(Lowered(i, start, body));
            if (IsExported(i))
                exports.Add(body + i - start);
        }

        steps.Add(default);
        var segment = new Segment(code0 + 1, end - start, imports0, imports.Count - imports0, exports0, exports.Count - exports0);
        var hash = Hash(segment);
        if (!byHash.TryGetValue(hash, out var candidates))
            byHash.Add(hash, candidates = []);
        foreach (var known in candidates)
            if (AreEqual(segments[known], segment))
            {
                CollectionsMarshal.SetCount(steps, code0);
                CollectionsMarshal.SetCount(imports, imports0);
                CollectionsMarshal.SetCount(exports, exports0);
                return known;
            }

        candidates.Add(segments.Count);
        segments.Add(segment);
        return segments.Count - 1;
    }

    private void Import(int slot, int s)
    {
        if (slot >= first + cuts[s] || !imported.TryAdd(slot, imported.Count))
            return;
        imports.Add(slot < first ? slot : ExportOf(slot - first) - exportsBefore[s]);
    }

    private Step Lowered(int i, int start, int body)
    {
        var (kind, x, y, z) = code[i];
        var (atX, atY, atZ) = (At(x), At(y), kind == Codes.Guard ? 0 : At(z));
        switch (kind)
        {
            case Codes.MultiplyAdd when Is(isOne, y):
                return Commutative(StepCode.Sum, z: 0, x, z);
            case Codes.MultiplyAdd when Is(isMinusOne, y):
                return new(StepCode.For(StepCode.Difference, Place(z), Place(x), 0), atZ, atX, atZ);
            case Codes.MultiplyAdd when Is(isMinusZero, z):
                return Commutative(StepCode.Product, z: 0, x, y);
            case Codes.MultiplyAdd:
                return Commutative(StepCode.ProductPlus, z, x, y);
            case Codes.MultiplySubtract:
                return Commutative(StepCode.ProductMinus, z, x, y);
            case Codes.SubtractProduct:
                return Commutative(StepCode.MinusProduct, z, x, y);
            case Codes.Divide:
                return new(StepCode.For(StepCode.Quotient, Place(x), Place(y), 0), atX, atY, atX);
            default:
                return new(0, atX, atY, atZ);
        }

        bool Is(bool[] which, int slot) => slot < which.Length && which[slot];

        int At(int slot) => slot >= first + start ? body + slot - first - start : imported[slot];

        int Place(int slot) => slot < program.Constants.Length ? StepCode.Constant
            : slot >= first + start && first + i - slot <= StepCode.Reach ? first + i - slot
            : 0;

        // The first two operands in one order, so that there are fewer kinds of steps.
        Step Commutative(int formula, int z, int x, int y)
        {
            if (Place(x) > Place(y))
                (x, y) = (y, x);
            var third = formula >= StepCode.ProductPlus;
            return new(StepCode.For(formula, Place(x), Place(y), third ? Place(z) : 0), At(x), At(y), third ? At(z) : 0);
        }
    }

    private ReadOnlySpan<Step> StepsOf(Segment segment) => CollectionsMarshal.AsSpan(steps).Slice(segment.Code, segment.Count);

    private ReadOnlySpan<int> ImportsOf(Segment segment) =>
        CollectionsMarshal.AsSpan(imports).Slice(segment.Imports, segment.ImportCount);

    private ReadOnlySpan<int> ExportsOf(Segment segment) =>
        CollectionsMarshal.AsSpan(exports).Slice(segment.Exports, segment.ExportCount);

    private int Hash(Segment segment)
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(StepsOf(segment)));
        hash.AddBytes(MemoryMarshal.AsBytes(ImportsOf(segment)));
        hash.AddBytes(MemoryMarshal.AsBytes(ExportsOf(segment)));
        return hash.ToHashCode();
    }

    private bool AreEqual(Segment a, Segment b) => StepsOf(a).SequenceEqual(StepsOf(b))
        && ImportsOf(a).SequenceEqual(ImportsOf(b)) && ExportsOf(a).SequenceEqual(ExportsOf(b));
}
