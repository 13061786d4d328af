using Aresta.Expressions;

namespace Aresta.Cli.Wording;

/// <summary>What <c>train --watch</c> and <c>--report</c> say beside the verdicts, which the library says.</summary>
internal sealed class FlowTexts
{
    private static readonly FlowTexts English = new()
    {
        Layers = "gradient, first to last layer",
        Time = "{0}, steps 1 to {1}",
        Test = "Test: accuracy {0:P2}, loss {1:F4}, after {2:N0} epochs, {3:N0} steps.",
        Losses = "Loss by epoch",
        Training = "training",
        Validation = "validation",
        Norms = "Norm of the gradient behind each layer",
        NormsSay = "∂loss/∂(result of the layer) for the same examples before training and behind each epoch; the loss is "
            + "below the last row.",
        InTime = "Norm of the gradient over time: {0}",
        InTimeSay = "Each row is an epoch, each column a time step; the gradient flows from right to left.",
        Updates = "Update to weight",
        UpdatesSay = "The norm of what a step adds to a parameter by the parameter's own norm; around 0.001 is usual.",
        Histograms = "Magnitudes of the gradient",
        HistogramsSay = "How many numbers there are in each power of ten, in the last look; zeros are in none.",
        Verdicts = "Verdicts",
        Epoch = "epoch {0}",
        Step = "step {0}",
    };

    private static readonly FlowTexts Portuguese = new()
    {
        Layers = "gradiente, da primeira à última camada",
        Time = "{0}, passos 1 a {1}",
        Test = "Teste: acurácia {0:P2}, perda {1:F4}, após {2:N0} épocas, {3:N0} passos.",
        Losses = "Perda por época",
        Training = "treino",
        Validation = "validação",
        Norms = "Norma do gradiente atrás de cada camada",
        NormsSay = "∂perda/∂(resultado da camada) para os mesmos exemplos, antes do treino e após cada época; a perda está "
            + "abaixo da última linha.",
        InTime = "Norma do gradiente no tempo: {0}",
        InTimeSay = "Cada linha é uma época, cada coluna um passo no tempo; o gradiente corre da direita para a esquerda.",
        Updates = "Atualização por peso",
        UpdatesSay = "A norma do que um passo soma a um parâmetro, dividida pela norma do parâmetro; o usual é cerca de 0,001.",
        Histograms = "Magnitudes do gradiente",
        HistogramsSay = "Quantos números há em cada potência de dez, no último olhar; os zeros não estão em nenhuma.",
        Verdicts = "Vereditos",
        Epoch = "época {0}",
        Step = "passo {0}",
    };

    public required string Layers { get; init; }

    public required string Time { get; init; }

    public required string Test { get; init; }

    public required string Losses { get; init; }

    public required string Training { get; init; }

    public required string Validation { get; init; }

    public required string Norms { get; init; }

    public required string NormsSay { get; init; }

    public required string InTime { get; init; }

    public required string InTimeSay { get; init; }

    public required string Updates { get; init; }

    public required string UpdatesSay { get; init; }

    public required string Histograms { get; init; }

    public required string HistogramsSay { get; init; }

    public required string Verdicts { get; init; }

    public required string Epoch { get; init; }

    public required string Step { get; init; }

    public static FlowTexts For(Language language) => language == Language.Portuguese ? Portuguese : English;
}
