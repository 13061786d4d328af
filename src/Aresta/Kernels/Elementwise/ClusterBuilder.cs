using Aresta.Numerics;
using Aresta.Tensors;

namespace Aresta.Kernels;

/// <summary>A value of a cluster: an input, a constant, or the result of a step.</summary>
/// <param name="Index">Its number, in order of definition.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="PerRow">Whether it is one number for each row.</param>
internal readonly record struct StripValue(int Index, StripType Type, bool PerRow = false);

/// <summary>Writes the program of a cluster, value by value. Numbers of rows meet elements as rows of them.</summary>
/// <param name="width">The vectors to compute with; the best there are, but for tests.</param>
internal sealed partial class ClusterBuilder(VectorWidth width)
{
    private readonly List<Definition> definitions = [];
    private readonly List<int> outputs = [];
    private readonly List<int> results = [];
    private readonly Dictionary<StripValue, StripValue> spread = [];

    /// <summary>A builder for the widest vectors of this machine.</summary>
    public ClusterBuilder() : this(VectorWidths.Best)
    {
    }

    /// <summary>The next input.</summary>
    /// <param name="dtype">The type of its elements.</param>
    /// <param name="perRow">Whether it is one number for each row, to be computed with as such.</param>
    public StripValue Input(DType dtype, bool perRow = false) =>
        Define(new() { Type = StripTypes.Of(dtype), IsInput = true, PerRow = perRow });

    /// <summary>A number, the same everywhere.</summary>
    public StripValue Constant(DType dtype, double value) => Define(new()
    {
        Type = StripTypes.Of(dtype),
        IsConstant = true,
        Bits = dtype switch
        {
            DType.Float32 => BitConverter.SingleToUInt32Bits((float)value),
            DType.Float64 => BitConverter.DoubleToInt64Bits(value),
            DType.Int32 => (int)value,
            DType.Int64 => (long)value,
            _ => value == 0 ? 0 : 1,
        },
    });

    /// <summary>A function of values of one type, float or double; its result has that type.</summary>
    public StripValue Apply<TFunction>(TFunction function, params ReadOnlySpan<StripValue> operands) where TFunction : struct, ILaneFunction
    {
        Check(operands, TFunction.Arity, function.Name);
        var result = Step(StripKernels.Of(function, operands[0].Type.Size, width), operands[0].Type, operands);
        definitions[result.Index].Cheap = Cheap<TFunction>();
        return result;
    }

    /// <summary>f′(x) for a value y = f(x): one kernel makes both, if this one is used.</summary>
    /// <param name="y">The value, made by the function itself.</param>
    public StripValue Slope<TFunction>(StripValue y) where TFunction : struct, ISlopedFunction
    {
        var function = definitions[y.Index];
        if (function.Slope is { } known)
            return known;
        var slope = Define(new() { Type = y.Type, PerRow = y.PerRow, PartOf = y.Index });
        (function.Slope, function.Sloped) = (slope, StripKernels.Sloped<TFunction>(y.Type.Size, width));
        return slope;
    }

    /// <summary>f(x); of integers where the rule has a meaning there.</summary>
    public StripValue Unary<TRule>(TRule rule, StripValue x) where TRule : struct, IUnaryRule =>
        !x.Type.IsInteger ? Apply(new UnaryValue<TRule>(rule), x)
        : rule is IIntegerUnaryRule integer ? Integer(new IntegerUnaryValue(integer), TRule.Name, x)
        : throw Undefined(TRule.Name, x.Type);

    /// <summary>f(x, y); of integers where the rule has a meaning there.</summary>
    public StripValue Binary<TRule>(TRule rule, StripValue x, StripValue y) where TRule : struct, IBinaryRule =>
        !x.Type.IsInteger ? Apply(new BinaryValue<TRule>(rule), x, y)
        : rule is IIntegerBinaryRule integer ? Integer(new IntegerBinaryValue(integer), TRule.Name, x, y)
        : throw Undefined(TRule.Name, x.Type);

    /// <summary>f(x, y, z); of integers where the rule has a meaning there.</summary>
    public StripValue Ternary<TRule>(TRule rule, StripValue x, StripValue y, StripValue z) where TRule : struct, ITernaryRule =>
        !x.Type.IsInteger ? Apply(new TernaryValue<TRule>(rule), x, y, z)
        : rule is IIntegerTernaryRule integer ? Integer(new IntegerTernaryValue(integer), TRule.Name, x, y, z)
        : throw Undefined(TRule.Name, x.Type);

    /// <summary>Where a comparison holds: a mask.</summary>
    public StripValue Compare<TRule>(TRule rule, StripValue x, StripValue y) where TRule : struct, IComparisonRule
    {
        var result = x.Type.IsInteger
            ? Integer(new IntegerComparison(rule), TRule.Name, x, y)
            : Apply(default(ComparisonMask<TRule>), x, y);
        definitions[result.Index].Type = x.Type.Mask;
        return result with { Type = x.Type.Mask };
    }

    /// <summary>One value or the other, of whatever type, as a truth value says.</summary>
    public StripValue Where(StripValue condition, StripValue then, StripValue otherwise)
    {
        if (then.Type is StripType.Bool || then.Type != otherwise.Type)
            (then, otherwise) = (AsMask(then, StripType.Mask32), AsMask(otherwise, StripType.Mask32));
        var mask = AsMask(condition, then.Type.Mask);
        ReadOnlySpan<StripValue> operands = [mask, then, otherwise];
        return Step(StripKernels.Of(default(Choice), then.Type.Size, width), then.Type, operands);
    }

    /// <summary>A function of truth values.</summary>
    public StripValue Logical<TFunction>(TFunction function, params ReadOnlySpan<StripValue> operands)
        where TFunction : struct, ILaneFunction
    {
        var masks = operands.ToArray();
        for (var i = 0; i < masks.Length; i++)
            masks[i] = AsMask(masks[i], operands[0].Type.Mask);
        return Apply(function, masks);
    }

    /// <summary>The elements in another type, as the primitive Convert has them.</summary>
    public StripValue Convert(StripValue x, StripType to)
    {
        if (x.Type == to)
            return x;
        if (to == StripType.Bool)
            x = AsMask(x, x.Type.Mask);
        else if (to.IsMask)
            return AsMask(x, to);
        else if (x.Type == StripType.Bool || x.Type.IsMask)
            x = AsMask(x, to.Mask);
        return Converted(x, to);
    }

    /// <summary>Makes a value the next output; truth values are written as bool.</summary>
    public void Output(StripValue x)
    {
        if (x.Type.IsMask)
            x = Convert(x, StripType.Bool);
        if (x.Type == StripType.Bool && definitions[x.Index].Kernel is null)
            x = Converted(AsMask(x, StripType.Mask32), StripType.Bool);
        else if (x.PerRow || definitions[x.Index] is { Kernel: null, PartOf: null } || outputs.Contains(x.Index))
            x = Copied(Wide(x));
        outputs.Add(x.Index);
    }

    /// <summary>A value reduced along each row: one number for each. Of such a number there is nothing to reduce.</summary>
    public StripValue Reduced(ReductionKind kind, StripValue x) => Define(new()
    {
        Type = x.Type,
        Reduction = ReductionKernel.Of(kind, x.Type, width),
        Operands = [Wide(x)],
        PerRow = true,
    });

    /// <summary>Makes one number of each row the next result; truth values are written as bool.</summary>
    public void Result(StripValue x)
    {
        if (!x.PerRow)
            throw new ArgumentException("A result is one number of each row: reduce it.");
        if (x.Type == StripType.Bool)
            x = AsMask(x, StripType.Mask32);
        if (x.Type.IsMask)
            x = Convert(x, StripType.Bool);
        results.Add(definitions[x.Index].IsInput || results.Contains(x.Index) ? Copied(x).Index : x.Index);
    }

    /// <summary>Makes a value, reduced along each row, the next result.</summary>
    public void Reduce(ReductionKind kind, StripValue x) => Result(Reduced(kind, x));

    private StripValue AsMask(StripValue x, StripType mask)
    {
        if (!x.Type.IsMask)
            x = Converted(x, x.Type == StripType.Bool ? mask : x.Type.Mask);
        return x.Type == mask ? x : Converted(x, mask);
    }

    private StripValue Converted(StripValue x, StripType to) => Step(
        StripKernels.Conversion(x.Type, to, width) ?? throw new ArgumentException($"There is no conversion from {x.Type} to {to}."),
        to, [x]);

    private StripValue Integer<TFunction>(TFunction function, string name, params ReadOnlySpan<StripValue> operands)
        where TFunction : struct, IIntegerFunction
    {
        Check(operands, TFunction.Arity, name);
        return Step(StripKernels.OfIntegers(function, name, operands[0].Type.Size), operands[0].Type, operands);
    }

    private static void Check(ReadOnlySpan<StripValue> operands, int arity, string name)
    {
        if (operands.Length != arity)
            throw new ArgumentException($"{name} takes {arity} operands, not {operands.Length}.");
        foreach (var operand in operands)
        {
            if (operand.Type != operands[0].Type || operand.Type == StripType.Bool)
                throw new ArgumentException($"{name} takes operands of one type, not {operands[0].Type} and {operand.Type}; convert one.");
        }
    }

    private static ArgumentException Undefined(string name, StripType type) => new($"{name} has no meaning on {type}.");

    private StripValue Copied(StripValue x) => Step(StripKernels.Of(default(Copy), x.Type.Size, width), x.Type, [x]);

    // Elements where one operand is: numbers of rows are spread; else numbers of rows, where one operand is.
    private StripValue Step(StripKernel kernel, StripType type, ReadOnlySpan<StripValue> operands)
    {
        var all = operands.ToArray();
        var elements = all.Any(x => !x.PerRow && !definitions[x.Index].IsConstant);
        return Define(new()
        {
            Type = type,
            Kernel = kernel,
            Operands = elements ? Array.ConvertAll(all, Wide) : all,
            PerRow = !elements && all.Any(x => x.PerRow),
        });
    }

    // A number of each row as the row.
    private StripValue Wide(StripValue x)
    {
        if (x.PerRow && !spread.TryGetValue(x, out var wide))
            spread[x] = wide = Define(new() { Type = x.Type, Operands = [x] });
        return x.PerRow ? spread[x] : x;
    }

    private StripValue Define(Definition definition)
    {
        definitions.Add(definition);
        return new(definitions.Count - 1, definition.Type, definition.PerRow);
    }

    private sealed class Definition
    {
        public StripType Type { get; set; }
        public bool IsInput { get; init; }
        public bool IsConstant { get; init; }
        public long Bits { get; init; }
        public bool PerRow { get; init; }
        public StripKernel? Kernel { get; init; }
        public ReductionKernel? Reduction { get; init; }
        public StripValue[] Operands { get; init; } = [];
        public CheapFunction Cheap { get; set; }
        public (UpdateKernel Kernel, int First, int Second)? Update { get; init; }
        public int? PartOf { get; init; }

        /// <summary>The slope, where it is wanted, and the kernel that makes it too.</summary>
        public StripValue? Slope { get; set; }
        public StripKernel? Sloped { get; set; }
    }
}
