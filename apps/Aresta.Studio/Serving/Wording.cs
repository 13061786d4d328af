using System.Globalization;
using Aresta.Expressions;

namespace Aresta.Studio.Serving;

/// <summary>What the server says to people.</summary>
internal static class Wording
{
    /// <summary>The sentence in a language.</summary>
    public static string In(this Language language, string english, string portuguese) =>
        language == Language.Portuguese ? portuguese : english;

    public static string Number(double number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);

    public static string TooLong(this Language language) => language.In(
        $"The program has more than {Number(Limits.SourceLength)} characters, which is the most that the studio reads.",
        $"O programa tem mais de {Number(Limits.SourceLength)} caracteres, o máximo que o estúdio lê.");

    public static string TooManyValues(this Language language, int count) => language.In(
        $"The graph has {Number(count)} nodes; the studio takes up to {Number(Limits.Values)}.",
        $"O grafo tem {Number(count)} nós; o estúdio aceita até {Number(Limits.Values)}.");

    public static string TooLarge(this Language language, double elements) => language.In(
        $"The values of this graph have {Number(elements)} elements together; the studio takes up to {Number(Limits.Elements)}.",
        $"Os valores deste grafo têm juntos {Number(elements)} elementos; o estúdio aceita até {Number(Limits.Elements)}.");

    public static string TooMuchWork(this Language language) => language.In(
        "The products in this graph are too large for the studio. Take smaller matrices.",
        "Os produtos neste grafo são grandes demais para o estúdio. Use matrizes menores.");

    public static string TooManyBoxes(this Language language, int count) => language.In(
        $"{Number(count)} boxes would be drawn; at most {Number(Limits.Boxes)} are. Collapse some parts.",
        $"Seriam desenhadas {Number(count)} caixas; o máximo são {Number(Limits.Boxes)}. Recolha algumas partes.");

    public static string OutOfTime(this Language language, TimeSpan budget) => language.In(
        $"This took longer than {Seconds(budget)} seconds and was cut off. Make it smaller.",
        $"Isto levou mais de {Seconds(budget)} segundos e foi interrompido. Torne-o menor.");

    public static string OutOfMemory(this Language language) => language.In(
        "This needs more memory than the studio gives. Make it smaller.",
        "Isto precisa de mais memória do que o estúdio dá. Torne-o menor.");

    public static string Busy(this Language language) => language.In(
        "Too many requests are waiting. Try again in a moment.",
        "Há pedidos demais esperando. Tente de novo daqui a pouco.");

    public static string Malformed(this Language language) => language.In(
        "The request is no JSON object of the form that this endpoint reads.",
        "O pedido não é um objeto JSON da forma que este endereço lê.");

    public static string Unexpected(this Language language, string message) => language.In(
        $"Something unexpected went wrong: {message}", $"Algo inesperado deu errado: {message}");
}
