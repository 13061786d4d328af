using Aresta.Expressions;

namespace Aresta.Cli.Wording;

internal sealed class English : Texts
{
    public override Language Language => Language.English;

    public override CheckTexts Check { get; } = new EnglishCheck();

    public override TrainTexts Train => EnglishTrain.Texts;

    public override string Help => """
        Aresta: derivatives on computational graphs.

        Usage:
          aresta derive EXPRESSION [NAME=VALUE ...] [options]
          aresta fit DATA.csv FORMULA NAME=VALUE ... [options]       see: aresta fit --help
          aresta minimize EXPRESSION NAME=VALUE ... [options]        see: aresta minimize --help
          aresta train DATA [options]                                see: aresta train --help
          aresta predict CHECKPOINT [FILE.csv] [options]             see: aresta predict --help
          aresta inspect CHECKPOINT [options]                        see: aresta inspect --help
          aresta experiment vanishing|depth|modes [options]          see: aresta experiment --help
          aresta studio [EXPRESSION|FILE] [options]                  see: aresta studio --help

        The graph of an expression, its values, the local derivative on every edge, both sweeps, every path
        and all derivatives. Without values: formulas.

        Arguments:
          EXPRESSION          Statements separated by ; or new lines: c = a+b; d = b+1; c*d
                              A file when it ends in .aresta; - reads standard input.
          NAME=VALUE          A value for each input: a=2  v=[1,2]  M=[[1,2],[3,4]]

        Options:
          --wrt NAMES         Inputs by which to differentiate, separated by commas; all unless given.
          --of NAMES          Values to differentiate; those that feed no other unless given.
          --order 1|2         Second derivatives as well.
          --mode MODE         auto, forward, reverse, or paths: every path on its own.
          --format FORMAT     text, json, latex, dot, mermaid, or graph.
          --check             Only a verdict: are the derivatives right, and where did NaN or an infinity come from?
                              As text or json; the exit code is 3 when something is wrong.
          --svg FILE          Draws the graph; - draws to standard output.
          --show WHAT         What is drawn: graph, values, partials, forward:NAME, reverse:NAME, or all.
          --theme THEME       light or dark.
          --lang LANGUAGE     en or pt-BR; the environment's unless given.
          --help, --version

        Examples:
          aresta derive "(a+b)*(b+1)" a=2 b=1
          aresta derive "c = a+b; d = b+1; e = c*d" a=2 b=1 --svg out.svg --show reverse:e
          aresta derive "sin(x²) + e^-x" --format latex
          aresta derive "log(x - y)" x=1 y=2 --check

        """;

    public override string CheckNeedsValues => "--check needs values: write name=value for each input.";

    public override string CheckFormat => "--check answers as text or json, not as {0}.";

    public override string StandardInput => "standard input";

    public override string Name => "NAME";

    public override string UnknownCommand =>
        "There is no command \"{0}\"; there are: derive, fit, minimize, train, predict, inspect, studio.";

    public override string UnknownOption => "There is no option {0}{1}.";

    public override string NoOptionValue => "{0} needs a value.";

    public override string WrongOptionValue => "{0} cannot be \"{1}\"; it is one of: {2}.";

    public override string RepeatedOption => "{0} is given twice.";

    public override string NoExpression => "There is no expression.";

    public override string NoNames => "--wrt and --of need at least one name.";

    public override string NoFile => "There is no file {0}.";

    public override string Unreadable => "{0} cannot be read.";

    public override string Unwritable => "{0} cannot be written.";

    public override string FileTooLarge => "{0} is larger than {1} MB.";

    public override string NotUtf8 => "{0} is not UTF-8: see byte {1}.";

    public override string TooLarge => "That is too much to answer at once. Ask for fewer derivatives with --wrt and --of.";

    public override string TooManyPaths => "From {0} to {1} there are {2} paths; --mode paths adds at most {3}.";

    public override string ScalarsAssumed => "Inputs without values are taken for scalars; a value such as v=[1,2] says otherwise.";

    public override string ShowNeedsValues => "--show {0} needs values: write name=value for each input.";

    public override string NoSweep => "No sweep starts at {0}: it is {1}, not a floating scalar.";

    public override string Unexpected => "Something unexpected went wrong: {0}";

    public override string UnknownOutput => "Nothing is called {0}; the names are: {1}.";

    public override string Nodes => "Nodes";

    public override string Node => "node";

    public override string Operation => "operation";

    public override string Value => "value";

    public override string Edges => "Edges";

    public override string Edge => "edge";

    public override string LocalDerivative => "local derivative";

    public override string ForwardSweep => "Forward sweep from {0}: tangents ∂node/∂{0}";

    public override string ReverseSweep => "Reverse sweep from {0}: adjoints ∂{0}/∂node";

    public override string Sum => "sum over edges";

    public override string Paths => "Paths from {0} to {1}: {2}";

    public override string Path => "path";

    public override string Product => "product";

    public override string PathTotal => "sum";

    public override string Factored => "factored";

    public override string With => " with ";

    public override string More => "… and {0} more";

    public override string Derivatives => "Derivatives";

    public override string Second => "Second derivatives";

    public override string Input => "input";

    public override string NotAnAssignment => "\"{0}\" is not of the form name=value.";

    public override string MissingValues => "No value was given for {0}. Write, for example: {1}";

    public override string UnknownInput => "There is no input {0}; the inputs are: {1}.";

    public override string AssignedName => "{0} is assigned by the expression and takes no value.";

    public override string RepeatedValue => "{0} was given two values.";

    public override string NotAConstant => "The value of {0} must be a number or a list of numbers, not \"{1}\".";

    public override string NoInputs => "none";

    public override string SeeHelp => "See: aresta {0} --help";
}
