namespace Aresta.Numerics;

/// <summary>
/// Writes down a computation on <see cref="Traced{T}"/> numbers, to be compiled to a <see cref="ScalarProgram{T}"/>. What is computed twice
/// stands there once.
/// </summary>
/// <typeparam name="T">The number type of the program.</typeparam>
public sealed class Trace<T> where T : IReal<T>
{
    // Codes of nodes; what is above is an operation.
    internal const int ConstantNode = 0, InputNode = 1, Add = 2, Subtract = 3, Multiply = 4, Divide = 5, GuardNode = 6, FirstOperation = 7;

    private readonly HashSet<(int X, int Y, Question Question)> knownQuestions = [];
    private readonly Dictionary<object, int> knownOperations = [];
    private readonly Dictionary<T, int> knownConstants = [];

    internal NodeList Nodes { get; } = new();

    internal List<T> Constants { get; } = [];

    internal List<Guard> Guards { get; } = [];

    internal List<Operation<T>> Operations { get; } = [];

    internal List<int> Inputs { get; } = [];

    /// <summary>A new input, which has this value while recording.</summary>
    public Traced<T> Input(T value)
    {
        Inputs.Add(Nodes.Add(new(InputNode, Inputs.Count, 0, 0)));
        return new(value, Inputs[^1], this);
    }

    /// <summary>Writes down a function of the caller's own; the same object is the same function.</summary>
    /// <param name="operation">The function.</param>
    /// <param name="operands">As many as it takes.</param>
    /// <exception cref="ArgumentException">They are more or fewer.</exception>
    public Traced<T> Apply(Operation<T> operation, params ReadOnlySpan<Traced<T>> operands)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operands.Length != operation.Arity)
            throw new ArgumentException($"{operation.Name} takes {operation.Arity} operands, but {operands.Length} were given.");
        var (x, y, z) = (operands[0], operands[operands.Length > 1 ? 1 : 0], operands[operands.Length > 2 ? 2 : 0]);
        if (!knownOperations.TryGetValue(operation, out var code))
            knownOperations.Add(operation, code = Next(operation));
        return Write(operation.Value(x.Value, y.Value, z.Value), code, x, y, z);
    }

    /// <summary>The program that computes <paramref name="outputs"/> from all inputs, in the order in which they were made.</summary>
    public ScalarProgram<T> Compile(params ReadOnlySpan<Traced<T>> outputs)
    {
        var nodes = new int[outputs.Length];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i] = outputs[i].NodeIn(this);
        return new Lowering<T>(this, nodes).Program();
    }

    /// <summary>The node of a constant.</summary>
    internal int Constant(T value)
    {
        // −0 equals 0 in a dictionary, and one NaN another, but not in a program: bits are kept.
        var stands = T.ToDouble(value);
        var isAlone = double.IsNaN(stands) || (stands == 0 && double.IsNegative(stands));
        if (!isAlone && knownConstants.TryGetValue(value, out var node))
            return node;
        node = Nodes.Add(new(ConstantNode, Constants.Count, 0, 0));
        Constants.Add(value);
        if (!isAlone)
            knownConstants.Add(value, node);
        return node;
    }

    /// <summary>The node of an operation on others.</summary>
    internal Traced<T> Write(T value, int code, Traced<T> x, Traced<T>? y = null, Traced<T>? z = null)
    {
        var first = x.NodeIn(this);
        return new(value, Nodes.Find(new(code, first, y?.NodeIn(this) ?? first, z?.NodeIn(this) ?? first)), this);
    }

    /// <summary>Writes down a question.</summary>
    internal void Watch(Guard guard, Traced<T> x, Traced<T> y)
    {
        var (first, second) = (x.NodeIn(this), y.NodeIn(this));
        if (!knownQuestions.Add((first, second, guard.Question)))
            return; // the same question, and so the same answer
        Nodes.Add(new(GuardNode, first, second, Guards.Count));
        Guards.Add(guard);
    }

    /// <summary>The code of an operation that is told apart from others by <paramref name="key"/>.</summary>
    internal int OperationOf<TKey>(TKey key, Func<TKey, Operation<T>> create) where TKey : struct
    {
        if (!knownOperations.TryGetValue(key, out var code))
            knownOperations.Add(key, code = Next(create(key)));
        return code;
    }

    private int Next(Operation<T> operation)
    {
        Operations.Add(operation);
        return FirstOperation + Operations.Count - 1;
    }
}
