using System.Globalization;
using Aresta.Expressions;

namespace Aresta.Optimization;

/// <summary>The sentence for each problem, in each language.</summary>
internal static class OptimizationTexts
{
    public static string Sentence(OptimizationProblem problem, Language language, object[] arguments)
    {
        var (english, portuguese) = Texts(problem);
        return string.Format(CultureInfo.InvariantCulture, language == Language.Portuguese ? portuguese : english, arguments);
    }

    private static (string English, string Portuguese) Texts(OptimizationProblem problem) => problem switch
    {
        OptimizationProblem.NoData => (
            "There are no rows of data.",
            "Não há linhas de dados."),
        OptimizationProblem.FieldCount => (
            "Line {0} ends at column {1}, but the first at column {2}.",
            "A linha {0} termina na coluna {1}, mas a primeira na coluna {2}."),
        OptimizationProblem.Missing => (
            "Line {0}, column {1} ({2}): the value is missing; delete the line or fill it in.",
            "Linha {0}, coluna {1} ({2}): falta o valor; apague a linha ou preencha-o."),
        OptimizationProblem.NotANumber => (
            "Line {0}, column {1} ({2}): \"{3}\" is not a number.",
            "Linha {0}, coluna {1} ({2}): \"{3}\" não é um número."),
        OptimizationProblem.DecimalComma => (
            "Line {0}, column {1} ({2}): \"{3}\" has a comma; decimals are written with a point, and thousands with nothing.",
            "Linha {0}, coluna {1} ({2}): \"{3}\" tem uma vírgula; os decimais se escrevem com ponto, e os milhares sem nada."),
        OptimizationProblem.Quote => (
            "Line {0}, column {1}: the quoted field does not end as it should.",
            "Linha {0}, coluna {1}: o campo entre aspas não termina como devia."),
        OptimizationProblem.NotText => (
            "Line {0}, column {1}: there is a character that no text has; is this a file of text?",
            "Linha {0}, coluna {1}: há um caractere que nenhum texto tem; isto é um arquivo de texto?"),
        OptimizationProblem.FieldTooLong => (
            "Line {0}, column {1}: the field has more than {2} characters.",
            "Linha {0}, coluna {1}: o campo tem mais de {2} caracteres."),
        OptimizationProblem.TooManyColumns => (
            "Line {0} has more than {1} columns.",
            "A linha {0} tem mais de {1} colunas."),
        OptimizationProblem.TooManyNumbers => (
            "Line {0}: there are more than {1} numbers.",
            "Linha {0}: há mais de {1} números."),
        OptimizationProblem.RepeatedColumn => (
            "Line {0}: two columns, {1} and {2}, are called \"{3}\".",
            "Linha {0}: duas colunas, {1} e {2}, se chamam \"{3}\"."),
        OptimizationProblem.UnnamedColumn => (
            "Line {0}, column {1}: the column has no name.",
            "Linha {0}, coluna {1}: a coluna não tem nome."),
        OptimizationProblem.NoEquation => (
            "The formula has no =; write what was measured on its left, as in y = a*x + b.",
            "A fórmula não tem =; escreva à esquerda o que foi medido, como em y = a*x + b."),
        OptimizationProblem.UnknownName => (
            "{0} is neither a column nor a parameter. The columns are: {1}. A parameter has a first value: {0}=1.",
            "{0} não é nem coluna nem parâmetro. As colunas são: {1}. Um parâmetro tem um primeiro valor: {0}=1."),
        OptimizationProblem.ParameterIsColumn => (
            "{0} is a column, so it cannot be a parameter.",
            "{0} é uma coluna, e por isso não pode ser um parâmetro."),
        OptimizationProblem.UnusedParameter => (
            "The parameter {0} is not in the model.",
            "O parâmetro {0} não está no modelo."),
        OptimizationProblem.LeftSide => (
            "On the left of = there can only be columns, and {0} is none. The columns are: {1}.",
            "À esquerda de = só pode haver colunas, e {0} não é uma. As colunas são: {1}."),
        OptimizationProblem.SeveralValues => (
            "The formula gives several values: {0}; only the last may be used by none of the others.",
            "A fórmula dá vários valores: {0}; só o último pode não ser usado por nenhum outro."),
        OptimizationProblem.NotScalar => (
            "The formula gives {0}, and not one number.",
            "A fórmula dá {0}, e não um número."),
        OptimizationProblem.NoParameters => (
            "There are no parameters; give each a first value: name=1.",
            "Não há parâmetros; dê a cada um o primeiro valor: nome=1."),
        OptimizationProblem.TooFewRows => (
            "{0} rows of data do not determine {1} parameters.",
            "{0} linhas de dados não determinam {1} parâmetros."),
        OptimizationProblem.ResponseNotFinite => (
            "Line {0}: the left side of = is {1}.",
            "Linha {0}: o lado esquerdo de = é {1}."),
        OptimizationProblem.StartNotFinite => (
            "At the start the value or a derivative is not finite; begin elsewhere.",
            "No ponto de partida o valor ou uma derivada não é finita; comece de outro."),
        OptimizationProblem.ModelNotFinite => (
            "At the first values the model or one of its derivatives is not finite for line {0}; begin with others.",
            "Nos primeiros valores o modelo ou uma de suas derivadas não é finita para a linha {0}; comece com outros."),
        OptimizationProblem.TooManyVariables => (
            "There are {0} variables; at most {1} are minimized over.",
            "Há {0} variáveis; minimiza-se sobre no máximo {1}."),
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "Every problem has a sentence."),
    };
}
