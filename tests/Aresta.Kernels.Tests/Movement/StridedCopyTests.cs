using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Kernels.Tests.Movement.Numbers;

namespace Aresta.Kernels.Tests.Movement;

/// <summary>Permutations, slices, reversals, repetitions, paddings and concatenations as copies, against the interpreter's.</summary>
public unsafe class StridedCopyTests
{
    [Fact]
    public void Every_movement_agrees_with_the_interpreter_for_every_type()
    {
        for (var seed = 0; seed < 80; seed++)
        {
            Agree<float>(seed);
            Agree<double>(seed);
            Agree<int>(seed);
            Agree<bool>(seed);
        }
    }

    [Theory, InlineData(300, 517), InlineData(1, 200_001), InlineData(70_000, 3), InlineData(5, 40_000)]
    public void Large_transpositions_and_copies_are_whole_on_any_number_of_threads(int rows, int columns)
    {
        var x = Enumerable.Range(0, rows * columns).ToArray();
        for (var threads = 1; threads <= 3; threads++)
        {
            var (y, z) = (new int[x.Length], new int[x.Length]);
            fixed (int* p = x, q = y, r = z)
            {
                new StridedCopy([new(rows, columns, 0, 1), new(columns, 1, 0, rows)]).Run(p, q, threads);
                new StridedCopy([new(rows, columns, 0, columns), new(columns, 1, 0, 1)]).Run(p, r, threads);
            }

            Assert.Equal(x, z);
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j += 1 + (columns / 100))
                {
                    Assert.Equal(x[(i * columns) + j], y[(j * rows) + i]);
                }
            }
        }
    }

    private static void Agree<T>(int seed) where T : unmanaged
    {
        var random = new Random(seed);
        var lengths = Lengths(random, 0);
        var x = Whole<T>(Product(lengths), random);
        Tensor tensor = Tensor.Of(x, [.. lengths]);
        var rank = lengths.Length;
        var strides = tensor.Shape.Strides();

        var order = Enumerable.Range(0, rank).ToArray();
        random.Shuffle(order);
        Check(new Permute([.. order]), strides.Select((_, i) => (nint)strides[order[i]]), 0);

        var reversed = order.Take(random.Next(1, rank + 1)).Order().ToArray();
        if (x.Length > 0)
        {
            Check(
                new Reverse([.. reversed]), strides.Select((stride, i) => reversed.Contains(i) ? -(nint)stride : stride),
                reversed.Sum(axis => strides[axis] * (lengths[axis] - 1)));
        }

        var start = lengths.Select(length => random.Next(0, length + 1)).ToArray();
        var limit = lengths.Select((length, i) => random.Next(start[i], length + 1)).ToArray();
        var step = lengths.Select(_ => random.Next(1, 3)).ToArray();
        Check(
            new Slice([.. start], [.. limit], [.. step]), strides.Select((stride, i) => (nint)(stride * step[i])),
            start.Select((at, i) => at * strides[i]).Sum());

        Shape wide = [.. lengths.SelectMany(length => (int[])[random.Next(1, 4), length])];
        Check(
            new Broadcast(wide, [.. Enumerable.Range(0, rank).Select(i => (2 * i) + 1)]),
            strides.SelectMany(stride => (nint[])[0, stride]), 0);

        // Into what is larger: beside other elements and between them.
        var (low, between) = (lengths.Select(_ => random.Next(3)).ToArray(), lengths.Select(_ => random.Next(2)).ToArray());
        var pad = new Pad([.. low], [.. lengths.Select(_ => random.Next(3))], [.. between]);
        var padded = Evaluate(pad, tensor)[0];
        var own = padded.Shape.Strides();
        var y = new T[padded.Shape.Size];
        fixed (T* p = x, q = y)
        {
            new StridedCopy(lengths.Select((length, i) => new Axis(length, strides[i], 0, (nint)own[i] * (between[i] + 1))))
                .Run(p, q + low.Select((n, i) => n * own[i]).Sum(), 1 + (seed % 3));
        }

        Same<T>(padded.AsSpan<T>(), y, $"seed {seed}, pad");

        void Check(Primitive primitive, IEnumerable<nint> from, int first)
        {
            var expected = Evaluate(primitive, tensor)[0];
            var target = expected.Shape.Strides();
            nint[] source = [.. from];
            var axes = expected.Shape.AsSpan().ToArray().Select((length, i) => new Axis(length, source[i], 0, target[i]));
            var moved = new T[expected.Shape.Size];
            fixed (T* p = x, q = moved)
            {
                new StridedCopy(axes).Run(p + first, q, 1 + (seed % 3));
            }

            Same<T>(expected.AsSpan<T>(), moved, $"seed {seed}, {primitive} of {tensor.Type}");
        }
    }
}
