using Aresta.Execution;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Tensors;

namespace Aresta.Learning.Training;

/// <summary>
/// A model in training: its weights and the optimizer's memory, changed in place by each step. Every bit follows from the seed and the
/// batches, whatever the number of threads.
/// </summary>
/// <remarks>Not to be used by several threads at once.</remarks>
public sealed class Trainer
{
    private readonly TrainingStep step;
    private readonly TrainerOptions options;
    private readonly Dictionary<(TensorType, TensorType), Plan> plans = [];
    private readonly Tensor[] kept, inputs, outputs;
    private readonly Tensor number = Tensor.Scalar(0.0), rate = Tensor.Scalar(0.0);

    /// <summary>A model about to be trained.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loss">What is to become small.</param>
    /// <param name="optimizer">How gradients change parameters.</param>
    /// <param name="weights">Where to begin; the seed's first weights unless given.</param>
    /// <param name="options">Seed, threads and more; the defaults unless given.</param>
    /// <exception cref="ModelException">The weights are not those of the model.</exception>
    public Trainer(Layer model, Loss loss, Optimizer optimizer, Weights? weights = null, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        this.options = options ?? new();
        (Model, Optimizer, step) = (model, optimizer, new(model, loss, optimizer));
        kept = step.Begin(weights ?? model.Initialize(this.options.Seed, this.options.DType));
        Tensor none = 0;
        inputs = [.. kept, none, none, Tensor.Scalar(this.options.Seed), number, rate];
        outputs = [Tensor.Scalar(0, this.options.DType), .. kept];
    }

    /// <summary>The model.</summary>
    public Layer Model { get; }

    /// <summary>How gradients change parameters.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>How many steps were made.</summary>
    public long StepCount { get; private set; }

    /// <summary>The weights after the last step: a copy, which further steps do not change.</summary>
    public Weights Weights => step.Weights(kept);

    /// <summary>Makes one step.</summary>
    /// <param name="batch">[examples, …]</param>
    /// <param name="target">[examples, …]</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ModelException">The model cannot take the batch; the message names the layer.</exception>
    public double Step(Tensor batch, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(target);
        if (!plans.TryGetValue((batch.Type, target.Type), out var plan))
        {
            plan = step.Compile(batch.Type, target.Type, options.DType, options.ThreadCount);
            plans.Add((batch.Type, target.Type), plan);
        }

        StepCount++;
        (inputs[kept.Length], inputs[kept.Length + 1]) = (batch, target);
        number.AsSpan<double>()[0] = StepCount;
        rate.AsSpan<double>()[0] = Optimizer.Rate;
        plan.Run(inputs, outputs);
        return outputs[0][0];
    }
}
