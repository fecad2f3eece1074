using System.Text;

namespace Hydrant.Jq.Values;

/// <summary>A member's name as a program has it, and as most documents write it.</summary>
internal sealed class FieldName(string text)
{
    public string Text { get; } = text;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);
}
