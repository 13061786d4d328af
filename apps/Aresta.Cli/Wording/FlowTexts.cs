using Aresta.Expressions;
using Aresta.Learning.Diagnostics.Paths;

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
        Reach = "∂h_T/∂s_t of {0}, steps 1 to {1}: greatest singular value {2:G3} at step 1, {3:G3} at step {1}",
        Carry = "{0}: the heaviest of {1:N0} paths carries {2:G3} (at most {3:G3}), {4:P1} of the gradient; it loses most at "
            + "{5} ({6:G3} left): {7}",
        Reaching = "How far the state reaches: {0}",
        ReachingSays = "Singular values of ∂h_T/∂s_t, the product of the Jacobians of all later steps, for one example: what "
            + "a change of the "
            + "state at a step still does at the end. The dashed lines are before training.",
        TimeStep = "time step",
        Singular = "singular value of ∂h_T/∂s_t",
        Greatest = "greatest",
        Least = "least",
        Before = "{0}, before",
        PathsTo = "Paths from the loss to {0}",
        PathsSay = "The gradient, of norm {0:G4}, is a sum over {1:N0} paths; here are the heaviest by the product of the "
            + "operator norms of their "
            + "edges, which what they carry cannot exceed. Shares of all paths have the sum 1.",
        Path = "path",
        Bound = "at most",
        Carries = "carries",
        Share = "share",
        Dies = "loses most at",
        Along = "Along the heaviest paths to {0}",
        AlongSays = "The norm of what each of them carries, and dashed its bound, place by place from the loss.",
        Stops = "places from the loss",
        Cotangent = "norm of the cotangent",
        LayersNow = "Layers in the last look",
        Layer = "layer",
        Norm = "norm",
        Mean = "mean",
        Zeros = "zeros",
        NonFinite = "non-finite",
        Dead = "dead",
        Saturated = "saturated",
        Steps = "{0}: step by step",
        StepUpdates = "update/weight",
        Ratios = "Magnitudes of update to weight",
        RatiosSay = "|what a step adds to a number| / |the number|, how many in each power of ten, in the last look.",
        StepColumn = "step",
        EpochAxis = "epoch",
        Loss = "loss",
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
        Reach = "∂h_T/∂s_t de {0}, passos 1 a {1}: maior valor singular {2:G3} no passo 1, {3:G3} no passo {1}",
        Carry = "{0}: o mais pesado de {1:N0} caminhos leva {2:G3} (no máximo {3:G3}), {4:P1} do gradiente; perde mais em "
            + "{5} (restam {6:G3}): {7}",
        Reaching = "Até onde o estado alcança: {0}",
        ReachingSays = "Valores singulares de ∂h_T/∂s_t, o produto das jacobianas de todos os passos seguintes, para um exemplo: o que uma "
            + "mudança do estado num passo ainda faz no fim. As linhas tracejadas são de antes do treino.",
        TimeStep = "passo no tempo",
        Singular = "valor singular de ∂h_T/∂s_t",
        Greatest = "maior",
        Least = "menor",
        Before = "{0}, antes",
        PathsTo = "Caminhos da perda a {0}",
        PathsSay = "O gradiente, de norma {0:G4}, é uma soma sobre {1:N0} caminhos; eis os mais pesados pelo produto das "
            + "normas de operador das "
            + "suas arestas, que o que levam não pode exceder. As partes de todos os caminhos somam 1.",
        Path = "caminho",
        Bound = "no máximo",
        Carries = "leva",
        Share = "parte",
        Dies = "perde mais em",
        Along = "Ao longo dos caminhos mais pesados a {0}",
        AlongSays = "A norma do que cada um leva, e tracejado o seu limite, lugar por lugar a partir da perda.",
        Stops = "lugares a partir da perda",
        Cotangent = "norma do cotangente",
        LayersNow = "Camadas no último olhar",
        Layer = "camada",
        Norm = "norma",
        Mean = "média",
        Zeros = "zeros",
        NonFinite = "não finitos",
        Dead = "mortos",
        Saturated = "saturados",
        Steps = "{0}: passo a passo",
        StepUpdates = "atualização/peso",
        Ratios = "Magnitudes da atualização por peso",
        RatiosSay = "|o que um passo soma a um número| / |o número|, quantos em cada potência de dez, no último olhar.",
        StepColumn = "passo",
        EpochAxis = "época",
        Loss = "perda",
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

    public required string Reach { get; init; }

    public required string Carry { get; init; }

    public required string Reaching { get; init; }

    public required string ReachingSays { get; init; }

    public required string TimeStep { get; init; }

    public required string Singular { get; init; }

    public required string Greatest { get; init; }

    public required string Least { get; init; }

    public required string Before { get; init; }

    public required string PathsTo { get; init; }

    public required string PathsSay { get; init; }

    public required string Path { get; init; }

    public required string Bound { get; init; }

    public required string Carries { get; init; }

    public required string Share { get; init; }

    public required string Dies { get; init; }

    public required string Along { get; init; }

    public required string AlongSays { get; init; }

    public required string Stops { get; init; }

    public required string Cotangent { get; init; }

    public required string LayersNow { get; init; }

    public required string Layer { get; init; }

    public required string Norm { get; init; }

    public required string Mean { get; init; }

    public required string Zeros { get; init; }

    public required string NonFinite { get; init; }

    public required string Dead { get; init; }

    public required string Saturated { get; init; }

    public required string Steps { get; init; }

    public required string StepUpdates { get; init; }

    public required string Ratios { get; init; }

    public required string RatiosSay { get; init; }

    public required string StepColumn { get; init; }

    public required string EpochAxis { get; init; }

    public required string Loss { get; init; }

    public static FlowTexts For(Language language) => language == Language.Portuguese ? Portuguese : English;

    /// <summary>How far the state of a layer reaches.</summary>
    public string Reached(string layer, double[] greatest) =>
        Texts.Format(Reach, layer, greatest.Length, greatest[0], greatest[^1]);

    /// <summary>What the heaviest path carries.</summary>
    public string Carried(PathReport paths)
    {
        var path = paths.Paths[0];
        return Texts.Format(
            Carry, paths.Parameter, paths.Count, path.Norm, path.Bound, double.IsFinite(path.Share) ? path.Share : 0, Edge(path),
            path.Left(path.WeakestStop), path);
    }

    /// <summary>The edge at which a path loses most, by the names around it.</summary>
    public static string Edge(GradientPath path)
    {
        var weakest = path.WeakestStop;
        return $"{path.Stops.Take(weakest).Last(stop => stop.Name is not null).Name} → "
            + path.Stops.Skip(weakest).First(stop => stop.Name is not null).Name;
    }
}
