using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Laws;
using Aresta.Tests.Shared;

namespace Aresta.Tests.Execution;

/// <summary>What is not done by definition, but by kernels: which primitives, and that their runs make no objects.</summary>
public class PlanKernelTests
{
    // What may keep on stacks what its bodies keep.
    private static readonly HashSet<string> Defined = ["scan_pull"];

    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Plans_make_no_objects_but_where_there_is_no_kernel(string name)
    {
        foreach (var example in PrimitiveCases.For(name, 6))
        {
            var graph = example.Trace();
            var plan = graph.Compile();
            if (plan.Allocates)
            {
                var hasStacks = graph.Nodes.Any(node => node.Results.Any(x => x.IsStack));
                Assert.True(Defined.Contains(name) || hasStacks, $"{example}\n{plan.Explain()}");
                continue;
            }

            Tensor[] outputs = [.. graph.Outputs.Select(output => Tensor.Zeros(output.Type))];
            if (example.Operands.All(x => !outputs.Contains(x)))
            {
                Allocations.None(() => plan.Run(example.Operands, outputs));
            }
        }
    }

    [Theory]
    [InlineData(DType.Int32, 0UL)]
    [InlineData(DType.Int64, 5UL)]
    [InlineData(DType.Int32, ulong.MaxValue - 1000)] // the lower half of the counter runs over
    public void Random_bits_are_those_of_the_interpreter_for_any_number_of_threads(DType dtype, ulong low)
    {
        foreach (var count in new[] { 1, 3, 4, 31, 33, 20_003, 100_001 })
        {
            var type = new TensorType(dtype, [2, count]);
            var graph = Graph.Trace(
                v => [Node.Create(new RandomBits(type), v).Result()], [TensorType.Int64(2), TensorType.Int64(2, 2)], originBudget: 0);
            Tensor[] point = [Tensor.Vector(0x0123_4567_89AB_CDEF, -1L), Tensor.Of([(long)low, -2L, -7L, 8L], [2, 2])];
            foreach (var threads in new[] { 1, 3 })
            {
                PlanCheck.Same(graph, point, options: new() { ThreadCount = threads });
            }
        }
    }

    [Theory, InlineData(DType.Float32), InlineData(DType.Float64)]
    public void Functions_of_matrices_take_memory_of_the_plan_and_give_the_bits_of_the_interpreter(DType dtype)
    {
        (string Name, Shape Shape, Func<Value, Value[]> Of)[] functions =
        [
            ("cholesky", [40, 12, 12], x => [(Times(x, x) + Matrices.Identity(x.Type)).Cholesky()]),
            ("triangular solve", [40, 12, 12], x => [Value.TriangularSolve(x + 3, x, lower: false, transposed: true)]),
            ("lu", [3, 40, 11, 11], x => { var (factors, rows, sign) = x.Lu(); return [factors, rows, sign]; }),
            ("qr", [40, 15, 9], x => { var (q, r) = x.Qr(complete: true); return [q, r]; }),
            ("eigh", [40, 12, 12], x => { var (values, vectors) = x.Eigh(); return [values, vectors]; }),
            ("svd", [40, 9, 14], x => { var (u, values, v) = x.Svd(); return [u, values, v]; }),
            ("determinant and cofactors", [40, 6, 6], x => [x.Determinant(), Node.Create(new Cofactors(), x).Result()]),
            ("pseudo-inverse", [40, 5, 9], x => [x.PseudoInverse()]),
            ("one large", [60, 60], x => [x.Determinant(), x.Qr().R]),
        ];
        foreach (var (name, shape, of) in functions)
        {
            var graph = Graph.Trace(v => of(v[0]), [new TensorType(dtype, shape)], originBudget: 0);
            Tensor[] point = [PlanModels.Wave(dtype, shape, 1)];
            var plan = graph.Compile(new() { ThreadCount = 1 });
            Assert.False(plan.Allocates, name);
            Assert.Contains("matrices [", plan.Explain());
            PlanCheck.Same(graph, point, 1e4, () => name);
            var once = plan.Run(point);
            foreach (var threads in new[] { 2, 3, 8 })
            {
                Assert.Equal(once, graph.Compile(new() { ThreadCount = threads }).Run(point));
            }

            using var memory = plan.CreateMemory();
            Allocations.None(() => memory.Run());
        }

        static Value Times(Value x, Value y) => Node.Create(new Contract("nij,nkj->nik"), x, y).Result();
    }

    [Fact]
    public void Long_lanes_are_shared_by_threads()
    {
        foreach (var shape in new Shape[] { [40_000], [3, 5, 4_001], [7, 2_003, 5], [2_000, 3, 4] })
        {
            var x = PlanModels.Wave(DType.Float64, shape, 1);
            var graph = Graph.Trace(
                v => [.. Enumerable.Range(0, shape.Rank).SelectMany(axis => new[]
                {
                    v[0].Sort(axis, descending: axis == 1).Indices, v[0].CumulativeMax(axis).Values, v[0].CumulativeMin(axis).Indices,
                    v[0].CumulativeProduct(axis), (1 + (v[0] * 1e-3)).Product([axis]),
                })],
                [x.Type], originBudget: 0);
            PlanCheck.Same(graph, [x], options: new() { ThreadCount = 3 });
            Assert.False(graph.Compile().Allocates);
        }
    }

    [Fact]
    public void Contractions_of_integers_wrap_around()
    {
        foreach (var labels in new[] { "ij,jk->ik", "bij,bkj->ikb", "ij,ij->", "i,j->ji", "ij,ij->j" })
        {
            foreach (var dtype in new[] { DType.Int32, DType.Int64 })
            {
                var lengths = new Dictionary<char, int> { ['i'] = 3, ['j'] = 4, ['k'] = 5, ['b'] = 2 };
                var parts = labels.Split(',', '-');
                Tensor[] point = [.. parts[..2].Select((labels, n) => Numbers(dtype, [.. labels.Select(label => lengths[label])], n))];
                PlanCheck.Same(Graph.Trace(
                    v => [Product(v[0], v[1]), Product(v[0].Flip([0]), v[1])],
                    [.. point.Select(x => x.Type)], originBudget: 0), point);
                Value Product(Value x, Value y) => Node.Create(new Contract(labels), x, y).Result();
            }
        }
    }

    [Fact]
    public void Nothing_is_computed_of_nothing()
    {
        var graph = Graph.Trace(
            v => [v[0].Sum(), v[0].Product([0]), v[0] * 2, v[0].Pad([1, 0], [1, 2]), v[1].MatMul(v[0]), v[0].MatMul(v[2].Transpose()),
                Operations.Concatenate([v[0], v[2], v[0]], 0), v[0].Sort(0).Indices, v[0].Sum([0]) + 1],
            [TensorType.Float64(0, 3), TensorType.Float64(2, 0), TensorType.Float64(1, 3)], originBudget: 0);
        Assert.False(graph.Compile().Allocates, graph.Compile().Explain());
        PlanCheck.Same(
            graph, [Tensor.Zeros(graph.Inputs[0].Type), Tensor.Zeros(graph.Inputs[1].Type), Tensor.Of(new[] { 1.0, 2, 3 }, [1, 3])]);
    }

    private static Tensor Numbers(DType dtype, Shape shape, int phase)
    {
        long[] numbers = [.. Enumerable.Range(0, shape.Size).Select(i => (long)(5e9 * Math.Sin(i + phase)))];
        return dtype == DType.Int64 ? Tensor.Of(numbers, shape) : Tensor.Of(Array.ConvertAll(numbers, x => unchecked((int)x)), shape);
    }
}
