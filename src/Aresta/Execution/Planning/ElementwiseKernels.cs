using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;
using Convert = Aresta.Primitives.Convert;

namespace Aresta.Execution;

/// <summary>Writes primitives into a cluster: for each kind of primitive how the builder calls it.</summary>
internal sealed class ElementwiseKernels : IRuleReader
{
    private readonly ClusterBuilder builder;
    private readonly StripValue[] operands;
    private StripValue result;

    private ElementwiseKernels(ClusterBuilder builder, StripValue[] operands) => (this.builder, this.operands) = (builder, operands);

    /// <summary>Whether a primitive can stand in a cluster.</summary>
    public static bool Know(Primitive primitive) => primitive is IRulePrimitive or Scale or Where or And or Or or Xor or Not or Convert;

    /// <summary>Writes a primitive into a cluster.</summary>
    public static StripValue Write(ClusterBuilder builder, Primitive primitive, StripValue[] x) => primitive switch
    {
        Scale => builder.Apply(default(ScaledBy), x[0], x[1]),
        Where => builder.Where(x[0], x[1], x[2]),
        And => builder.Logical(default(BothMasks), x[0], x[1]),
        Or => builder.Logical(default(EitherMask), x[0], x[1]),
        Xor => builder.Logical(default(JustOneMask), x[0], x[1]),
        Not => builder.Logical(default(OppositeMask), x[0]),
        Convert convert => builder.Convert(x[0], StripTypes.Of(convert.To)),
        IRulePrimitive rule => new ElementwiseKernels(builder, x).Read(rule),
        _ => throw new ArgumentException($"{primitive} is not done element by element."),
    };

    void IRuleReader.Unary<TRule>(TRule rule) => result = builder.Unary(rule, operands[0]);

    void IRuleReader.Binary<TRule>(TRule rule) => result = builder.Binary(rule, operands[0], operands[1]);

    void IRuleReader.Ternary<TRule>(TRule rule) => result = builder.Ternary(rule, operands[0], operands[1], operands[2]);

    void IRuleReader.Comparison<TRule>(TRule rule) => result = builder.Compare(rule, Number(operands[0]), Number(operands[1]));

    private StripValue Read(IRulePrimitive primitive)
    {
        primitive.Show(this);
        return result;
    }

    // Truth values are compared as 0 and 1.
    private StripValue Number(StripValue x) =>
        x.Type == StripType.Bool || x.Type.IsMask ? builder.Convert(x, StripTypes.Of(DType.Int32)) : x;
}
