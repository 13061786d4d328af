using Aresta.Kernels;
using Aresta.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;
using Convert = Aresta.Primitives.Convert;

namespace Aresta.Execution;

/// <summary>Writes primitives into clusters: for each kind of primitive how the builder calls it.</summary>
internal sealed class ElementwiseKernels : IRuleVisitor
{
    private static readonly ElementwiseKernels All = new();

    private readonly Dictionary<Type, Writer> writers = new()
    {
        [typeof(Scale)] = (builder, _, x) => builder.Apply(default(ScaledBy), x[0], x[1]),
        [typeof(Where)] = (builder, _, x) => builder.Where(x[0], x[1], x[2]),
        [typeof(And)] = (builder, _, x) => builder.Logical(default(BothMasks), x[0], x[1]),
        [typeof(Or)] = (builder, _, x) => builder.Logical(default(EitherMask), x[0], x[1]),
        [typeof(Xor)] = (builder, _, x) => builder.Logical(default(JustOneMask), x[0], x[1]),
        [typeof(Not)] = (builder, _, x) => builder.Logical(default(OppositeMask), x[0]),
        [typeof(Convert)] = (builder, primitive, x) => builder.Convert(x[0], StripTypes.Of(((Convert)primitive).To)),
    };

    private ElementwiseKernels() => RuleTable.Accept(this);

    private delegate StripValue Writer(ClusterBuilder builder, Primitive primitive, StripValue[] operands);

    /// <summary>Whether a primitive can stand in a cluster.</summary>
    public static bool Know(Primitive primitive) => All.writers.ContainsKey(primitive.GetType());

    /// <summary>Writes a primitive into a cluster.</summary>
    public static StripValue Write(ClusterBuilder builder, Primitive primitive, StripValue[] operands) =>
        All.writers[primitive.GetType()](builder, primitive, operands);

    public void Unary<TRule>() where TRule : struct, IUnaryRule =>
        writers.Add(typeof(Unary<TRule>), (builder, primitive, x) => builder.Unary(((Unary<TRule>)primitive).Rule, x[0]));

    public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule> => Unary<TRule>();

    public void Binary<TRule>() where TRule : struct, IBinaryRule =>
        writers.Add(typeof(Binary<TRule>), (builder, primitive, x) => builder.Binary(((Binary<TRule>)primitive).Rule, x[0], x[1]));

    public void Ternary<TRule>() where TRule : struct, ITernaryRule => writers.Add(
        typeof(Ternary<TRule>), (builder, primitive, x) => builder.Ternary(((Ternary<TRule>)primitive).Rule, x[0], x[1], x[2]));

    public void Comparison<TRule>() where TRule : struct, IComparisonRule => writers.Add(
        typeof(Primitives.Comparison<TRule>),
        (builder, primitive, x) =>
            builder.Compare(((Primitives.Comparison<TRule>)primitive).Rule, Number(builder, x[0]), Number(builder, x[1])));

    // Truth values are compared as 0 and 1.
    private static StripValue Number(ClusterBuilder builder, StripValue x) =>
        x.Type == StripType.Bool || x.Type.IsMask ? builder.Convert(x, StripTypes.Of(DType.Int32)) : x;
}
