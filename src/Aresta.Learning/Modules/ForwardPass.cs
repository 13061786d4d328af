using Aresta.Functions;
using Aresta.Primitives;

namespace Aresta.Learning.Modules;

/// <summary>
/// One tracing of a model: the values of its parameters, whether it trains, random keys, and the states that it writes. Layers read
/// <c>pass[Weight]</c>; what they compute stays a pure function of these values.
/// </summary>
public sealed class ForwardPass
{
    private readonly Dictionary<Module, string> paths;
    private readonly Dictionary<Parameter, Value> values;
    private readonly Dictionary<string, int> calls = [];
    private readonly List<(string Path, Module Module, Value Result)> entered = [];
    private readonly Value? key;
    private long draws;

    /// <summary>A tracing of a model with given values.</summary>
    /// <param name="model">The model.</param>
    /// <param name="values">The values of its parameters, in the order of <see cref="Module.Parameters"/>.</param>
    /// <param name="key">
    /// A random key, an int64 scalar, where the model trains; null where it predicts: then nothing is dropped, and no state written.
    /// </param>
    /// <exception cref="ArgumentException">There are more or fewer values than parameters.</exception>
    public ForwardPass(Module model, ReadOnlySpan<Value> values, Value? key = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        var parameters = model.Parameters;
        if (values.Length != parameters.Count)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{model} has {parameters.Count} parameters, but {values.Length} values were given."),
                nameof(values));
        }

        paths = model.AllModules.ToDictionary(module => module.Value, module => module.Key);
        this.values = [];
        this.key = key;
        for (var i = 0; i < values.Length; i++)
        {
            this.values.Add(parameters[i].Value, values[i]);
        }
    }

    /// <summary>Whether the model trains: dropout drops, and normalizations use the batch and write their running means.</summary>
    public bool IsTraining => key is not null;

    /// <summary>The value of a parameter: what it was given, or what was written last.</summary>
    /// <exception cref="ModelException">The parameter is not of this model.</exception>
    public Value this[Parameter parameter]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(parameter);
            return values.TryGetValue(parameter, out var value) ? value : throw Foreign(parameter);
        }
    }

    /// <summary>A new random key: each call gives another one, and the same ones in the same order in every tracing.</summary>
    /// <exception cref="InvalidOperationException">The model does not train.</exception>
    public Value NextKey() => key is { } k
        ? Randomness.Fold(k, Value.Constant(Tensors.Tensor.Scalar(draws++)))
        : throw new InvalidOperationException("Random keys are for training; ask IsTraining first.");

    /// <summary>Writes a state: the value that it has after this pass.</summary>
    /// <param name="state">A parameter that is not trained.</param>
    /// <param name="value">Of its type. No derivative flows from one pass to the next.</param>
    /// <exception cref="ModelException">The parameter is not of this model.</exception>
    public void Write(Parameter state, Value value)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (!values.TryGetValue(state, out var old))
        {
            throw Foreign(state);
        }

        values[state] = value.Type == old.Type && !state.IsTrained
            ? value
            : throw new ModelException(
                "",
                $"A pass writes states, each of its own type; {value} cannot be written to "
                + $"{(state.IsTrained ? "a trained parameter" : "a state")} of type {old.Type}.");
    }

    /// <summary>The modules that were run, in the order in which they ended, and what they gave.</summary>
    internal IReadOnlyList<(string Path, Module Module, Value Result)> Entered => entered;

    /// <summary>Gives a value in a module the module's path and a name, by which its gradient is looked at: "lstm.state".</summary>
    /// <param name="module">The module.</param>
    /// <param name="name">What the value is called in it.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ModelException">The module is not of this model.</exception>
    public Value Named(Module module, string name, Value value)
    {
        var path = PathOf(module);
        return value.Named(Numbered(path.Length == 0 ? name : $"{path}.{name}"));
    }

    /// <summary>Runs a module's code: errors in it get its path, and its result its name.</summary>
    internal Value Enter(Module module, Func<Value> apply)
    {
        var path = PathOf(module);
        try
        {
            var result = apply();
            result = path.Length == 0 ? result : result.Named(Numbered(path));
            entered.Add((path, module, result));
            return result;
        }
        catch (GraphException error)
        {
            throw new ModelException(path, $"{(path.Length == 0 ? "The model" : path)} ({module}): {error.Message}", error);
        }
    }

    private string PathOf(Module module) => paths.TryGetValue(module, out var path)
        ? path
        : throw new ModelException("", $"{module} is used, but is no part of the model: add it with Part.");

    // The second use of a shared layer is another value.
    private string Numbered(string path)
    {
        var count = calls[path] = calls.GetValueOrDefault(path) + 1;
        return count == 1 ? path : FormattableString.Invariant($"{path}#{count}");
    }

    private static ModelException Foreign(Parameter parameter) =>
        new("", $"A parameter {parameter.Shape} is used, but is no part of the model: give it to a module with Trained, State or Share.");
}
