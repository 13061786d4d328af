using System.Numerics;

namespace Aresta.Kernels;

/// <summary>The chunks of a pooling that also says where: a plane each.</summary>
internal readonly unsafe struct PositionWork<T>(Pooling plan, T* x, T* y, long* positions) : IChunks
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* _x = x;
    private readonly T* _y = y;
    private readonly long* _positions = positions;

    public void Run(int chunk, int worker)
    {
        var shape = plan.Shape;
        for (var place = 0; place < shape.OutputPlane; place++)
        {
            var (best, found, first) = (T.NegativeInfinity, -1L, true);
            for (var tap = 0; tap < shape.Taps; tap++)
            {
                // Outside stands −∞ at −1: of equal ones the first counts, and a NaN that is first.
                var at = At(shape, place, tap);
                var value = at < 0 ? T.NegativeInfinity : _x[((nint)chunk * shape.InputPlane) + at];
                if (first || value > best || (T.IsNaN(value) && !T.IsNaN(best)))
                {
                    (best, found, first) = (value, at, false);
                }
            }

            var to = ((nint)chunk * shape.OutputPlane) + place;
            (_y[to], _positions[to]) = (best, found);
        }
    }

    private static long At(ConvolutionShape shape, int place, int tap)
    {
        var (at, stride) = (0L, 1L);
        for (var axis = shape.Rank - 1; axis >= 0; axis--)
        {
            (place, var q) = Math.DivRem(place, shape.Places[axis]);
            (tap, var k) = Math.DivRem(tap, shape.Sizes[axis]);
            var i = ((long)q * shape.Strides[axis]) + ((long)k * shape.Dilations[axis]) - shape.Low[axis];
            if (i < 0 || i >= shape.Lengths[axis])
            {
                return -1;
            }

            (at, stride) = (at + (i * stride), stride * shape.Lengths[axis]);
        }

        return at;
    }
}

/// <summary>The gradient of a pooling that says where: numbers added at their positions, a plane each.</summary>
internal readonly unsafe struct PositionScatter<T>(ConvolutionShape shape, T* dy, long* positions, T* dx) : IChunks
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* _dy = dy;
    private readonly T* _dx = dx;
    private readonly long* _positions = positions;

    public void Run(int chunk, int worker)
    {
        var target = _dx + ((nint)chunk * shape.InputPlane);
        new Span<T>(target, shape.InputPlane).Clear();
        for (var i = (nint)chunk * shape.OutputPlane; i < ((nint)chunk + 1) * shape.OutputPlane; i++)
        {
            if (_positions[i] >= 0)
            {
                target[_positions[i]] += _dy[i];
            }
        }
    }
}
