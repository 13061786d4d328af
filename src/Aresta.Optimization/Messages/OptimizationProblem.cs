namespace Aresta.Optimization;

/// <summary>What can be wrong with data, a formula or a starting point.</summary>
public enum OptimizationProblem
{
    /// <summary>The file holds no data.</summary>
    NoData,

    /// <summary>A line has another number of fields than the first.</summary>
    FieldCount,

    /// <summary>A field is empty or says NA.</summary>
    Missing,

    /// <summary>A field is not a number.</summary>
    NotANumber,

    /// <summary>A field has a decimal comma.</summary>
    DecimalComma,

    /// <summary>A quote is never closed, or something follows it.</summary>
    Quote,

    /// <summary>A line has a character that no text has.</summary>
    NotText,

    /// <summary>A field is too long.</summary>
    FieldTooLong,

    /// <summary>There are too many columns.</summary>
    TooManyColumns,

    /// <summary>There are too many numbers.</summary>
    TooManyNumbers,

    /// <summary>Two columns have one name.</summary>
    RepeatedColumn,

    /// <summary>A column has no name.</summary>
    UnnamedColumn,

    /// <summary>The formula has no = between what was measured and the model.</summary>
    NoEquation,

    /// <summary>A name is neither a column nor a parameter.</summary>
    UnknownName,

    /// <summary>A parameter is also a column.</summary>
    ParameterIsColumn,

    /// <summary>A parameter is not in the formula.</summary>
    UnusedParameter,

    /// <summary>The left side of the formula contains something else than columns.</summary>
    LeftSide,

    /// <summary>The formula gives several values.</summary>
    SeveralValues,

    /// <summary>The formula does not give one number.</summary>
    NotScalar,

    /// <summary>There are no parameters.</summary>
    NoParameters,

    /// <summary>There are fewer rows than parameters.</summary>
    TooFewRows,

    /// <summary>What was measured is not finite in a row.</summary>
    ResponseNotFinite,

    /// <summary>At the start the value or a derivative is not finite.</summary>
    StartNotFinite,

    /// <summary>At the start the model or a derivative is not finite in a row.</summary>
    ModelNotFinite,

    /// <summary>There are too many variables.</summary>
    TooManyVariables,
}
