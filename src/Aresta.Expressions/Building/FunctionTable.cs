using Aresta.Numerics;
using Aresta.Numerics.Rules;
using Aresta.Primitives;

namespace Aresta.Expressions;

/// <summary>
/// The functions of the language: every rule of the table under its name, the operators, and the composed functions that make sense on a
/// line, with the names people use for them in English and Portuguese.
/// </summary>
internal sealed class FunctionTable : IRuleVisitor
{
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["ln"] = "log",
        ["sen"] = "sin",
        ["tg"] = "tan",
        ["arcsin"] = "asin",
        ["arccos"] = "acos",
        ["arctan"] = "atan",
        ["arcsen"] = "asin",
        ["arctg"] = "atan",
        ["arcsinh"] = "asinh",
        ["arccosh"] = "acosh",
        ["arctanh"] = "atanh",
        ["senh"] = "sinh",
        ["tgh"] = "tanh",
        ["cotg"] = "cot",
        ["cosec"] = "csc",
        ["raiz"] = "sqrt",
        ["soma"] = "sum",
        ["média"] = "mean",
        ["variância"] = "variance",
        ["produto"] = "product",
        ["norma"] = "norm",
        ["traço"] = "trace",
        ["transposta"] = "transpose",
        ["determinante"] = "det",
        ["inversa"] = "inv",
        ["resolve"] = "solve",
        ["piso"] = "floor",
        ["teto"] = "ceil",
        ["sinal"] = "sign",
        ["máx"] = "max",
        ["mín"] = "min",
        ["onde"] = "where",
        ["pow"] = "power",
        ["Γln"] = "lgamma",
        ["σ"] = "sigmoid",
    };

    private readonly Dictionary<string, Dictionary<int, Func<Value[], Value>>> byName = [];

    private FunctionTable()
    {
        RuleTable.Accept(this);
        Add("+", 2, v => v[0] + v[1]);
        Add("-", 2, v => v[0] - v[1]);
        Add("*", 2, v => v[0] * v[1]);
        Add("/", 2, v => v[0] / v[1]);
        Add("%", 2, v => v[0] % v[1]);
        Add("^", 2, v => Value.Apply(new Power(), v[0], v[1]));
        Add("<", 2, v => v[0] < v[1]);
        Add("<=", 2, v => v[0] <= v[1]);
        Add(">", 2, v => v[0] > v[1]);
        Add(">=", 2, v => v[0] >= v[1]);
        Add("==", 2, v => Value.Compare(new Equal(), v[0], v[1]));
        Add("!=", 2, v => Value.Compare(new NotEqual(), v[0], v[1]));
        Add("where", 3, v => Value.Where(v[0], v[1], v[2]));
        foreach (var (name, count, function) in TensorFunctions.All)
        {
            Add(name, count, function);
        }
    }

    /// <summary>The one table.</summary>
    public static FunctionTable Default { get; } = new();

    /// <summary>All names by which functions can be called, operators excluded.</summary>
    public IEnumerable<string> Names =>
        byName.Keys.Where(name => char.IsLetter(name[0])).Concat(Aliases.Keys).Order(StringComparer.Ordinal);

    /// <summary>Whether a function is called so.</summary>
    public bool Knows(string name) => byName.ContainsKey(Aliases.GetValueOrDefault(name, name));

    /// <summary>The numbers of arguments that the function takes, ascending.</summary>
    public IEnumerable<int> Counts(string name) => byName[Aliases.GetValueOrDefault(name, name)].Keys.Order();

    /// <summary>The function of that many arguments, or null.</summary>
    public Func<Value[], Value>? Find(string name, int count) =>
        byName.GetValueOrDefault(Aliases.GetValueOrDefault(name, name))?.GetValueOrDefault(count);

    private void Add(string name, int count, Func<Value[], Value> function)
    {
        if (!byName.TryGetValue(name, out var overloads))
        {
            byName[name] = overloads = [];
        }

        overloads.Add(count, function);
    }

    void IRuleVisitor.Unary<TRule>() => Add(TRule.Name, 1, v => Value.Apply(default(TRule), v[0]));

    // Called as f(order, x); the order is written out, and arrives as the constant that it makes.
    void IRuleVisitor.Ordered<TRule>() => Add(TRule.Name, 2, v => Value.Apply(TRule.WithOrder(WrittenInteger.Of(v[0])), v[1]));

    void IRuleVisitor.Binary<TRule>() => Add(TRule.Name, 2, v => Value.Apply(default(TRule), v[0], v[1]));

    void IRuleVisitor.Ternary<TRule>() => Add(TRule.Name, 3, v => Value.Apply(default(TRule), v[0], v[1], v[2]));

    void IRuleVisitor.Comparison<TRule>() => Add(TRule.Name, 2, v => Value.Compare(default(TRule), v[0], v[1]));
}
