using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>Runs the steps of a program on values: a stack machine that makes the graph as written, nothing folded or shared.</summary>
internal sealed class Builder(string source, IReadOnlyDictionary<string, Value> inputs)
{
    private const int LargestWrittenPower = 1 << 20;

    private readonly Dictionary<string, Value> scope = new(inputs);
    private readonly Stack<Item> stack = new();
    private Item[] taken = [];

    /// <summary>The values of the statements, in order, each under its name.</summary>
    public List<Value> Build(IReadOnlyList<Statement> statements)
    {
        var values = new List<Value>();
        foreach (var statement in statements)
        {
            foreach (var step in statement.Steps)
            {
                stack.Push(Checked(step));
            }

            var value = stack.Pop().Make();
            var name = statement.Name ?? Program.ResultName;
            values.Add(scope[name] = value.Named(name));
        }

        return values;
    }

    // What the core says of operands is English; other languages hear what matters, the function and the types.
    private Item Checked(Instruction step)
    {
        taken = [];
        try
        {
            return Run(step);
        }
        catch (WrittenInteger.ExpectedException)
        {
            throw new ExpressionException(Problem.ExpectedInteger, source, step.Span);
        }
        catch (Indexing.OutsideException e)
        {
            throw new ExpressionException(e.Problem, source, step.Span, e.Given, e.Known);
        }
        catch (Exception e) when (e is GraphException or OperandException or ArgumentException or OverflowException)
        {
            var operands = string.Join(", ", taken.Select(item => item.Made is { } value ? value.Type.ToString() : "float64"));
            var function = step is Instruction.Call call ? call.Function : "[…]";
            throw new ExpressionException(Problem.OperandsDoNotFit, source, step.Span, e.Message.TrimEnd('.'), function, operands);
        }
    }

    private Item Run(Instruction step)
    {
        switch (step)
        {
            case Instruction.Number number:
                return new(null, number.Value);
            case Instruction.Name name:
                return scope.TryGetValue(name.Text, out var value) ? new(value)
                    : new(null, Constants.Value(name.Text), IsEuler: name.Text == "e");
            case Instruction.List list:
                return Collect(Take(list.Count));
            case Instruction.Index index:
                var indices = Take(index.Count);
                return new(Indexing.Element(stack.Pop().Make(), [.. indices.Select(i => WrittenInteger.Of(i.Make()))]));
            default:
                return Call((Instruction.Call)step);
        }
    }

    private Item Call(Instruction.Call call)
    {
        var operands = Take(call.Count);
        if (call.Function == "negate" && operands[0] is { Made: null, Number: { } positive, Negated: false })
        {
            return operands[0] with { Number = positive, Negated = true };
        }

        if (call.Function == "^" && Power(operands[0], operands[1]) is { } power)
        {
            return new(power);
        }

        var function = FunctionTable.Default.Find(call.Function, call.Count)!;
        return new(function([.. operands.Select(o => o.Make())]));
    }

    // e^x is the exponential; a whole exponent written out makes an integer power, which has no logarithm in its derivative.
    private static Value? Power(Item left, Item right) =>
        left is { Made: null, IsEuler: true, Negated: false } ? Value.Apply(new Exp(), right.Make())
        : right is { Made: null, IsEuler: false, Number: { } n } && n == Math.Floor(n) && n <= LargestWrittenPower
            ? Value.Apply(IntegerPower.WithOrder((int)(right.Negated ? -n : n)), left.Make())
            : null;

    private static Item Collect(Item[] items)
    {
        if (items.All(i => i is { Made: null, Number: not null }))
        {
            return new(Value.Constant(Tensor.Vector([.. items.Select(i => i.Negated ? -i.Number!.Value : i.Number!.Value)])));
        }

        return new(Indexing.List([.. items.Select(i => i.Make())]));
    }

    private Item[] Take(int count)
    {
        var items = new Item[count];
        for (var i = count - 1; i >= 0; i--)
        {
            items[i] = stack.Pop();
        }

        taken = items;
        return items;
    }

    /// <summary>What stands on the stack: a value, or a number written out that becomes one when an operation takes it.</summary>
    private sealed record Item(Value? Made, double? Number = null, bool IsEuler = false, bool Negated = false)
    {
        public Value Make()
        {
            if (Made is { } made)
            {
                return made;
            }

            var constant = Value.Constant(Tensor.Scalar(Number!.Value));
            return Negated ? -constant : constant;
        }
    }
}
