using System.Runtime.CompilerServices;
using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;
using static Aresta.Tensors.TensorType;

namespace Aresta.Tests.Graphs;

/// <summary>
/// Wrong programs and what each is told: the operation, the user's names, the shapes, the reason and the place. <c>#</c> stands for the
/// line of the program.
/// </summary>
public class ErrorTests
{
    [Fact]
    public void Shapes()
    {
        Fails(() => Graph.Trace((a, b) => a + b, Float64(3), Float64(4)),
            "add(a: float64[3], b: float64[4]): shapes [3] and [4] do not broadcast: along axis -1 their lengths are 3 and 4. (at "
            + "ErrorTests.cs:#)");
        Fails(() => Graph.Trace((image, mask) => image * mask, Float64(2, 3), Float64(2)),
            "multiply(image: float64[2,3], mask: float64[2]): shapes [2,3] and [2] do not broadcast: along axis -1 their lengths "
            + "are 3 and 2. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((x, y) => Value.Where(x > 0, x, y), Float64(2), Float64(3)),
            "where(greater: bool[2], x: float64[2], y: float64[3]): shapes [2] and [3] do not broadcast: along axis -1 their "
            + "lengths are 2 and 3. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.BroadcastTo([2]), Float64(3)),
            "x: float64[3] does not broadcast to shape [2]. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.BroadcastTo([]), Float64(3)),
            "x: float64[3] does not broadcast to shape []. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.Reshape([4]), Float64(2, 3)),
            "reshape(x: float64[2,3]): float64[2,3] has 6 elements, shape [4] has 4. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.Reshape([-1, 4]), Float64(2, 3)),
            "x: float64[2,3] does not fit shape [-1,4]: 6 elements are no multiple of 4. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((x, w) => x.MatMul(w), Float64(2, 3), Float64(4, 5)),
            "matmul(x: float64[2,3], w: float64[4,5]), contracted as \"xy,yz->xz\": label y has length 3 and 4. (at "
            + "ErrorTests.cs:#)");
        Fails(() => Graph.Trace((x, w) => x.MatMul(w), Float64(2, 3), Float64()),
            "A matrix product takes vectors and matrices, but was given x: float64[2,3] and w: float64; scalars multiply with *. "
            + "(at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((x, w) => Contracted("ij,jk->ik", x, w), Float64(2, 3), Float64(3)),
            "contract(x: float64[2,3], w: float64[3]): labels \"ij,jk->ik\" ask for ranks 2 and 2, but the operands are "
            + "float64[2,3] and float64[3]. (at ErrorTests.cs:contracted)");
        Fails(() => Graph.Trace((x, w) => Contracted("ij,jk->ik", x, w), Float64(2, 3), Float64(4, 5)),
            "contract(x: float64[2,3], w: float64[4,5]): label j of \"ij,jk->ik\" is 3 in float64[2,3] and 4 in float64[4,5]. (at "
            + "ErrorTests.cs:contracted)");
        Fails(() => Graph.Trace((x, y) => Operations.Concatenate([x, y], 0), Float64(2, 3), Float64(2, 4)),
            "concatenate(x: float64[2,3], y: float64[2,4]): operands have one dtype and, but for axis 0, one shape; operand 0 is "
            + "float64[2,3] and operand 1 is float64[2,4]. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.Cholesky(), Float64(2, 3)),
            "cholesky(x: float64[2,3]): takes square matrices, but was given float64[2,3]. (at ErrorTests.cs:#)");
        Fails(() => Float64(2, -1),
            "Shape [2,-1] has a negative length.");
        Fails(() => Float32(50_000, 50_000),
            "Shape [50000,50000] has more than 2147483591 elements, the most a tensor can hold.");
        Fails(() => Tensor.Of(new double[5], [2, 3]),
            "float64[2,3] has 6 elements, but the array has 5.");
    }

    [Fact]
    public void DTypes()
    {
        Fails(() => Graph.Trace((x, y) => x + y, Float32(3), Float64(3)),
            "add(x: float32[3], y: float64[3]): takes operands of one type, but operand 0 is float32[3] and operand 1 is "
            + "float64[3]; convert one. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((n, y) => n * y, Int32(), Float64()),
            "multiply(n: int32, y: float64): takes operands of one type, but operand 0 is int32 and operand 1 is float64; convert "
            + "one. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(n => Sin(n), Int64(3)),
            "sin(n: int64[3]): is defined on float32 and float64, but was given int64[3]; convert it first. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((p, q) => p + q, Bool(), Bool()),
            "add(p: bool, q: bool): is defined on numbers, but was given bool; convert it first. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((p, x) => Value.Where(p, x, 0), Float64(), Float64()),
            "where(p: float64, x: float64, constant: float64): the condition must be bool, but is float64. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((p, x) => Value.Where(p, x, p), Bool(), Float64()),
            "where(p: bool, x: float64, p: bool): the branches have one type and the shape of the condition, but they are bool, "
            + "float64 and bool. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(p => p.Sum(), Bool(3)),
            "sum(p: bool[3]): is defined on numbers, but was given bool[3]; convert it first. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((n, x) => n < x, Int32(), Float64()),
            "less(n: int32, x: float64): compares values of one type, but operand 0 is int32 and operand 1 is float64; convert "
            + "one. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(n => n + 0.5, Int32()),
            "add(n: int32, 0.5): 0.5 is not a value of dtype int32. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(n => n * 1e10, Int32()),
            "multiply(n: int32, 10000000000): 10000000000 is not a value of dtype int32. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(n => n * double.NaN, Int64()),
            "multiply(n: int64, NaN): NaN is not a value of dtype int64. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((x, w) => x.MatMul(w), Float32(2, 2), Float64(2, 2)),
            "contract(x: float32[2,2], w: float64[2,2]): contracts values of one dtype, but operand 0 is float32[2,2] and operand "
            + "1 is float64[2,2]; convert one. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((x, i) => x.Take(i), Float64(3), Float64(2)),
            "An index must be int32 or int64, but is i: float64[2]; convert it first. (at ErrorTests.cs:#)");
        Fails(() => Tensor.Vector(1.0, 2.0).AsSpan<float>().Clear(),
            "A tensor of float64 was read as float32.");
    }

    [Fact]
    public void Axes()
    {
        Fails(() => Graph.Trace(x => x.Sum([2]), Float64(2, 3)),
            "x: float64[2,3] has no axis 2; its axes are 0 to 1, or -2 to -1 from the end. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.Sum([-3]), Float64(2, 3)),
            "x: float64[2,3] has no axis -3; its axes are 0 to 1, or -2 to -1 from the end. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.Sum([0]), Float64()),
            "x: float64 is a scalar and has no axis 0. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.Sum([1, -1]), Float64(2, 3)),
            "sum(x: float64[2,3]): axes [1,1] name axis 1 twice. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.Transpose([0]), Float64(2, 3)),
            "permute(x: float64[2,3]): axes [0] order 1 axes, but the operand is float64[2,3]. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.Transpose([0, 0]), Float64(2, 3)),
            "permute(x: float64[2,3]): axes [0,0] name axis 0 twice. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => Node.Create(new Sum([7]), x).Result(), Float64(2, 3)),
            "sum(x: float64[2,3]): axes [7]: a value of rank 2 has no axis 7. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.Max([1]), Float64(2, 0)),
            "reduce_max(x: float64[2,0]): axis 1 of float64[2,0] is empty, and no elements have no maximum. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((x, y) => Contracted("ij;jk", x, y), Float64(2, 3), Float64(3, 2)),
            "contract(x: float64[2,3], y: float64[3,2]): labels \"ij;jk\" are not of the form \"ij,jk->ik\". (at "
            + "ErrorTests.cs:contracted)");
        Fails(() => Graph.Trace((x, y) => Contracted("ij,k->k", x, y), Float64(2, 3), Float64(3)),
            "contract(x: float64[2,3], y: float64[3]): label i of \"ij,k->k\" stands in one place only: sum or broadcast it beside the "
            + "contraction. (at ErrorTests.cs:contracted)");
        Fails(() => Graph.Trace((x, y) => Contracted("ii,i->i", x, y), Float64(3, 3), Float64(3)),
            "contract(x: float64[3,3], y: float64[3]): label i of \"ii,i->i\" stands twice in one place: take the diagonal beside the "
            + "contraction. (at ErrorTests.cs:contracted)");
    }

    [Fact]
    public void Names()
    {
        Fails(() => Graph.Trace(x => Sin(x).Named(" ")),
            "sin: float64 cannot be called ' ': a name is not blank and holds no quotes, backslashes and control characters. (at "
            + "ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => Sin(x).Named("a 'b\\'")),
            "sin: float64 cannot be called 'a 'b\\'': a name is not blank and holds no quotes, backslashes and control characters. (at "
            + "ErrorTests.cs:#)");
        Fails(() => Graph.Trace(v => v, [Float64(), Float64()], ["rate", "rate"]),
            "Two inputs are called rate; the inputs of a graph have different names. (at ErrorTests.cs:#)");
        Fails(() => Gradient.Of(Graph.Trace((x, y) => x * y), wrt: "z"),
            "The graph has no input \"z\"; its inputs are x: float64, y: float64.");
        Fails(() => Gradient.Of(Graph.Trace((x, n) => x * 2, Float64(), Int32()), wrt: "n"),
            "No derivative flows through the input n: int32: it holds no floating numbers.");
    }

    [Fact]
    public void Graphs_and_nesting()
    {
        var outside = Value.Input(Float64(3), "outside");
        var product = Graph.Trace((x, w) => (x * w).Named("product"), Float64(3), Float64(3));
        Fails(() => Graph.Trace(x => x + outside, Float64(3)),
            "An output depends on outside: float64[3], which is an input, but not one of this graph: a function may use only its "
            + "own parameters. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => Graph.Trace(y => x * y).Apply(x)[0]),
            "An output depends on x: float64, which is an input, but not one of this graph: a function may use only its own "
            + "parameters. (at ErrorTests.cs:#)");
        Fails(() => Graph.Create([product.Outputs[0]], [product.Outputs[0]]),
            "product: float64[3] is listed as an input, but it is computed.");
        Fails(() => Graph.Create([outside, outside], [outside]),
            "outside: float64[3] is listed as an input twice.");
        Fails(() => Graph.Create([outside], [default]),
            "A Value was used that was never assigned: it is the result of no operation.");
        Fails(() => Graph.Trace(x => x + default(Value)),
            "A Value was used that was never assigned: it is the result of no operation. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => product.Apply(x)[0], Float64(3)),
            "The graph takes 2 inputs (x: float64[3], w: float64[3]), but was given 1. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace((x, y) => product.Apply(x, y)[0], Float64(3), Float32(3)),
            "Input 1, w: float64[3], was given y: float32[3]. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => x.Node.Result(1)),
            "input has 1 result, so there is no result 1. (at ErrorTests.cs:#)");
        Fails(() => Graph.Trace(x => Node.Create(new Scale(), x).Result()),
            "scale(x: float64): takes 2 operands, but was given 1. (at ErrorTests.cs:#)");
    }

    [Fact]
    public void Derivatives()
    {
        var (x, y) = (Value.Input(Float64(3), "x"), Value.Input(Float64(), "y"));
        Fails(() => Gradient.Of(Graph.Trace(v => Sin(v), Float64(3))),
            "A gradient is taken of a floating scalar, but the output is sin: float64[3]; sum it, or ask for the Jacobian.");
        Fails(() => Gradient.Of(Graph.Trace(n => n * n, Int64())),
            "A gradient is taken of a floating scalar, but the output is multiply: int64; sum it, or ask for the Jacobian.");
        Fails(() => Gradient.Of(Graph.Trace(v => (v, v * v))),
            "A gradient is taken of one scalar output, but the graph has 2 outputs; choose one.");
        Fails(() => Sweeps.Forward([x], [y], [Sin(x)]),
            "The tangent of x: float64[3] must be of its type, but is float64.");
        Fails(() => Sweeps.Reverse([Sin(x).Named("angle")], [y], [x]),
            "The cotangent of angle: float64[3] must be of its type, but is float64.");
        Fails(() => Sweeps.Reverse([Sin(x), Cos(x)], [x], [x]),
            "Each value takes a cotangent, or null: 2 values were given, but 1 of these.");
    }

    [Fact]
    public void Runs()
    {
        var scaled = Graph.Trace((x, factor) => x * factor, Float64(3), Float64());
        Fails(() => Interpreter.Run(scaled, Tensor.Vector(1.0, 2.0, 3.0)),
            "The graph takes 2 inputs (x: float64[3], factor: float64), but was given 1.");
        Fails(() => Interpreter.Run(scaled, Tensor.Vector(1.0, 2.0), 2.0),
            "Input 0, x: float64[3], was given a tensor of float64[2].");
        Fails(() => Interpreter.Run(scaled, Tensor.Vector(1.0, 2.0, 3.0), 2f),
            "Input 1, factor: float64, was given a tensor of float32.");
        Fails(() => Interpreter.Run(scaled, Tensor.Vector(1.0, 2.0, 3.0), null!),
            "Input 1, factor: float64, was given no tensor, but null.");
        var quotient = Graph.Trace((n, count) => n % count, Int32(2), Int32(2)); var line = Line();
        Fails(() => Interpreter.Run(quotient, Tensor.Vector(1, 2), Tensor.Vector(1, 0)),
            "remainder(n: int32[2], count: int32[2]): an integer is divided by zero. (at ErrorTests.cs:#)", line);
        var taken = Graph.Trace((x, index) => x.Take(index), Float64(3), Int64(2)); line = Line();
        Fails(() => Interpreter.Run(taken, Tensor.Vector(1.0, 2.0, 3.0), Tensor.Vector(1L, 3L)),
            "gather(x: float64[3], where: int64[2]): index 3 is outside axis 0, which has length 3. (at ErrorTests.cs:#)", line);
        Fails(() => Tensor.Vector(1.0, 2.0).ToDouble(),
            "float64[2] is not a single number.");
    }

    private static int contracted;

    private static Value Contracted(string labels, Value x, Value y)
    {
        contracted = Line(); return Node.Create(new Contract(labels), x, y).Result();
    }

    private static int Line([CallerLineNumber] int line = 0) => line;

    private static void Fails(Action program, string message, [CallerLineNumber] int line = 0)
    {
        var error = Record.Exception(program);
        Assert.True(error is GraphException or ArgumentException or InvalidOperationException, error?.ToString());
        Assert.Equal(message, error!.Message.Replace(FormattableString.Invariant($":{line})"), ":#)", StringComparison.Ordinal)
            .Replace(FormattableString.Invariant($":{contracted})"), ":contracted)", StringComparison.Ordinal));
    }

    private static void Fails(Func<object> program, string message, [CallerLineNumber] int line = 0) =>
        Fails(() => { program(); }, message, line);
}
