namespace Hydrant.Jq.Syntax;

/// <summary>A word of a program, and where it begins.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The sign, the name without its mark, or the digits.</param>
/// <param name="At">UTF-16 index into the program.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At);
