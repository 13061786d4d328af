namespace Aresta.Numerics.Curvature;

/// <summary>
/// A list of statements with first and second partials. One sweep back gives the gradient; then, for directions of the inputs as many as
/// there are lanes, a sweep forward their tangents, and a sweep back those of the adjoints: the products with the Hessian.
/// </summary>
/// <remarks>
/// z ≈ p·h + ½ hᵀP·h says ż = p·ẋ forward, x̄ += p·z̄ in reverse, and of that the derivative: x̄˙ += p·z̄˙ + z̄·P·ẋ. A tape of dual
/// numbers with lanes does the same, but writes down all lanes of every partial, 152 bytes a statement for eight of them, anew for
/// each eight.
/// </remarks>
internal sealed partial class SecondOrderTape
{
    [ThreadStatic]
    private static Stack<SecondOrderTape>? idle;

    private readonly List<Call> calls = [];
    private Statement[] statements = new Statement[256];
    private double[] adjoints = [], tangents = [], curvatures = [];
    private int count, inputs;

    /// <summary>A statement: who has no second operand, or none, refers to itself.</summary>
    private struct Statement
    {
        public int X, Y;
        public double Px, Py, Pxx, Pxy, Pyy;
    }

    /// <summary>Consecutive statements that are the values of a function from elsewhere.</summary>
    /// <param name="Start">The first.</param>
    /// <param name="End">The one after the last.</param>
    /// <param name="Function">The function.</param>
    /// <param name="Inputs">The statements of its arguments; −1 for constants.</param>
    /// <param name="At">The values of its arguments.</param>
    private sealed record Call(int Start, int End, IExternalFunction Function, int[] Inputs, double[] At);

    /// <summary>A tape of this thread, empty.</summary>
    public static SecondOrderTape Rent() => (idle ??= new()).TryPop(out var tape) ? tape : new();

    /// <summary>Gives a tape back.</summary>
    public static void Return(SecondOrderTape tape)
    {
        tape.count = 0;
        tape.calls.Clear();
        (idle ??= new()).Push(tape);
    }

    /// <summary>The inputs: the first statements.</summary>
    public void Begin(ReadOnlySpan<double> x, Span<SecondOrder> variables)
    {
        inputs = x.Length;
        for (var i = 0; i < x.Length; i++)
            variables[i] = Leaf(x[i]);
    }

    /// <summary>A function of one operand.</summary>
    public SecondOrder Write(double value, SecondOrder x, double p, double pp)
    {
        ref var statement = ref Next();
        (statement.X, statement.Y, statement.Px, statement.Pxx) = (x.Index, count - 1, p, pp);
        return new(value, count - 1, Same(x));
    }

    /// <summary>A function of two operands, of which one may be constant.</summary>
    public SecondOrder Write(
        double value, SecondOrder x, SecondOrder y, double px, double py, double pxx, double pxy, double pyy)
    {
        if (y.Tape == null)
            return Write(value, x, px, pxx);
        if (x.Tape == null)
            return Write(value, y, py, pyy);
        ref var statement = ref Next();
        (statement.X, statement.Y) = (x.Index, y.Index);
        (statement.Px, statement.Py, statement.Pxx, statement.Pxy, statement.Pyy) = (px, py, pxx, pxy, pyy);
        _ = Same(x);
        return new(value, count - 1, Same(y));
    }

    /// <summary>The values of a function from elsewhere.</summary>
    public void Add(IExternalFunction f, ReadOnlySpan<SecondOrder> x, double[] at, double[] values, Span<SecondOrder> y)
    {
        var (start, operands) = (count, new int[x.Length]);
        for (var i = 0; i < x.Length; i++)
            operands[i] = x[i].Tape == null ? -1 : x[i].Index;
        for (var i = 0; i < y.Length; i++)
            y[i] = Leaf(values[i]);
        calls.Add(new(start, count, f, operands, at));
    }

    private SecondOrder Leaf(double value)
    {
        ref var statement = ref Next();
        (statement.X, statement.Y) = (count - 1, count - 1);
        return new(value, count - 1, this);
    }

    private SecondOrderTape Same(SecondOrder operand) => operand.Tape == this ? this : throw new InvalidOperationException(
        $"The number {operand.Value} belongs to another recording. To use it as a constant, take its value.");

    private ref Statement Next()
    {
        if (count == statements.Length)
            Array.Resize(ref statements, 2 * count);
        return ref statements[count++];
    }
}
