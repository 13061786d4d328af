using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Initializers;

/// <summary>
/// What a parameter is before training: a pure function of a key, so that a seed decides every bit of a model, on every machine.
/// </summary>
/// <remarks>
/// Shapes are read as layers have them: [out, in, …] where the further axes are those of a window. The fan-in of a parameter is
/// in · |window|, how many numbers go into one of its results; the fan-out is out · |window|.
/// </remarks>
public abstract record Initializer
{
    /// <summary>The parameter's first value.</summary>
    /// <param name="key">An int64 scalar; the same key gives the same numbers.</param>
    /// <param name="type">Of dtype float32 or float64.</param>
    /// <returns>Of the type asked for.</returns>
    public abstract Value Draw(Value key, TensorType type);

    /// <summary>How many numbers go into one result, and how many results one number goes into.</summary>
    /// <param name="shape">[out, in, …]; a vector counts as [1, in].</param>
    protected static (double In, double Out) Fans(Shape shape)
    {
        double window = 1;
        for (var axis = 2; axis < shape.Rank; axis++)
        {
            window *= shape[axis];
        }

        return shape.Rank switch
        {
            0 => (1, 1),
            1 => (shape[0], 1),
            _ => (shape[1] * window, shape[0] * window),
        };
    }
}
