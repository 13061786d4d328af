using Aresta.Functions;
using Aresta.OpInfo.Tests.Records;
using Aresta.Primitives;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Products of vectors, matrices and tensors.</summary>
internal static class Products
{
    public static OperationTable Table { get; } = new()
    {
        { "addbmm", c => c.Beta * c.X + c.Alpha * c[1].MatMul(c[2]).Sum([0]) },
        { "addmm", c => c.Beta * c.X + c.Alpha * c[1].MatMul(c[2]) },
        { "addmv", c => c.Beta * c.X + c.Alpha * c[1].MatMul(c[2]) },
        { "addr", c => c.Beta * c.X + c.Alpha * c[1].Outer(c[2]) },
        { "baddbmm", c => c.Beta * c.X + c.Alpha * c[1].MatMul(c[2]) },
        { "bmm", c => c.X.MatMul(c[1]) },
        { "cross", c => c.X.Cross(c[1], c.Int(2, "dim", c.X.Shape.Lengths.ToList().IndexOf(3))) },
        { "dot", c => c.X.Dot(c[1]) },
        { "einsum", c => Einstein.Einsum(c.Text(1, "equation", ""), c.Values(0)) },
        { "inner", c => c.X.Inner(c[1]) },
        { "linalg.cross", c => c.X.Cross(c[1], c.Int(2, "dim", -1)) },
        { "linalg.vecdot", c => c.X.VecDot(c[1], c.Int(2, "dim", -1)) },
        { "matmul", c => c.X.MatMul(c[1]) },
        { "mm", c => c.X.MatMul(c[1]) },
        { "mv", c => c.X.MatMul(c[1]) },
        { "outer", c => c.X.Outer(c[1]) },
        { "tensordot", c => c.Find(2, "dims") is ListArgument { Items: [var x, var y] }
            ? c.X.TensorDot(c[1], Call.Ints(x)!.Value, Call.Ints(y)!.Value)
            : c.X.TensorDot(c[1], c.Int(2, "dims", 2)) },
        { "trace", c => c.X.Trace() },
        { "vdot", c => c.X.Dot(c[1]) },
    };
}
