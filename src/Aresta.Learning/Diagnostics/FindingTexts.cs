using System.Globalization;
using Aresta.Expressions;

namespace Aresta.Learning.Diagnostics;

/// <summary>What is said of each finding, in each language.</summary>
internal static class FindingTexts
{
    public static string Sentence(FindingKind kind, Language language, object[] evidence) =>
        string.Format(CultureInfo.InvariantCulture, In(language, Sentences(kind)), evidence);

    public static string Remedies(FindingKind kind, Language language) => In(language, Help(kind));

    private static string In(Language language, (string English, string Portuguese) text) =>
        language == Language.Portuguese ? text.Portuguese : text.English;

    private static (string English, string Portuguese) Sentences(FindingKind kind) => kind switch
    {
        FindingKind.NonFinite => (
            "Non-finite: {1:N0} numbers of the gradient at {0} are infinite or NaN; the loss is {2:G4}.",
            "Não finito: {1:N0} números do gradiente em {0} são infinitos ou NaN; a perda é {2:G4}."),
        FindingKind.NoGradient => (
            "No gradient: nothing flows back from the loss, {1:G4}, to {0}.",
            "Sem gradiente: nada volta da perda, {1:G4}, para {0}."),
        FindingKind.Exploding => (
            "Exploding: the gradient grows from {1:G3} at {2} to {3:G3} at {0}, by a factor of {4:G3}.",
            "Explosão: o gradiente cresce de {1:G3} em {2} a {3:G3} em {0}, por um fator de {4:G3}."),
        FindingKind.ExplodingInTime => (
            "Exploding in time: at {0} the gradient grows from {1:G3} at step {2} back to {3:G3} at step 1, by a factor of {4:G3}.",
            "Explosão no tempo: em {0} o gradiente cresce de {1:G3} no passo {2} a {3:G3} no passo 1, por um fator de {4:G3}."),
        FindingKind.Vanishing => (
            "Vanishing: the gradient shrinks from {1:G3} at {2} to {3:G3} at {0}; {4:G3} of it is left.",
            "Desvanecimento: o gradiente encolhe de {1:G3} em {2} a {3:G3} em {0}; dele restam {4:G3}."),
        FindingKind.VanishingInTime => (
            "Vanishing in time: at {0} the gradient shrinks from {1:G3} at step {2} to {3:G3} at step 1; less than a thousandth "
            + "is left before step {4}.",
            "Desvanecimento no tempo: em {0} o gradiente encolhe de {1:G3} no passo {2} a {3:G3} no passo 1; antes do passo {4} "
            + "resta menos de um milésimo."),
        FindingKind.Dead => (
            "Dead units: {1:P0} of the numbers of {0} ({2}) are 0 for all {3} examples of the batch; no gradient passes through them.",
            "Unidades mortas: {1:P0} dos números de {0} ({2}) são 0 em todos os {3} exemplos do lote; nenhum gradiente passa por elas."),
        FindingKind.Saturated => (
            "Saturated: {1:P0} of the numbers of {0} ({2}) are where its slope is below 1 % of the greatest.",
            "Saturação: {1:P0} dos números de {0} ({2}) estão onde a inclinação é menor que 1 % da maior."),
        _ => (
            "Healthy: the gradient is {1:G3} at {2} and {3:G3} at {0}; a step changes the parameters by {4:G2} of their norm (median).",
            "Saudável: o gradiente é {1:G3} em {2} e {3:G3} em {0}; um passo muda os parâmetros em {4:G2} da sua norma (mediana)."),
    };

    private static (string English, string Portuguese) Help(FindingKind kind) => kind switch
    {
        FindingKind.NonFinite => (
            "Usual remedies: a lower rate, clipping, a loss of logits instead of logarithms of probabilities; look for infinities in "
            + "the data.",
            "O que costuma ajudar: taxa menor, limitar o gradiente, uma perda sobre logits em vez de logaritmos de probabilidades; "
            + "procure infinitos nos dados."),
        FindingKind.NoGradient => (
            "Either all examples are fitted, or something on the way is constant: dead units, saturation, an integer, a stopped gradient.",
            "Ou todos os exemplos já estão ajustados, ou algo no caminho é constante: unidades mortas, saturação, um inteiro, um gradiente "
            + "parado."),
        FindingKind.Exploding => (
            "Usual remedies: Glorot or He initializers, normalization, a lower rate, clipping the norm.",
            "O que costuma ajudar: inicializadores de Glorot ou He, normalização, taxa menor, limitar a norma."),
        FindingKind.ExplodingInTime => (
            "Usual remedies: clipping the norm, an orthogonal state weight, a lower rate, an LSTM or GRU.",
            "O que costuma ajudar: limitar a norma, um peso de estado ortogonal, taxa menor, uma LSTM ou GRU."),
        FindingKind.Vanishing => (
            "Usual remedies: relu or GELU in place of sigmoid and tanh, He or Glorot initializers, normalization, residual connections.",
            "O que costuma ajudar: relu ou GELU no lugar de sigmoide e tanh, inicializadores de He ou Glorot, normalização, "
            + "conexões residuais."),
        FindingKind.VanishingInTime => (
            "Usual remedies: an LSTM or GRU in place of a plain recurrent network, an orthogonal state weight, attention, "
            + "shorter sequences.",
            "O que costuma ajudar: uma LSTM ou GRU no lugar da rede recorrente simples, um peso de estado ortogonal, atenção, "
            + "sequências mais curtas."),
        FindingKind.Dead => (
            "Usual remedies: a lower rate, He initializers, smaller negative biases, GELU or a leaky relu, normalization.",
            "O que costuma ajudar: taxa menor, inicializadores de He, vieses menos negativos, GELU ou relu com vazamento, normalização."),
        FindingKind.Saturated => (
            "Usual remedies: inputs of mean 0 and deviation 1, Glorot initializers, normalization, a lower rate.",
            "O que costuma ajudar: entradas de média 0 e desvio 1, inicializadores de Glorot, normalização, taxa menor."),
        _ => ("", ""),
    };
}
