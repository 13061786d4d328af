namespace Aresta.Expressions.Tests;

/// <summary>Wrong programs, and the exact first line that each gets in each language.</summary>
public class ErrorTests
{
    [Theory]
    [InlineData("", "line 1, column 1: there is no expression", "linha 1, coluna 1: não há nenhuma expressão")]
    [InlineData("2x(", "line 1, column 2: x( is never closed", "linha 1, coluna 2: x( nunca é fechado")]
    [InlineData("(a", "line 1, column 1: ( is never closed", "linha 1, coluna 1: ( nunca é fechado")]
    [InlineData("a)", "line 1, column 2: ) closes nothing that was opened", "linha 1, coluna 2: ) não fecha nada que foi aberto")]
    [InlineData("[a)", "line 1, column 3: ) closes nothing that was opened", "linha 1, coluna 3: ) não fecha nada que foi aberto")]
    [InlineData("a +", "line 1, column 4: the program ends where a number, a name or ( was expected",
        "linha 1, coluna 4: o programa termina onde se esperava um número, um nome ou (")]
    [InlineData("a * / b", "line 1, column 5: a number, a name or ( was expected, not /",
        "linha 1, coluna 5: esperava-se um número, um nome ou (, e não /")]
    [InlineData("a b", "line 1, column 3: an operator is missing between a and b; a product is written a*b",
        "linha 1, coluna 3: falta um operador entre a e b; um produto se escreve a*b")]
    [InlineData("2 3", "line 1, column 3: an operator was expected, not 3", "linha 1, coluna 3: esperava-se um operador, e não 3")]
    [InlineData("sin x", "line 1, column 1: sin is a function; write sin(…)", "linha 1, coluna 1: sin é uma função; escreva sin(…)")]
    [InlineData("sin + 1", "line 1, column 1: sin is a function; write sin(…)", "linha 1, coluna 1: sin é uma função; escreva sin(…)")]
    [InlineData("sinn(x)", "line 1, column 1: there is no function sinn; a product is written sinn*(…) (sign?)",
        "linha 1, coluna 1: não existe a função sinn; um produto se escreve sinn*(…) (sign?)")]
    [InlineData("sin(a, b)", "line 1, column 1: sin takes 1 argument(s), but was given 2",
        "linha 1, coluna 1: sin recebe 1 argumento(s), mas recebeu 2")]
    [InlineData("1..2", "line 1, column 1: \"1..2\" is not a number", "linha 1, coluna 1: \"1..2\" não é um número")]
    [InlineData("1e999", "line 1, column 1: the number is too large for a float64",
        "linha 1, coluna 1: o número é grande demais para um float64")]
    [InlineData("a = 1; a = 2", "line 1, column 8: a is assigned twice; a name is given once",
        "linha 1, coluna 8: a é atribuído duas vezes; um nome só se dá uma vez")]
    [InlineData("b = c\nc = 1", "line 1, column 5: c is used before it is assigned", "linha 1, coluna 5: c é usado antes de ser atribuído")]
    [InlineData("a + 1\nb = 2", "line 1, column 1: only the last statement may stand without a name: write name = …",
        "linha 1, coluna 1: só a última instrução pode ficar sem nome: escreva nome = …")]
    [InlineData("a + 1 = b", "line 1, column 7: left of = stands a single name", "linha 1, coluna 7: à esquerda de = fica um único nome")]
    [InlineData("sin = 3", "line 1, column 1: sin is the name of a function or constant and cannot be assigned",
        "linha 1, coluna 1: sin é o nome de uma função ou constante e não pode ser atribuído")]
    [InlineData("result + 1",
        "line 1, column 1: the last statement has no name, so its value is called result, which is an input here: write name = …",
        "linha 1, coluna 1: a última instrução não tem nome e seu valor se chama result, que aqui é uma entrada: escreva nome = …")]
    [InlineData("a, b", "line 1, column 2: a comma stands between arguments, elements or indices only",
        "linha 1, coluna 2: uma vírgula só separa argumentos, elementos ou índices")]
    [InlineData("a\n + b $ c", "line 2, column 6: the character $ has no meaning here",
        "linha 2, coluna 6: o caractere $ não tem significado aqui")]
    [InlineData("a \u0007", "line 1, column 3: the character U+0007 has no meaning here",
        "linha 1, coluna 3: o caractere U+0007 não tem significado aqui")]
    [InlineData("a \u202E", "line 1, column 3: the character U+202E has no meaning here",
        "linha 1, coluna 3: o caractere U+202E não tem significado aqui")]
    [InlineData("a $ b", "line 1, column 3: the character $ has no meaning here",
        "linha 1, coluna 3: o caractere $ não tem significado aqui")]
    public void A_wrong_program_is_told_what_is_wrong_and_where(string source, string english, string portuguese)
    {
        var error = Assert.Throws<ExpressionException>(() => Program.Parse(source));
        Assert.Equal(english, error.Message.Split('\n')[0]);
        Assert.Equal(portuguese, error.Describe(Language.Portuguese).Split('\n')[0]);
    }

    [Theory]
    [InlineData("[1,2] + [1,2,3]", "line 1, column 7: add(constant: float64[2], constant: float64[3]): ")]
    [InlineData("[1,2][2]", "line 1, column 6: the index 2 is outside: there are 2 elements, counted from 0, or from −1 at the end")]
    [InlineData("[1,2][0,0]", "line 1, column 6: 2 indices are given, but a value of type float64[2] has fewer axes")]
    [InlineData("sum([1,2], a)", "line 1, column 1: a whole number written out was expected here")]
    public void Operands_that_do_not_fit_are_shown_in_place(string source, string beginning)
    {
        var error = Assert.Throws<ExpressionException>(() => Program.Parse(source).ToGraph());
        Assert.StartsWith(beginning, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[1,2] + [1,2,3]", "linha 1, coluna 7: + não aceita operandos dos tipos float64[2], float64[3]\n")]
    [InlineData("[1,2][2]", "linha 1, coluna 6: o índice 2 está fora: há 2 elementos, contados a partir de 0, ou de −1 no fim")]
    [InlineData("[1,2][0,0]", "linha 1, coluna 6: há 2 índices, mas um valor do tipo float64[2] tem menos eixos")]
    [InlineData("sum([1,2], a)", "linha 1, coluna 1: esperava-se aqui um número inteiro escrito por extenso em algarismos")]
    [InlineData("det([1,2])", "linha 1, coluna 1: det não aceita operandos dos tipos float64[2]\n")]
    [InlineData("[[1,2]] @ [1]", "linha 1, coluna 9: @ não aceita operandos dos tipos float64[1,2], float64[1]\n")]
    public void Operands_that_do_not_fit_are_described_in_Portuguese(string source, string beginning)
    {
        var error = Assert.Throws<ExpressionException>(() => Program.Parse(source).ToGraph());
        Assert.StartsWith(beginning, error.Describe(Language.Portuguese), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_lines_in_one_bracket_are_read_in_time_that_grows_with_them() =>
        Assert.Equal(["x"], Program.Parse($"(x{string.Concat(Enumerable.Repeat("\n^x", 60_000))})").Inputs);

    [Fact]
    public void Second_names_without_end_are_refused()
    {
        var source = string.Join('\n', Enumerable.Range(0, 1001).Select(i => $"a{i} = x"));
        var error = Assert.Throws<ExpressionException>(() => Program.Parse(source));
        Assert.StartsWith("line 1001, column 1: the program gives more than 1000 second names", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_caret_stands_under_the_place()
    {
        var error = Assert.Throws<ExpressionException>(() => Program.Parse("c = a + b\nd = c ** sinn(b)"));
        Assert.Equal(["  d = c ** sinn(b)", "           ^^^^"], error.Message.Split('\n')[1..]);
    }

    [Fact]
    public void A_long_line_is_shown_in_part()
    {
        var error = Assert.Throws<ExpressionException>(() => Program.Parse(string.Join('+', Enumerable.Repeat("a", 100_000)) + " b"));
        Assert.True(error.Message.Length < 500);
    }
}
