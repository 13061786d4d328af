using Aresta.Expressions;

namespace Aresta.Cli.Wording;

internal sealed class English : Texts
{
    public override Language Language => Language.English;

    public override string Root => "Aresta: derivatives on computational graphs.";

    public override string SeeHelp => "See: aresta derive --help";

    public override string Derive => """
        The graph of an expression, its values, the local derivative on every edge, and both sweeps.

        Examples:
          aresta derive "(a+b)*(b+1)" a=2 b=1
          aresta derive "c = a+b; d = b+1; e = c*d" a=2 b=1
          aresta derive "sin(x²) + e^-x" x=pi/2
        """;

    public override string Expression => "The expression; statements are separated by ;";

    public override string Values => "A value for each input: a=2 b=1 v=[1,2]";

    public override string LanguageOption => "The language of tables and messages: en or pt-BR; otherwise the environment's (LANG).";

    public override string Nodes => "Nodes";

    public override string Node => "node";

    public override string Operation => "operation";

    public override string Value => "value";

    public override string Edges => "Edges";

    public override string Edge => "edge";

    public override string LocalDerivative => "local derivative";

    public override string ForwardSweep => "Forward sweep from {0}: tangents ∂node/∂{0}";

    public override string ReverseSweep => "Reverse sweep from {0}: adjoints ∂{0}/∂node";

    public override string Derivatives => "Derivatives";

    public override string Input => "input";

    public override string NotAnAssignment => "\"{0}\" is not of the form name=value.";

    public override string MissingValues => "No value was given for {0}. Write, for example: {1}";

    public override string UnknownInput => "There is no input {0}; the inputs are: {1}.";

    public override string AssignedName => "{0} is assigned by the expression and takes no value.";

    public override string RepeatedValue => "{0} was given two values.";

    public override string NotAConstant => "The value of {0} must be a number or a list of numbers, not \"{1}\".";

    public override string NoInputs => "none";
}
