using System.Globalization;
using Aresta.Learning.Modules;
using Aresta.Learning.Training;
using Aresta.Tensors;

namespace Aresta.Learning.Checkpoints;

/// <summary>
/// All that a training needs to go on as if it had never stopped, in a directory: weights, slots and averages as safetensors, and the
/// number of the step, the rate and the position in the data as JSON. Random numbers are functions of the seed and the step.
/// </summary>
public static class Checkpoint
{
    private const string Weights = "weights/";

    /// <summary>Whether there is one in a directory.</summary>
    public static bool Exists(string directory) => new CheckpointDirectory(directory).Exists;

    /// <summary>What whoever trained wrote into it, such as which model and data it was.</summary>
    /// <exception cref="CheckpointException">There is none, or it cannot be read.</exception>
    public static IReadOnlyDictionary<string, string> Metadata(string directory) =>
        new CheckpointDirectory(directory).ReadManifest().Metadata;

    /// <summary>All changes of the rates of the training, made and to come: what another one repeats it with.</summary>
    /// <exception cref="CheckpointException">There is none, or it cannot be read.</exception>
    public static IReadOnlyList<RateChange> Changes(string directory) => new CheckpointDirectory(directory).ReadManifest().Changes;

    /// <summary>The weights in it: running averages, where the training keeps them and they are asked for.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="averaged">Whether averages are meant, where there are such.</param>
    /// <exception cref="CheckpointException">There is none, or it cannot be read.</exception>
    public static Weights ReadWeights(string directory, bool averaged = true)
    {
        var tensors = new CheckpointDirectory(directory).Read().Tensors.ToDictionary();
        return new(tensors.Where(tensor => tensor.Key.StartsWith(Weights, StringComparison.Ordinal)).Select(tensor =>
        {
            var path = tensor.Key[Weights.Length..];
            return KeyValuePair.Create(path, averaged && tensors.TryGetValue($"average/{path}", out var average) ? average : tensor.Value);
        }));
    }

    /// <summary>Where the training is, and all its tensors by name.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="CheckpointException">There is none, or it cannot be read.</exception>
    public static (CheckpointSummary Summary, IReadOnlyList<KeyValuePair<string, Tensor>> Tensors) Inspect(string directory)
    {
        var (manifest, tensors) = new CheckpointDirectory(directory).Read();
        return (new(manifest.Step, manifest.Position, manifest.Recipe, manifest.Metadata, manifest.Changes), tensors);
    }

    extension(Trainer trainer)
    {
        /// <summary>Writes a checkpoint. Whoever is killed meanwhile leaves the last one.</summary>
        /// <param name="directory">The directory; it is made if there is none.</param>
        /// <param name="metadata">What to know again, such as which model and data it is.</param>
        /// <exception cref="CheckpointException">It cannot be written; the last one is unharmed.</exception>
        public void Save(string directory, IReadOnlyDictionary<string, string>? metadata = null) =>
            trainer.Save(new CheckpointDirectory(directory), metadata);

        internal void Save(CheckpointDirectory directory, IReadOnlyDictionary<string, string>? metadata = null)
        {
            ArgumentNullException.ThrowIfNull(trainer);
            directory.Write(
                trainer.Kept,
                (file, bytes, hash) => new()
                {
                    Tensors = file,
                    Bytes = bytes,
                    Sha256 = hash,
                    Recipe = Recipe(trainer),
                    Metadata = metadata ?? new Dictionary<string, string>(),
                    Step = trainer.StepCount,
                    Changes = trainer.Changes,
                    Position = trainer.Position,
                },
                trainer.StepCount);
        }

        /// <summary>Goes on where a checkpoint was written.</summary>
        /// <param name="directory">The directory.</param>
        /// <exception cref="CheckpointException">
        /// There is none, it cannot be read, or is of another model, optimizer, schedule or seed; the message says which. Then nothing
        /// is changed.
        /// </exception>
        public void Load(string directory)
        {
            ArgumentNullException.ThrowIfNull(trainer);
            var (manifest, tensors) = new CheckpointDirectory(directory).Read();
            foreach (var (part, here) in Recipe(trainer))
            {
                if (manifest.Recipe.GetValueOrDefault(part) is var there && there != here)
                {
                    throw new CheckpointException(
                        $"The checkpoint in {directory} is of another training: its {part} is {there ?? "not known"}, here it is {here}.");
                }
            }

            var kept = trainer.Kept;
            if (!kept.Select(each => (each.Key, each.Value.Type)).SequenceEqual(tensors.Select(each => (each.Key, each.Value.Type))))
            {
                throw new CheckpointException($"The checkpoint in {directory} holds other tensors than the training has.");
            }

            for (var i = 0; i < kept.Count; i++)
            {
                TrainingLayout.Copy(tensors[i].Value, kept[i].Value);
            }

            trainer.Resume(manifest.Step, manifest.Changes, manifest.Position);
        }
    }

    // What must be the same for a training to go on: records print all of their numbers.
    private static Dictionary<string, string> Recipe(Trainer trainer)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var options = trainer.Options;
            return new()
            {
                ["model"] = string.Join("; ", trainer.Model.AllModules.Select(module => $"{module.Key}: {module.Value}")),
                ["optimizer"] = trainer.Optimizer.ToString(),
                ["schedule"] = options.Schedule.ToString(),
                ["clipping"] = options.Clipping.ToString(),
                ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
                ["accumulation"] = options.Accumulation.ToString(CultureInfo.InvariantCulture),
                ["average"] = options.AverageDecay?.ToString(CultureInfo.InvariantCulture) ?? "none",
            };
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
