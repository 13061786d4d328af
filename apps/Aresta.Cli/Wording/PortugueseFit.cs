namespace Aresta.Cli.Wording;

internal static class PortugueseFit
{
    public static readonly FitTexts Texts = new()
    {
        FitHelp = """
            Ajusta uma fórmula a dados: mínimos quadrados não lineares com derivadas exatas.

            Uso:
              aresta fit DADOS.csv FÓRMULA NOME=VALOR ... [opções]

            Argumentos:
              DADOS.csv           Colunas separadas por vírgulas, pontos e vírgulas ou tabulações, com os nomes na primeira
                                  linha; - lê a entrada padrão. Sem nomes, duas colunas são x e y; mais, x1, x2, … e y.
                                  Linhas vazias ou que começam com # são puladas; os decimais têm ponto.
              FÓRMULA             O que foi medido = o modelo, de colunas e parâmetros: y = b1*(1-exp(-b2*x))
              NOME=VALOR          O primeiro valor de cada parâmetro.

            Opções:
              --format FORMATO    text ou json.
              --plot ARQUIVO      Desenha os resíduos sobre os valores ajustados, em SVG; - desenha na saída padrão.
              --lang LÍNGUA       en ou pt-BR; sem ela, a do ambiente.

            Exemplos:
              aresta fit DADOS.csv "y = b1*(1-exp(-b2*x))" b1=500 b2=0.0001
              aresta fit decaimento.csv "log(contagens) = a - t/tau" a=5 tau=10 --plot residuos.svg
              aresta fit DADOS.csv "k = v/(K + s); taxa = k*s" v=1 K=0.1 --format json

            """,
        MinimizeHelp = """
            Encontra um mínimo de uma expressão: o método de Newton com derivadas exatas, em uma região de confiança.

            Uso:
              aresta minimize EXPRESSÃO NOME=VALOR ... [opções]

            Argumentos:
              EXPRESSÃO           Um só número, na linguagem de aresta derive; - lê a entrada padrão.
              NOME=VALOR          De onde partir, para cada entrada: x=-1.2  v=[1,2]

            Opções:
              --format FORMATO    text ou json.
              --lang LÍNGUA       en ou pt-BR; sem ela, a do ambiente.

            Exemplos:
              aresta minimize "(1-x)^2 + 100*(y-x^2)^2" x=-1.2 y=1
              aresta minimize "norma(v - [3,4])^2 + soma(v)^2" v=[0,0] --format json

            """,
        NoFormula = "Falta a fórmula; escreva, por exemplo: aresta fit dados.csv \"y = a*x + b\" a=1 b=0",
        NotOneNumber = "O primeiro valor de {0} deve ser um só número, e não {1}.",
        NotConverged = "O ajuste não convergiu em {0} passos; comece com outros valores.",
        Undetermined = "Os dados não determinam os parâmetros separadamente, e por isso não há erros padrão.",
        NoMinimum = "Depois de {0} passos ainda não há mínimo; talvez a expressão não tenha nenhum, ou parta de outro ponto.",
        NotTensors = "{0} deve ser de números reais para minimizar sobre ele, e não {1}.",
        Parameters = "Parâmetros",
        Parameter = "parâmetro",
        StandardError = "erro padrão",
        Correlation = "Correlação",
        Quality = "Ajuste",
        SumOfSquares = "soma dos quadrados dos resíduos",
        DegreesOfFreedom = "graus de liberdade",
        StandardDeviation = "desvio padrão dos resíduos",
        Condition = "número de condição",
        Iterations = "passos",
        Minimum = "Mínimo",
        Gradient = "gradiente",
        Fitted = "ajustado",
        Residual = "resíduo",
    };
}
