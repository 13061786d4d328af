namespace Aresta.Studio.Serving;

/// <summary>A request that is refused; the message says why, in the language of the request.</summary>
internal sealed class RefusalException(string kind, string message) : Exception(message)
{
    /// <summary>Which kind of refusal it is: <c>limit</c>, <c>value</c>, <c>request</c> or <c>budget</c>.</summary>
    public string Kind => kind;
}
