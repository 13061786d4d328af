using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Laws;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>
/// Random functions whose loops, choices, calls, batches and derivatives stand in each other, and close over values of every level around
/// them. How many steps a loop takes and which branch runs depends on an integer input, so that examples of a batch differ in that; the
/// functions are smooth in the others, and bounded.
/// </summary>
internal sealed class RandomPrograms(ulong seed)
{
    private static readonly TensorType[] Types =
        [TensorType.Int64(), TensorType.Float64(3), TensorType.Float64(), TensorType.Float64(2, 3)];

    private readonly Draw draw = new(seed);

    /// <summary>A function of an integer, a vector, a scalar and a matrix, to a vector and a scalar.</summary>
    /// <param name="depth">How deep bodies nest.</param>
    public Graph Make(int depth) => Graph.Trace(
        inputs =>
        {
            var pool = new List<Value>(inputs[1..]);
            for (var step = 0; step < 3; step++)
            {
                pool.Add(step == 1 ? Nested(pool, inputs[0], depth) : Flat(pool));
            }

            return [As(pool[^2], Types[1]), As(pool[^1], Types[2])];
        },
        Types, ["n", "x", "y", "z"], originBudget: 0);

    /// <summary>A point, at which a graph made from such a function is looked at.</summary>
    public Tensor[] Point(IEnumerable<Value> inputs) =>
        [.. inputs.Select(input => input.DType == DType.Int64 ? Tensor.Scalar((long)draw.Int(0, 3)) : draw.Tensor(input.Shape, -1, 1))];

    private T Pick<T>(IReadOnlyList<T> from) => from[draw.Int(0, from.Count - 1)];

    private Value Flat(List<Value> pool)
    {
        var x = Pick(pool);
        var y = As(Pick(pool), x.Type);
        return draw.Int(0, 9) switch
        {
            0 => Sin(x) * y,
            1 => Tanh(x + y),
            2 => x / (1 + Square(y)),
            3 => Exp(Sin(x * y)),
            4 when x.Rank == 1 => Tanh(Node.Create(new Contract("i,i->"), x, y).Result()),
            4 when x.Rank == 2 => Tanh(Node.Create(new Contract("ij,kj->ik"), x, y).Result().Sum([1])),
            5 when x.Rank > 0 => Tanh(Node.Create(new CumulativeSum(0, draw.Flag()), x).Result()),
            6 when x.Rank > 0 => x[0] * Cos(y[1]),
            7 => Value.WhereLess(x, 100, x * y, Sin(y)),
            8 => Square(Sin(x)) + y,
            _ => Cos(x) * Sin(y),
        };
    }

    // A body: a step or two, nested if anything may still nest.
    private Value Body(IEnumerable<Value> pool, Value n, int depth)
    {
        List<Value> own = [.. pool];
        own.Add(depth > 0 ? Nested(own, n, depth) : Flat(own));
        if (draw.Flag())
        {
            own.Add(Flat(own));
        }

        return own[^1];
    }

    private Value Nested(List<Value> pool, Value n, int depth)
    {
        var x = Pick(pool);
        return draw.Int(0, 9) switch
        {
            0 or 1 => Scanned(pool, n, depth - 1, x),
            2 or 3 => Repeated(pool, n, depth - 1, x),
            4 or 5 => Flow.If(
                draw.Flag() ? n > draw.Int(0, 2) : x.Sum() < draw.Signed(90, 99),
                () => As(Body(pool, n, depth - 1), x.Type),
                () => As(Body(pool, n, depth - 1), x.Type)),
            6 => Flow.Call(
                v => Body([.. pool, .. v], n, depth - 1), [x],
                keep: Pick([Keep.Everything, Keep.Nothing, Keep.Contractions]))[0],
            7 => Batched(pool, n, depth - 1),
            8 => Gradient.Of(As(Body([.. pool, x], n, depth - 1), TensorType.Float64()), x)[0],
            _ => AlongCurvature(n, depth - 1, x),
        };
    }

    private Value Scanned(List<Value> pool, Value n, int depth, Value x)
    {
        var array = Pick(pool);
        array = array.Rank > 0 ? array : As(array, Types[1]);
        var (states, rows) = Flow.Scan(
            [x, As(Pick(pool), x.Type), n], [array],
            (s, r) =>
            {
                var body = Body([.. pool, .. s[..2], r[0]], s[2], depth);
                return ((s[1], As(body, x.Type), draw.Flag() ? s[2] : n), As(body, Pick(pool).Type) + s[1].Sum());
            },
            backward: draw.Flag());
        return draw.Int(0, 2) switch { 0 => states[0], 1 => states[1], _ => Tanh(rows[0]) };
    }

    private Value Repeated(List<Value> pool, Value n, int depth, Value x)
    {
        // By a counter, or by a number that moves.
        var counted = draw.Flag();
        Value[] states = [x, counted ? n : n.ConvertTo(DType.Float64) + (0.1 * Tanh(x.Sum()))];
        return Flow.While(
            states,
            s => counted ? s[1] > 0 : s[1] > 0.5,
            s => (As(Body([.. pool, s[0]], n, depth), x.Type), s[1] - 1))[0];
    }

    // An own function on the rows of a matrix at once.
    private Value Batched(List<Value> pool, Value n, int depth)
    {
        var (rows, shared) = (As(Pick(pool), Types[3]), Pick(pool));
        var one = Graph.Trace(v => As(Body(v[1..], v[0], depth), Types[1]), [n.Type, rows.Type with { Shape = [3] }, shared.Type]);
        return Batch.Of(one, 2, [null, 0, null]).Apply(n, rows, shared)[0];
    }

    // H·v of an own function.
    private Value AlongCurvature(Value n, int depth, Value x)
    {
        var one = Graph.Trace(v => As(Body([v[1]], v[0], Math.Min(depth, 1)), TensorType.Float64()), [n.Type, x.Type]);
        return Sin(HessianVectorProduct.Of(one).Apply(n, x, Cos(x))[0]);
    }

    // Something of the type that is asked for.
    private static Value As(Value x, TensorType type) =>
        x.Type == type ? x : Value.Reshape(Tanh(x.Sum()), []).BroadcastTo(type.Shape);
}
