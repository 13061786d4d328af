using System.Globalization;

namespace Aresta.Expressions;

/// <summary>The sentences for each problem, in each language.</summary>
internal static class ProblemTexts
{
    public static string Place(Language language, int line, int column) => string.Format(
        CultureInfo.InvariantCulture, language == Language.Portuguese ? "linha {0}, coluna {1}" : "line {0}, column {1}", line, column);

    public static string Sentence(Problem problem, Language language, object[] arguments)
    {
        var (english, portuguese) = Texts(problem);
        return string.Format(CultureInfo.InvariantCulture, language == Language.Portuguese ? portuguese : english, arguments);
    }

    private static (string English, string Portuguese) Texts(Problem problem) => problem switch
    {
        Problem.UnknownCharacter => (
            "the character {0} has no meaning here",
            "o caractere {0} não tem significado aqui"),
        Problem.MalformedNumber => (
            "\"{0}\" is not a number",
            "\"{0}\" não é um número"),
        Problem.NumberTooLarge => (
            "the number is too large for a float64",
            "o número é grande demais para um float64"),
        Problem.NameTooLong => (
            "a name has at most {0} characters, this one has {1}",
            "um nome tem no máximo {0} caracteres, este tem {1}"),
        Problem.Empty => (
            "there is no expression",
            "não há nenhuma expressão"),
        Problem.ExpectedValue => (
            "a number, a name or ( was expected, not {0}",
            "esperava-se um número, um nome ou (, e não {0}"),
        Problem.ExpectedValueAtEnd => (
            "the program ends where a number, a name or ( was expected",
            "o programa termina onde se esperava um número, um nome ou ("),
        Problem.ExpectedOperator => (
            "an operator was expected, not {0}",
            "esperava-se um operador, e não {0}"),
        Problem.NamesSideBySide => (
            "an operator is missing between {0} and {1}; a product is written {0}*{1}",
            "falta um operador entre {0} e {1}; um produto se escreve {0}*{1}"),
        Problem.NeverClosed => (
            "{0} is never closed",
            "{0} nunca é fechado"),
        Problem.NeverOpened => (
            "{0} closes nothing that was opened",
            "{0} não fecha nada que foi aberto"),
        Problem.StrayComma => (
            "a comma stands between arguments, elements or indices only",
            "uma vírgula só separa argumentos, elementos ou índices"),
        Problem.AssignmentToNoName => (
            "left of = stands a single name",
            "à esquerda de = fica um único nome"),
        Problem.AssignedTwice => (
            "{0} is assigned twice; a name is given once",
            "{0} é atribuído duas vezes; um nome só se dá uma vez"),
        Problem.UsedBeforeAssigned => (
            "{0} is used before it is assigned",
            "{0} é usado antes de ser atribuído"),
        Problem.StatementWithoutName => (
            "only the last statement may stand without a name: write name = …",
            "só a última instrução pode ficar sem nome: escreva nome = …"),
        Problem.ReservedName => (
            "{0} is the name of a function or constant and cannot be assigned",
            "{0} é o nome de uma função ou constante e não pode ser atribuído"),
        Problem.UnknownFunction => (
            "there is no function {0}; a product is written {0}*(…){1}",
            "não existe a função {0}; um produto se escreve {0}*(…){1}"),
        Problem.FunctionWithoutCall => (
            "{0} is a function; write {0}(…)",
            "{0} é uma função; escreva {0}(…)"),
        Problem.WrongArgumentCount => (
            "{0} takes {1} argument(s), but was given {2}",
            "{0} recebe {1} argumento(s), mas recebeu {2}"),
        Problem.ExpectedInteger => (
            "a whole number written out was expected here",
            "esperava-se aqui um número inteiro escrito por extenso em algarismos"),
        Problem.OperandsDoNotFit => (
            "{0}",
            "{1} não aceita operandos dos tipos {2}"),
        Problem.IndexOutside => (
            "the index {0} is outside: there are {1} elements, counted from 0, or from −1 at the end",
            "o índice {0} está fora: há {1} elementos, contados a partir de 0, ou de −1 no fim"),
        Problem.TooManyIndices => (
            "{0} indices are given, but a value of type {1} has fewer axes",
            "há {0} índices, mas um valor do tipo {1} tem menos eixos"),
        Problem.ResultIsTaken => (
            "the last statement has no name, so its value is called {0}, which is an input here: write name = …",
            "a última instrução não tem nome e seu valor se chama {0}, que aqui é uma entrada: escreva nome = …"),
        Problem.TooLong => (
            "the program has more than {0} operations, the most that is accepted",
            "o programa tem mais de {0} operações, o máximo aceito"),
        Problem.TooManyAliases => (
            "the program gives more than {0} second names, the most that is accepted",
            "o programa dá mais de {0} segundos nomes, o máximo aceito"),
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };
}
