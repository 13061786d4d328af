using Aresta.Execution;
using Aresta.Learning.Data;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Tensors;

namespace Aresta.Learning.Training;

/// <summary>
/// A model in training: its weights and the optimizer's memory, changed in place by each step. Every bit follows from the seed and the
/// batches, whatever the number of threads.
/// </summary>
/// <remarks>Not to be used by several threads at once. There is nothing to dispose.</remarks>
public sealed class Trainer
{
    private readonly TrainingLayout layout;
    private readonly TrainingStep step;
    private readonly Dictionary<(TensorType, TensorType), Plan> plans = [];
    private readonly Dictionary<(TensorType, TensorType), QuasiNewton> searches = [];
    private readonly Tensor[] kept, inputs, outputs;
    private readonly RateChanges changes = new();
    private readonly Tensor number = Tensor.Scalar(0.0), factor = Tensor.Scalar(0.0);

    /// <summary>A model about to be trained.</summary>
    /// <param name="model">The model.</param>
    /// <param name="loss">What is to become small.</param>
    /// <param name="optimizer">How gradients change parameters.</param>
    /// <param name="weights">Where to begin; the seed's first weights unless given.</param>
    /// <param name="options">Seed, threads, schedule and more; the defaults unless given.</param>
    /// <exception cref="ModelException">
    /// The weights are not those of the model, or <see cref="Lbfgs"/> has not all of the gradient as it is.
    /// </exception>
    public Trainer(Layer model, Loss loss, Optimizer optimizer, Weights? weights = null, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(optimizer);
        (Model, Loss, Optimizer, Options) = (model, loss, optimizer, options ?? new());
        if (Options.Groups.Any(group => group.Optimizer is Lbfgs)
            || (optimizer is Lbfgs && (Options.Groups.Count > 0 || Options.Clipping is not { Value: null, Norm: null })))
        {
            throw new ModelException("", "L-BFGS needs the whole gradient: no groups of parameters, and no clipping.");
        }

        layout = new(model, optimizer, Options);
        step = new(model, loss, layout, Options);
        kept = layout.Begin(weights ?? model.Initialize(Options.Seed, Options.DType));
        Tensor none = 0;
        inputs = [.. kept, none, none, Tensor.Scalar(Options.Seed), number, factor];
        outputs = [Tensor.Scalar(0, Options.DType), .. kept];
    }

    /// <summary>The model.</summary>
    public Layer Model { get; }

    /// <summary>What is to become small.</summary>
    public Loss Loss { get; }

    /// <summary>How gradients change parameters.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Seed, threads, schedule and more.</summary>
    public TrainerOptions Options { get; }

    /// <summary>Where the training is in its epochs.</summary>
    public Position Position { get; internal set; } = new();

    /// <summary>How many steps were made.</summary>
    public long StepCount { get; private set; }

    /// <summary>
    /// By what all rates are multiplied at the next step, beside the schedule: 1, until it is changed while training. Setting it records
    /// the change.
    /// </summary>
    /// <exception cref="ArgumentException">The factor is not finite, or negative.</exception>
    public double RateFactor
    {
        get => changes.Factor;
        set => Change(new(StepCount + 1, value));
    }

    /// <summary>All changes of the rates in the order of their steps: those that were made, and those to come.</summary>
    public IReadOnlyList<RateChange> Changes => changes.ToArray();

    /// <summary>The weights after the last step: a copy, which further steps do not change.</summary>
    public Weights Weights => layout.Weights(kept, averaged: false);

    /// <summary>The running averages of the weights where the options ask for them, otherwise the weights.</summary>
    public Weights AveragedWeights => layout.Weights(kept, averaged: true);

    /// <summary>All tensors that change from step to step, by name; writing to them changes the training.</summary>
    internal IReadOnlyList<KeyValuePair<string, Tensor>> Kept =>
        [.. layout.Entries.Select((entry, i) => KeyValuePair.Create(entry.Name, kept[i]))];

    /// <summary>Makes one step.</summary>
    /// <param name="batch">[examples, …]</param>
    /// <param name="target">[examples, …]</param>
    /// <returns>The loss before the step.</returns>
    /// <exception cref="ModelException">The model cannot take the batch; the message names the layer.</exception>
    public double Step(Tensor batch, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(target);
        if (Optimizer is Lbfgs method)
        {
            return Search(method, batch, target);
        }

        if (!plans.TryGetValue((batch.Type, target.Type), out var plan))
        {
            plan = step.Compile(batch.Type, target.Type);
            plans.Add((batch.Type, target.Type), plan);
        }

        changes.Reach(++StepCount);
        (inputs[kept.Length], inputs[kept.Length + 1]) = (batch, target);
        number.AsSpan<double>()[0] = StepCount;
        factor.AsSpan<double>()[0] = changes.Factor * Options.Schedule.Factor(StepCount);
        plan.Run(inputs, outputs);
        changes.Reach(StepCount + 1);
        return outputs[0][0];
    }

    /// <summary>Changes the rates from a step on; a change for the same step takes its place.</summary>
    /// <param name="change">The change.</param>
    /// <exception cref="ArgumentException">The step was made, or the factor is not finite, or negative.</exception>
    public void Change(RateChange change) => changes.Add(change, StepCount + 1);

    /// <summary>Will change the rates as they were changed in another training, so that this one repeats it to the bit.</summary>
    /// <param name="made">All changes of the other training. They take the place of those to come here.</param>
    /// <exception cref="ArgumentException">The steps made so far were made with other rates; the message says which.</exception>
    public void Replay(IEnumerable<RateChange> made)
    {
        ArgumentNullException.ThrowIfNull(made);
        changes.Replay(made, StepCount + 1);
    }

    /// <summary>
    /// Goes through examples epoch by epoch, from where the training is: each epoch runs when it is asked for, shuffled by seed and epoch.
    /// </summary>
    /// <param name="source">The examples.</param>
    /// <param name="options">How many epochs, what to evaluate, and more.</param>
    /// <param name="cancellation">Asked before each step.</param>
    /// <exception cref="ModelException">The model cannot take the examples; the message names the layer.</exception>
    public IEnumerable<EpochReport> Fit(ExampleSource source, FitOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Fitting(this, source, options ?? new()).Run(cancellation);
    }

    /// <summary>Loss and metrics of the model, with averaged weights where there are such, on examples that it is not trained on.</summary>
    /// <param name="source">The examples.</param>
    /// <param name="metrics">What is evaluated beside the loss.</param>
    /// <exception cref="ModelException">The model cannot take the examples; the message names the layer.</exception>
    public Evaluation Evaluate(ExampleSource source, params IReadOnlyList<Metric> metrics)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Evaluate(new(Model, Loss, metrics, Options.ThreadCount), source);
    }

    private double Search(Lbfgs method, Tensor batch, Tensor target)
    {
        if (!searches.TryGetValue((batch.Type, target.Type), out var search))
        {
            searches.Add((batch.Type, target.Type), search = new(step, layout, Options, method, batch.Type, target.Type));
        }

        changes.Reach(++StepCount);
        number.AsSpan<double>()[0] = StepCount;
        var loss = search.Run(kept, [batch, target, inputs[^3], number], changes.Factor * Options.Schedule.Factor(StepCount));
        changes.Reach(StepCount + 1);
        return loss;
    }

    internal Evaluation Evaluate(Evaluator evaluator, ExampleSource source) => evaluator.Run(layout.Current(kept, averaged: true), source);

    internal void Resume(long step, IReadOnlyList<RateChange> made, Position position)
    {
        (StepCount, Position) = (step, position);
        changes.Set(made, step + 1);
    }
}
