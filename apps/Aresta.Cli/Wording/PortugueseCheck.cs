using Aresta.Checking;
using Aresta.Cli.Check;

namespace Aresta.Cli.Wording;

internal sealed class PortugueseCheck : CheckTexts
{
    public override string Way => "o caminho até lá";

    public override string Derivative(int order) => order switch
    {
        0 => "Valores",
        1 => "Derivadas",
        _ => FormattableString.Invariant($"Derivadas de ordem {order}"),
    };

    public override string Finite(int hidden) => hidden switch
    {
        0 => "tudo finito.",
        1 => "tudo finito. No interior, 1 valor foi NaN ou infinito, mas nada disso chegou a uma saída.",
        _ => FormattableString.Invariant(
            $"tudo finito. No interior, {hidden} valores foram NaN ou infinitos, mas nada disso chegou a uma saída."),
    };

    public override string NotFinite(int origins) => origins == 1
        ? "nem tudo é finito. Começou em um lugar:"
        : FormattableString.Invariant($"nem tudo é finito. Começou em {origins} lugares:");

    public override string More(int count) => FormattableString.Invariant($"… e mais {count}");

    public override string Headline(Checkup checkup, NonFiniteFault fault)
    {
        var (number, at) = (Number(fault.Value[fault.Element]), fault.Place is { Length: > 0 } place ? $" em {place}" : "");
        var node = checkup.Of(fault) is { } value ? checkup.Equation(value) : fault.Node.Primitive.Name;
        return fault switch
        {
            { Kind: FaultKind.Given } => $"{node} foi dado com {number}{at}.",
            { Kind: FaultKind.Constant } => $"A constante {node} é {number}{at}.",
            { Node.DerivativeOf: not null } => $"Na derivada de {node}, {fault.Node.Primitive.Name} deu {number}{at}.",
            { Kind: FaultKind.BecameNaN } => $"{node} produziu NaN{at} de infinitos.",
            _ => $"{node} produziu {number}{at} de números finitos.",
        };
    }

    public override string Cause(NonFiniteFault fault) =>
        fault.Reason == FaultReason.Given ? $"{Reason(fault.Reason)}." : $"{Call(fault)}: {Reason(fault.Reason)}.";

    /// <summary>The rule at fault.</summary>
    internal static string Reason(FaultReason reason) => reason switch
    {
        FaultReason.Given => "A expressão não tem culpa",
        FaultReason.OperandIsNaN => "um operando é NaN",
        FaultReason.OperandIsInfinite => "um operando é infinito",
        FaultReason.Overflow => "um número grande demais para o seu tipo",
        FaultReason.LogarithmOfNegative => "o logaritmo de um número negativo",
        FaultReason.LogarithmOfZero => "o logaritmo de zero",
        FaultReason.LogarithmOfNegativeSum => "o logaritmo de um número negativo, pois 1 + x é negativo",
        FaultReason.LogarithmOfZeroSum => "o logaritmo de zero, pois 1 + x é zero",
        FaultReason.RootOfNegative => "a raiz quadrada de um número negativo",
        FaultReason.DivisionByZero => "uma divisão por zero",
        FaultReason.ZeroOverZero => "0/0, que não é número",
        FaultReason.InfinityOverInfinity => "∞/∞, que não é número",
        FaultReason.InfinityMinusInfinity => "∞ − ∞, que não é número",
        FaultReason.ZeroTimesInfinity => "0·∞, que não é número",
        FaultReason.NegativeBase => "uma base negativa com expoente que não é inteiro",
        FaultReason.ZeroToNegativePower => "zero com expoente negativo, uma divisão por zero",
        FaultReason.OutsideMinusOneToOne => "um argumento fora de −1 a 1",
        FaultReason.PoleAtOne => "um polo, num extremo de −1 a 1",
        FaultReason.BelowOne => "um argumento menor que 1",
        FaultReason.OutsideZeroToOne => "um argumento fora de 0 a 1",
        FaultReason.PoleAtZeroOrOne => "um polo, num extremo de 0 a 1",
        FaultReason.PoleAtInteger => "um polo, que há em todo inteiro de 0 para baixo",
        FaultReason.NoValueAtInfinity => "a função não tem valor ali",
        FaultReason.OutsideDomain => "fora do domínio da função",
        FaultReason.MaskedNaN => "numa contração, um fator 0 não esconde um NaN; escolha antes com onde",
        FaultReason.MaskedInfinity => "0·∞ não é número: numa contração, um fator 0 não esconde um infinito; escolha antes com onde",
        FaultReason.NotPositiveDefinite => "a matriz não é definida positiva",
        FaultReason.Singular => "a matriz é singular, ou os números ficaram grandes demais",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public override string Law(GradientFinding finding)
    {
        var function = finding.Function
            .Replace("the pushforward of ", "derivada direta de ", StringComparison.Ordinal)
            .Replace("the pullback of ", "derivada reversa de ", StringComparison.Ordinal);
        return finding.Law switch
        {
            DerivativeLaw.Differences => $"Inclinações de {function}",
            DerivativeLaw.InnerProduct => $"Modos direto e reverso de {function}",
            _ => $"Resto de Taylor de {function}",
        };
    }

    public override string Sentence(Checkup checkup, GradientFinding finding) =>
        $"{Said(finding)}{(finding.Operation is { } node ? $" {Where(checkup, node, finding.Verdict)}" : "")}";

    private static string Where(Checkup checkup, Primitives.Node node, CheckVerdict verdict) => verdict == CheckVerdict.Broken
        ? $"A operação culpada é {checkup.Operation(node)}."
        : $"A primeira operação que o mostra é {checkup.Operation(node)}.";

    private static string Said(GradientFinding finding)
    {
        var n = finding.Numbers;
        var (off, allowed) = (Size(n.Off), Size(n.Allowed));
        return (finding.Law, finding.Verdict) switch
        {
            (DerivativeLaw.Differences, CheckVerdict.Holds) when finding.Output is null => "não há o que comparar.",
            (DerivativeLaw.Differences, CheckVerdict.Holds) =>
                $"J·v concorda com as diferenças; a pior entrada, {finding.Output}, desvia {off}, e o arredondamento e o truncamento "
                + $"permitem {allowed}.",
            (DerivativeLaw.Differences, CheckVerdict.Broken) => finding.Input is { } input
                ? $"∂ {finding.Output} / ∂ {input} é {Slope(n.Stated)} pelas regras do grafo, mas {Slope(n.Slope)} por diferenças."
                : $"J·v em {finding.Output} é {Slope(n.Stated)} pelas regras do grafo, mas {Slope(n.Slope)} por diferenças.",
            (DerivativeLaw.Differences, CheckVerdict.Kink) =>
                $"há um bico aqui: ao longo de v, a inclinação de {finding.Output} é {Slope(n.Left)} à esquerda e {Slope(n.Right)} à "
                + $"direita, e a derivada diz {Slope(n.Stated)}. Nenhuma regra tem culpa.",
            (DerivativeLaw.Differences, _) when n.Stated is null => "um valor não é finito, e não há o que comparar.",
            (DerivativeLaw.Differences, _) when n.Slope is { } slope && double.IsFinite(slope) =>
                $"as diferenças não convergem aqui: dão {Number(slope)} para a inclinação de {finding.Output}, e a derivada diz "
                + $"{Slope(n.Stated)}. A função pode ter um salto ou ser muito irregular perto do ponto.",
            (DerivativeLaw.Differences, _) =>
                $"não há diferenças aqui: {finding.Output} não é finito em torno do ponto, ou cresce sem limite. A derivada diz "
                + $"{Slope(n.Stated)}.",
            (DerivativeLaw.InnerProduct, CheckVerdict.Holds) =>
                $"⟨J·v, w⟩ e ⟨v, Jᵀ·w⟩ concordam: diferem {off}, e o arredondamento permite {allowed}.",
            (DerivativeLaw.InnerProduct, CheckVerdict.Broken) =>
                $"⟨J·v, w⟩ e ⟨v, Jᵀ·w⟩ discordam: diferem {off}, e o arredondamento permite só {allowed}.",
            (DerivativeLaw.InnerProduct, _) => "⟨J·v, w⟩ ou ⟨v, Jᵀ·w⟩ não é finito, e não há o que comparar.",
            (_, CheckVerdict.Broken) => $"só cai com a potência {Power(n.Power)} de h; com a J certa seria 2 ou mais.",
            (_, CheckVerdict.Holds) when n.Power is null => "não passa do arredondamento: f é quase linear ao longo de v.",
            (_, CheckVerdict.Holds) => $"cai com a potência {Power(n.Power)} de h; uma J errada a faria 1.",
            _ => "não pôde ser decidido.",
        };
    }

    public override string Verdict(Checkup checkup) => checkup.Outcome switch
    {
        Outcome.Right => "As derivadas estão certas neste ponto.",
        Outcome.Undecided => "Nenhuma derivada está errada neste ponto, mas nem todas puderam ser decididas.",
        Outcome.Nothing => "Não há o que derivar: nenhum valor de ponto flutuante depende de uma entrada de ponto flutuante.",
        Outcome.NotFinite => checkup.Runs[0].Report.IsFinite
            ? "A verificação falhou: os valores são finitos, mas uma derivada não é."
            : "A verificação falhou: um valor não é finito.",
        _ => "A verificação falhou: uma derivada está errada.",
    };

    private static string Slope(double? x) => x is { } slope ? Number(slope) : "…";

    private static string Size(double? x) => x is { } size ? FormattableString.Invariant($"{size:G2}") : "…";

    private static string Power(double? x) => FormattableString.Invariant($"{x:F2}");
}
