namespace Hydrant.Jq.Syntax;

/// <summary>A function as it is written. A parameter with <c>$</c> in front is a value.</summary>
internal sealed record Definition(string Name, IReadOnlyList<string> Parameters, Ast Body)
{
    /// <summary>Name and number of parameters: what a call finds it by.</summary>
    public string Signature => $"{Name}/{Parameters.Count}";
}
