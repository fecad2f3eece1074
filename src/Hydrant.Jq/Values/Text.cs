namespace Hydrant.Jq.Values;

/// <summary>Texts as jq sees them: rows of code points.</summary>
internal static class Text
{
    public static int Length(string text)
    {
        var length = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c)) length--;
        }

        return length;
    }

    public static string Slice(string text, int length, int start, int end)
    {
        if (end <= start) return "";
        if (length == text.Length) return text[start..end];
        var from = Offset(text, start);
        return text[from..Offset(text, end)];
    }

    /// <summary>Where the code point of that number begins.</summary>
    public static int Offset(string text, int codePoint)
    {
        var at = 0;
        while (codePoint-- > 0) at += char.IsHighSurrogate(text[at]) ? 2 : 1;
        return at;
    }

    public static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
