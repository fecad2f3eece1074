namespace Hydrant.Jq.Syntax;

internal enum TokenKind
{
    End,
    Sign,
    Name,
    Keyword,
    Field,
    Variable,
    Format,
    Number,

    /// <summary>The opening quote; the parser asks for the parts of the text.</summary>
    Quote,
}
