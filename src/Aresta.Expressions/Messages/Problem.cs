namespace Aresta.Expressions;

/// <summary>What can be wrong with a program.</summary>
public enum Problem
{
    /// <summary>A character that the language does not know.</summary>
    UnknownCharacter,

    /// <summary>A number that is malformed.</summary>
    MalformedNumber,

    /// <summary>A number beyond the range of a float64.</summary>
    NumberTooLarge,

    /// <summary>A name of more than 200 characters.</summary>
    NameTooLong,

    /// <summary>The program is empty.</summary>
    Empty,

    /// <summary>A value was expected.</summary>
    ExpectedValue,

    /// <summary>A value was expected, but the program ended.</summary>
    ExpectedValueAtEnd,

    /// <summary>An operator or the end of the statement was expected.</summary>
    ExpectedOperator,

    /// <summary>Two names stand side by side.</summary>
    NamesSideBySide,

    /// <summary>A parenthesis or bracket is never closed.</summary>
    NeverClosed,

    /// <summary>A parenthesis or bracket closes nothing, or the wrong kind.</summary>
    NeverOpened,

    /// <summary>A comma outside a call, a list or an index.</summary>
    StrayComma,

    /// <summary>Something that is no single name stands left of =.</summary>
    AssignmentToNoName,

    /// <summary>A name is assigned twice.</summary>
    AssignedTwice,

    /// <summary>A name is used before it is assigned.</summary>
    UsedBeforeAssigned,

    /// <summary>A statement without = that is not the last.</summary>
    StatementWithoutName,

    /// <summary>A name that belongs to a function or constant.</summary>
    ReservedName,

    /// <summary>A call of a function that does not exist.</summary>
    UnknownFunction,

    /// <summary>A function used without parentheses.</summary>
    FunctionWithoutCall,

    /// <summary>A function called with the wrong number of arguments.</summary>
    WrongArgumentCount,

    /// <summary>An argument or index that must be a whole number written out.</summary>
    ExpectedInteger,

    /// <summary>An index beyond the elements.</summary>
    IndexOutside,

    /// <summary>More indices than axes.</summary>
    TooManyIndices,

    /// <summary>An input is called as the output of a last statement without a name is.</summary>
    ResultIsTaken,

    /// <summary>An operation that its operands do not fit.</summary>
    OperandsDoNotFit,

    /// <summary>The program is too long.</summary>
    TooLong,

    /// <summary>Too many statements only give second names.</summary>
    TooManyAliases,
}
