using Aresta.Numerics;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;
using Convert = Aresta.Primitives.Convert;
using Max = Aresta.Primitives.Max;
using Min = Aresta.Primitives.Min;

namespace Aresta.Execution;

/// <summary>Writes operations on scalars into a program, in the form of <see cref="ScalarForm"/>.</summary>
internal sealed class ScalarWriter : IRuleReader
{
    private readonly Trace<Float64> trace = new();
    private readonly Dictionary<(Primitive, DType), Operation<Float64>> known = [];
    private Traced<Float64>[] x = [];
    private Primitive primitive = null!;
    private DType dtype;
    private Traced<Float64> result;

    /// <summary>
    /// Whether an application can stand in a program: its operands and its result are single elements, and no error can occur.
    /// </summary>
    public static bool Knows(Node node)
    {
        if (node.Results is not [{ IsStack: false, Shape.Size: 1 }] || node.Operands.Any(operand => operand.Shape.Size != 1))
        {
            return false;
        }

        return node.Primitive is Sum or Max or Min || (ElementwiseKernels.Know(node.Primitive) && !MayFail(node));
    }

    /// <summary>The next input.</summary>
    public Traced<Float64> Input() => trace.Input(1);

    /// <summary>A number that is part of the graph.</summary>
    public static Traced<Float64> Constant(Tensor tensor) => ScalarForm.Load(tensor.Elements, 0, tensor.DType).Value;

    /// <summary>The program.</summary>
    public ScalarProgram<Float64> Program(ReadOnlySpan<Traced<Float64>> outputs) => trace.Compile(outputs);

    /// <summary>Writes an application.</summary>
    public Traced<Float64> Write(Node node, Traced<Float64>[] operands)
    {
        (x, primitive, dtype) = (operands, node.Primitive, node.Operands[0].DType);
        return primitive switch
        {
            Scale when dtype == DType.Float64 && IsOne(node.Operands[1]) => x[0] + 0, // as of any other product, of −0 that makes 0
            Scale when dtype == DType.Float64 && IsOne(node.Operands[0]) => x[1] + 0,
            Scale => dtype == DType.Float64 ? Traced<Float64>.Scale(x[0], x[1]) : Apply(static (_, _) => new SingleScale()),
            Where => Apply(static (_, _) => new ScalarChoice()),
            And => x[0] * x[1],
            Or => 1 - ((1 - x[0]) * (1 - x[1])),
            Xor => Apply(static (_, _) => new NumbersCompared<NotEqual>(default)),
            Not => 1 - x[0],
            Convert { To: var to } when to == dtype || (dtype, to) is (DType.Float32 or DType.Bool, DType.Float64)
                or (DType.Bool, DType.Float32) => x[0],
            Convert => Apply(static (primitive, from) => new ScalarConversion(from, ((Convert)primitive).To)),
            Sum when dtype.IsFloating => x[0] + 0, // of −0 a sum makes 0
            Sum or Max or Min => x[0],
            _ => Rule((IRulePrimitive)primitive),
        };
    }

    void IRuleReader.Unary<TRule>(TRule rule) => result = dtype switch
    {
        DType.Float64 => Traced<Float64>.Apply(rule, x[0]),
        DType.Float32 => Apply((_, _) => new SingleUnary<TRule>(rule)),
        _ => Apply((_, type) => new IntegerOperation(rule, TRule.Name, 1, type == DType.Int32)),
    };

    void IRuleReader.Binary<TRule>(TRule rule) => result = dtype switch
    {
        DType.Float64 => Traced<Float64>.Apply(rule, x[0], x[1]),
        DType.Float32 => Apply((_, _) => new SingleBinary<TRule>(rule)),
        _ => Apply((_, type) => new IntegerOperation(rule, TRule.Name, 2, type == DType.Int32)),
    };

    void IRuleReader.Ternary<TRule>(TRule rule) => result = dtype switch
    {
        DType.Float64 => Traced<Float64>.Apply(rule, x[0], x[1], x[2]),
        DType.Float32 => Apply((_, _) => new SingleTernary<TRule>(rule)),
        _ => Apply((_, type) => new IntegerOperation(rule, TRule.Name, 3, type == DType.Int32)),
    };

    void IRuleReader.Comparison<TRule>(TRule rule) => result = dtype.IsInteger
        ? Apply((_, _) => new IntegersCompared<TRule>(rule))
        : Apply((_, _) => new NumbersCompared<TRule>(rule));

    // The seed of a gradient, in most cases.
    private static bool IsOne(Value value) => value.Node.Primitive is Constant { Value: var number } && number[0] == 1;

    private Traced<Float64> Rule(IRulePrimitive rule)
    {
        rule.Show(this);
        return result;
    }

    // What is applied twice is one object.
    private Traced<Float64> Apply(Func<Primitive, DType, Operation<Float64>> create)
    {
        if (!known.TryGetValue((primitive, dtype), out var operation))
        {
            known.Add((primitive, dtype), operation = create(primitive, dtype));
        }

        return trace.Apply(operation, x);
    }

    // Integers that are divided: who divides by zero is named, so that it stands alone.
    private static bool MayFail(Node node)
    {
        if (node.Operands.Length != 2 || !node.Results[0].DType.IsInteger || node.Primitive is not Elementwise)
        {
            return false;
        }

        try
        {
            var type = node.Results[0].DType;
            node.Primitive.Evaluate([Tensor.Scalar(1, type), Tensor.Scalar(0, type)], node.Results);
            return false;
        }
        catch (DivideByZeroException)
        {
            return true;
        }
    }
}
