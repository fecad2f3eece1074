using System.Buffers;

namespace Hydrant.Core;

/// <summary>A stream's name as the wire spells it: 1 to 128 characters of [a-zA-Z0-9_.-].</summary>
public readonly record struct StreamName : IComparable<StreamName>
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    private readonly string? _text;

    private StreamName(string text) => _text = text;

    public static Outcome<StreamName> Parse(string text)
    {
        if (text.Length is 0 or > KinesisLimits.MaxStreamNameChars)
            return Fault.Validation($"A stream name has 1 to {KinesisLimits.MaxStreamNameChars} characters, not {text.Length}.");
        if (text.AsSpan().ContainsAnyExcept(Allowed))
            return Fault.Validation($"Stream name '{text}' has a character outside [a-zA-Z0-9_.-].");

        return new StreamName(text);
    }

    public int CompareTo(StreamName other) => string.CompareOrdinal(_text, other._text);

    // default(StreamName) is a bug, never a value.
    public override string ToString() => _text ?? throw new InvariantException("a StreamName was never parsed");
}
