namespace Aresta.Cli.Wording;

internal static class EnglishFit
{
    public static readonly FitTexts Texts = new()
    {
        FitHelp = """
            Fits a formula to data: nonlinear least squares with exact derivatives.

            Usage:
              aresta fit DATA.csv FORMULA NAME=VALUE ... [options]

            Arguments:
              DATA.csv            Columns separated by commas, semicolons or tabs, the first line their names; - reads
                                  standard input. Without names, two columns are x and y, more x1, x2, … and y.
                                  Empty lines and lines that begin with # are passed over; decimals have a point.
              FORMULA             What was measured = the model, of columns and parameters: y = b1*(1-exp(-b2*x))
              NAME=VALUE          A first value for each parameter.

            Options:
              --format FORMAT     text or json.
              --plot FILE         Draws the residuals over the fitted values, as SVG; - draws to standard output.
              --lang LANGUAGE     en or pt-BR; the environment's unless given.

            Examples:
              aresta fit DATA.csv "y = b1*(1-exp(-b2*x))" b1=500 b2=0.0001
              aresta fit decay.csv "log(counts) = a - t/tau" a=5 tau=10 --plot residuals.svg
              aresta fit DATA.csv "k = v/(K + s); rate = k*s" v=1 K=0.1 --format json

            """,
        MinimizeHelp = """
            Finds a minimum of an expression: Newton's method with exact derivatives, in a trust region.

            Usage:
              aresta minimize EXPRESSION NAME=VALUE ... [options]

            Arguments:
              EXPRESSION          One number, in the language of aresta derive; - reads standard input.
              NAME=VALUE          Where to begin, for each input: x=-1.2  v=[1,2]

            Options:
              --format FORMAT     text or json.
              --lang LANGUAGE     en or pt-BR; the environment's unless given.

            Examples:
              aresta minimize "(1-x)^2 + 100*(y-x^2)^2" x=-1.2 y=1
              aresta minimize "norm(v - [3,4])^2 + sum(v)^2" v=[0,0] --format json

            """,
        NoFormula = "There is no formula; write, for example: aresta fit data.csv \"y = a*x + b\" a=1 b=0",
        NotOneNumber = "The first value of {0} must be one number, not {1}.",
        NotConverged = "The fit has not converged after {0} steps; begin with other first values.",
        Undetermined = "The data do not determine the parameters apart from each other, so they have no standard errors.",
        NoMinimum = "After {0} steps there is no minimum yet; the expression may have none, or begin elsewhere.",
        NotTensors = "{0} must be of real numbers to be minimized over, not {1}.",
        Parameters = "Parameters",
        Parameter = "parameter",
        StandardError = "standard error",
        Correlation = "Correlation",
        Quality = "Fit",
        SumOfSquares = "residual sum of squares",
        DegreesOfFreedom = "degrees of freedom",
        StandardDeviation = "residual standard deviation",
        Condition = "condition number",
        Iterations = "steps",
        Minimum = "Minimum",
        Gradient = "gradient",
        Fitted = "fitted",
        Residual = "residual",
    };
}
