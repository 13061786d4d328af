using Aresta.Learning.Initializers;
using Aresta.Tensors;

namespace Aresta.Learning.Modules;

/// <summary>
/// A part of a model: parameters and further modules, each with a name. A model is a plain object made of such parts, a tree whose
/// leaves are parameters; what it computes is a pure function of their values.
/// </summary>
public abstract class Module
{
    private readonly List<KeyValuePair<string, Parameter>> parameters = [];
    private readonly List<KeyValuePair<string, Module>> children = [];

    /// <summary>Its own parameters by name, without those of its parts.</summary>
    public IReadOnlyList<KeyValuePair<string, Parameter>> OwnParameters => parameters;

    /// <summary>The modules it is made of, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, Module>> Children => children;

    /// <summary>
    /// All modules in this one, itself first with the path "", each once by the first path that leads to it: the names on the way,
    /// joined by dots.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, Module>> AllModules
    {
        get
        {
            List<KeyValuePair<string, Module>> all = [];
            HashSet<Module> seen = [];
            Stack<KeyValuePair<string, Module>> open = new([new("", this)]);
            while (open.TryPop(out var next))
            {
                if (seen.Add(next.Value))
                {
                    all.Add(next);
                    for (var i = next.Value.children.Count - 1; i >= 0; i--)
                    {
                        open.Push(new(Joined(next.Key, next.Value.children[i].Key), next.Value.children[i].Value));
                    }
                }
            }

            return all;
        }
    }

    /// <summary>All parameters by path, such as "encoder.0.weight", each once, in the order in which they were added.</summary>
    public IReadOnlyList<KeyValuePair<string, Parameter>> Parameters
    {
        get
        {
            HashSet<Parameter> seen = [];
            return
            [
                .. from module in AllModules
                   from parameter in module.Value.parameters
                   where seen.Add(parameter.Value)
                   select KeyValuePair.Create(Joined(module.Key, parameter.Key), parameter.Value),
            ];
        }
    }

    /// <summary>What kind of module it is, with its sizes: "Dense 784 → 128".</summary>
    public override string ToString() => GetType().Name;

    /// <summary>Gives the module a parameter that is trained.</summary>
    /// <param name="name">Its name here; no other part has it.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="initializer">What it is before training.</param>
    /// <exception cref="ArgumentException">The name is blank, has a dot, or is taken.</exception>
    protected Parameter Trained(string name, Shape shape, Initializer initializer) => Share(name, new(shape, initializer));

    /// <summary>Gives the module a state, which passes in training write: running means, counts.</summary>
    /// <inheritdoc cref="Trained"/>
    protected Parameter State(string name, Shape shape, Initializer initializer) => Share(name, new(shape, initializer, isTrained: false));

    /// <summary>Gives the module a parameter that another one has as well: tied weights.</summary>
    /// <param name="name">Its name here.</param>
    /// <param name="parameter">The parameter.</param>
    /// <exception cref="ArgumentException">The name is blank, has a dot, or is taken.</exception>
    protected Parameter Share(string name, Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        RequireNew(name);
        parameters.Add(new(name, parameter));
        return parameter;
    }

    /// <summary>Makes another module a part of this one.</summary>
    /// <param name="name">Its name here; no other part has it.</param>
    /// <param name="module">The module.</param>
    /// <exception cref="ArgumentException">The name is blank, has a dot, or is taken.</exception>
    protected TModule Part<TModule>(string name, TModule module) where TModule : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        RequireNew(name);
        children.Add(new(name, module));
        return module;
    }

    private static string Joined(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private void RequireNew(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Contains('.', StringComparison.Ordinal) || parameters.Any(p => p.Key == name) || children.Any(c => c.Key == name))
        {
            throw new ArgumentException(
                $"A part of {this} cannot be called '{name}': names have no dots, and no two parts share one.", nameof(name));
        }
    }
}
