using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Modules;

/// <summary>The first weights of a model.</summary>
public static class Initialization
{
    extension(Module model)
    {
        /// <summary>The weights that a seed gives, each parameter by its initializer and a key of its own.</summary>
        /// <param name="seed">The seed: it decides every bit.</param>
        /// <param name="dtype">Float32 or float64.</param>
        /// <exception cref="ModelException">An initializer failed or gave another type; the message names the parameter.</exception>
        public Weights Initialize(long seed = 0, DType dtype = DType.Float32)
        {
            ArgumentNullException.ThrowIfNull(model);
            return new(model.Parameters.Select((parameter, i) =>
                KeyValuePair.Create(parameter.Key, Draw(parameter.Key, parameter.Value, seed, i, new(dtype, parameter.Value.Shape)))));
        }
    }

    private static Tensor Draw(string path, Parameter parameter, long seed, int index, TensorType type)
    {
        try
        {
            var graph = Graph.Trace(
                key => parameter.Initializer.Draw(Randomness.Fold(key, Value.Constant(Tensor.Scalar((long)index))), type),
                TensorType.Int64());
            return graph.Outputs[0].Type == type
                ? graph.Compile(new()).Run(Tensor.Scalar(seed))[0]
                : throw new GraphException($"its initializer {parameter.Initializer} gives {graph.Outputs[0].Type} instead of {type}.");
        }
        catch (GraphException error)
        {
            throw new ModelException(path, $"{path} cannot be initialized: {error.Message}", error);
        }
    }
}
