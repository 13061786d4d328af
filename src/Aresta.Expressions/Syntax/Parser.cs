namespace Aresta.Expressions;

/// <summary>
/// Turns words into statements in postfix order with an explicit stack of what is open (Dijkstra's shunting yard): no recursion, so that no
/// depth of nesting can overflow, and every error knows its place.
/// </summary>
internal sealed class Parser
{
    private readonly string source;
    private readonly List<Token> tokens;
    private readonly Stack<Open> open = new();
    private List<Instruction> steps = [];
    private int next;
    private int brackets;

    private Parser(string source) => (this.source, tokens) = (source, new Lexer(source).Read());

    /// <summary>The statements of a program.</summary>
    /// <exception cref="ExpressionException">It is not one.</exception>
    public static List<Statement> Parse(string source) => new Parser(source).Program();

    private List<Statement> Program()
    {
        var statements = new List<Statement>();
        while (true)
        {
            while (Peek.Kind == TokenKind.Separator)
            {
                next++;
            }

            if (Peek.Kind == TokenKind.End)
            {
                return statements.Count > 0 ? statements : throw Error(Problem.Empty, new(source.Length, 0));
            }

            statements.Add(Statement());
        }
    }

    private Token Peek => tokens[next];

    private Statement Statement()
    {
        var first = Peek;
        var named = first.Kind == TokenKind.Name && tokens[next + 1].Kind == TokenKind.Assign;
        next += named ? 2 : 0;
        steps = [];
        Expression();
        var last = tokens[next - 1].Span;
        return new(named ? Text(first) : null, named ? first.Span : first.Span.To(last), steps);
    }

    // Alternates between expecting a value and expecting an operator until the statement ends.
    private void Expression()
    {
        var wantsValue = true;
        while (true)
        {
            var token = Peek;
            if (token.Kind == TokenKind.Separator && (wantsValue || brackets > 0) && source[token.Span.Start] == '\n')
            {
                next++;
                continue;
            }

            if (wantsValue)
            {
                wantsValue = Value(token);
            }
            else if (token.Kind is TokenKind.End or TokenKind.Separator)
            {
                Reduce(0);
                if (open.TryPeek(out var unclosed))
                {
                    throw NeverClosed(unclosed);
                }

                return;
            }
            else
            {
                wantsValue = AfterValue(token);
            }
        }
    }

    /// <summary>Reads what may begin a value; answers whether a value is still wanted.</summary>
    private bool Value(Token token)
    {
        next++;
        switch (token.Kind)
        {
            case TokenKind.Number:
                steps.Add(new Instruction.Number(token.Value, token.Span));
                return false;
            case TokenKind.Name when Peek.Kind == TokenKind.Open:
                next++;
                Begin(token, BracketKind.Call, TokenKind.Close);
                return !CloseEmpty();
            case TokenKind.Name:
                steps.Add(new Instruction.Name(Text(token), token.Span));
                return false;
            case TokenKind.Minus:
                open.Push(Open.Operator(Operator.Sign, token.Span));
                return true;
            case TokenKind.Plus:
                return true;
            case TokenKind.Root:
                open.Push(Open.Operator(Operator.Root, token.Span));
                return true;
            case TokenKind.Open:
                Begin(token, BracketKind.Group, TokenKind.Close);
                return true;
            case TokenKind.OpenBracket:
                Begin(token, BracketKind.List, TokenKind.CloseBracket);
                return true;
            case TokenKind.End or TokenKind.Separator:
                throw open.FirstOrDefault(o => o.IsBracket) is { } unclosed
                    ? NeverClosed(unclosed)
                    : Error(Problem.ExpectedValueAtEnd, token.Span with { Length = 0 });
            default:
                throw Error(Problem.ExpectedValue, token.Span, Text(token));
        }
    }

    private void Begin(Token token, BracketKind kind, TokenKind closing)
    {
        open.Push(Open.Bracket(token.Span, kind, closing));
        brackets++;
    }

    // f() has no arguments: the call is complete at once.
    private bool CloseEmpty()
    {
        if (Peek.Kind != TokenKind.Close)
        {
            return false;
        }

        var call = open.Pop();
        brackets--;
        steps.Add(new Instruction.Call(Text(call.Span), 0, call.Span));
        next++;
        return true;
    }

    /// <summary>Reads what may follow a value; answers whether a value is wanted next.</summary>
    private bool AfterValue(Token token)
    {
        if (Operator.Infix(token.Kind) is { } infix)
        {
            next++;
            return PushInfix(infix, token.Span);
        }

        switch (token.Kind)
        {
            case TokenKind.Superscript:
                next++;
                steps.Add(new Instruction.Number(token.Value, token.Span));
                steps.Add(new Instruction.Call("^", 2, token.Span));
                return false;
            case TokenKind.Comma:
                next++;
                Reduce(0);
                if (!open.TryPop(out var list) || list.Kind == BracketKind.Group)
                {
                    throw Error(Problem.StrayComma, token.Span);
                }

                open.Push(list with { Count = list.Count + 1 });
                return true;
            case TokenKind.Close or TokenKind.CloseBracket:
                next++;
                Close(token);
                return false;
            case TokenKind.OpenBracket:
                next++;
                Begin(token, BracketKind.Index, TokenKind.CloseBracket);
                return true;
            case TokenKind.Open or TokenKind.Name or TokenKind.Root when Juxtaposed(token):
                return PushInfix(Operator.Juxtaposition, token.Span with { Length = 0 });
            case TokenKind.Assign:
                throw Error(Problem.AssignmentToNoName, token.Span);
            case TokenKind.Name or TokenKind.Number when tokens[next - 1] is { Kind: TokenKind.Name } left
                && FunctionTable.Default.Knows(Text(left)):
                throw Error(Problem.FunctionWithoutCall, left.Span, Text(left));
            case TokenKind.Name when tokens[next - 1].Kind == TokenKind.Name:
                throw Error(Problem.NamesSideBySide, token.Span, Text(tokens[next - 1]), Text(token));
            default:
                throw Error(Problem.ExpectedOperator, token.Span, Text(token));
        }
    }

    // 2x, 2(x+1), (a+b)(b+1), x²y are products; a b is not, for it is more often a mistake.
    private bool Juxtaposed(Token token) => tokens[next - 1].Kind switch
    {
        TokenKind.Number => true,
        TokenKind.Close or TokenKind.Superscript => true,
        TokenKind.CloseBracket => token.Kind != TokenKind.Open,
        _ => false,
    };

    private bool PushInfix(Operator infix, SourceSpan span)
    {
        Reduce(infix.RightFirst ? infix.Binding + 1 : infix.Binding);
        open.Push(Open.Operator(infix, span));
        return true;
    }

    /// <summary>Completes the operators on top of the stack that bind at least so tightly.</summary>
    private void Reduce(int binding)
    {
        while (open.TryPeek(out var top) && top.Infix is { } infix && infix.Binding >= binding)
        {
            open.Pop();
            steps.Add(new Instruction.Call(infix.Function, infix == Operator.Sign || infix == Operator.Root ? 1 : 2, top.Span));
        }
    }

    private void Close(Token token)
    {
        Reduce(0);
        if (!open.TryPop(out var opened) || opened.Closing != token.Kind)
        {
            throw Error(Problem.NeverOpened, token.Span, Text(token));
        }

        brackets--;
        var (span, count) = (opened.Span.To(token.Span), opened.Count + 1);
        switch (opened.Kind)
        {
            case BracketKind.Call:
                steps.Add(new Instruction.Call(Text(opened.Span), count, opened.Span));
                break;
            case BracketKind.List:
                steps.Add(new Instruction.List(count, span));
                break;
            case BracketKind.Index:
                steps.Add(new Instruction.Index(count, span));
                break;
            default:
                break;
        }
    }

    private string Text(Token token) => token.Kind == TokenKind.End ? "the end" : Text(token.Span);

    private string Text(SourceSpan span) => source.Substring(span.Start, span.Length) is var text && text == "\n" ? "↵" : text;

    private ExpressionException NeverClosed(Open bracket) =>
        Error(Problem.NeverClosed, bracket.Span, bracket.Kind == BracketKind.Call ? $"{Text(bracket.Span)}(" : Text(bracket.Span));

    private ExpressionException Error(Problem problem, SourceSpan span, params object[] arguments) => new(problem, source, span, arguments);

    private enum BracketKind
    {
        Group,
        Call,
        List,
        Index,
    }

    /// <summary>Something begun and not completed: an operator that waits for its right side, or a bracket.</summary>
    private sealed record Open(SourceSpan Span, Operator? Infix, BracketKind Kind, TokenKind Closing, int Count)
    {
        public bool IsBracket => Infix is null;

        public static Open Operator(Operator infix, SourceSpan span) => new(span, infix, default, default, 0);

        public static Open Bracket(SourceSpan span, BracketKind kind, TokenKind closing) => new(span, null, kind, closing, 0);
    }
}
