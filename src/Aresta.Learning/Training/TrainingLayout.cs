using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Tensors;

namespace Aresta.Learning.Training;

/// <summary>
/// What a training keeps from step to step, and in which order: the weights, what the optimizers remember of them, and their running
/// averages, each a tensor with a name.
/// </summary>
internal sealed class TrainingLayout
{
    private readonly List<(string Name, TensorType Type)> entries = [];

    public TrainingLayout(Module model, Optimizer optimizer, TrainerOptions options)
    {
        Parameters = model.Parameters;
        foreach (var (path, parameter) in Parameters)
        {
            Add($"weights/{path}", parameter);
        }

        Optimizers =
        [
            .. Parameters.Select(parameter =>
                options.Groups.FirstOrDefault(group => group.Holds(parameter.Key))?.Optimizer ?? optimizer),
        ];
        Slots = [.. Parameters.Select((parameter, i) => parameter.Value.IsTrained
            ? Optimizers[i].Slots.Select(slot => Add($"{slot}/{parameter.Key}", parameter.Value)).ToArray()
            : [])];
        Averages = options.AverageDecay is null
            ? null
            : [.. Parameters.Select((parameter, i) => parameter.Value.IsTrained ? Add($"average/{parameter.Key}", parameter.Value) : i)];

        int Add(string name, Parameter parameter)
        {
            entries.Add((name, new(options.DType, parameter.Shape)));
            return entries.Count - 1;
        }
    }

    /// <summary>The model's parameters by path; the tensor of the i-th is the i-th of all.</summary>
    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters { get; }

    /// <summary>The optimizer of each parameter.</summary>
    public Optimizer[] Optimizers { get; }

    /// <summary>Where the slots of each parameter stand.</summary>
    public int[][] Slots { get; }

    /// <summary>Where the running average of each parameter stands (a state's is the state itself), or null.</summary>
    public int[]? Averages { get; }

    /// <summary>All tensors by name.</summary>
    public IReadOnlyList<(string Name, TensorType Type)> Entries => entries;

    /// <summary>The tensors in the beginning: averages begin as the weights, slots as 0.</summary>
    /// <exception cref="ModelException">A weight is missing, or of another type.</exception>
    public Tensor[] Begin(Weights weights)
    {
        var tensors = entries.Select(entry => Tensor.Zeros(entry.Type)).ToArray();
        for (var i = 0; i < Parameters.Count; i++)
        {
            var path = Parameters[i].Key;
            if (!weights.TryGetValue(path, out var given) || given.Type != entries[i].Type)
            {
                var instead = given is null ? "the weights have none" : $"was given {given.Type}";
                throw new ModelException(path, $"The model needs {path}: {entries[i].Type}, but {instead}.");
            }

            Copy(given, tensors[i]);
            if (Averages is not null)
            {
                Copy(given, tensors[Averages[i]]);
            }
        }

        return tensors;
    }

    /// <summary>The weights among the tensors, which further steps change.</summary>
    /// <param name="tensors">All tensors.</param>
    /// <param name="averaged">Whether their running averages are meant, where there are such.</param>
    public Tensor[] Current(Tensor[] tensors, bool averaged) =>
        [.. Parameters.Select((_, i) => tensors[averaged && Averages is not null ? Averages[i] : i])];

    /// <summary>The weights among the tensors, copied.</summary>
    /// <param name="tensors">All tensors.</param>
    /// <param name="averaged">Whether their running averages are meant, where there are such.</param>
    public Weights Weights(Tensor[] tensors, bool averaged) => new(Current(tensors, averaged).Select((tensor, i) =>
    {
        var copy = Tensor.Zeros(tensor.Type);
        Copy(tensor, copy);
        return KeyValuePair.Create(Parameters[i].Key, copy);
    }));

    /// <summary>Copies all elements.</summary>
    public static void Copy(Tensor from, Tensor to)
    {
        if (from.DType == DType.Float32)
        {
            from.AsSpan<float>().CopyTo(to.AsSpan<float>());
        }
        else
        {
            from.AsSpan<double>().CopyTo(to.AsSpan<double>());
        }
    }

    /// <summary>Makes all elements 0.</summary>
    public static void Clear(Tensor tensor)
    {
        if (tensor.DType == DType.Float32)
        {
            tensor.AsSpan<float>().Clear();
        }
        else
        {
            tensor.AsSpan<double>().Clear();
        }
    }
}
