namespace Hydrant.Jq.Syntax;

/// <summary>A program that is none; it never leaves <see cref="JqProgram.Compile(string)"/>.</summary>
internal sealed class JqSyntaxException(string message, int at) : Exception(message)
{
    public int At { get; } = at;
}
