using System.Text;
using NodaTime;

namespace Hydrant.Delivery.Partitioning;

/// <summary>
/// A date pattern in the language of Java's <c>DateTimeFormatter</c>, which is what <c>!{timestamp:…}</c> holds. Parsed
/// once, formatted per object; English texts, ISO weeks. Normative: docs/specs/prefixes.md.
/// </summary>
public sealed class JavaDatePattern
{
    private readonly List<JavaDateElement> _elements = [];

    private JavaDatePattern()
    {
    }

    /// <summary>True when a part of the pattern names the zone in words, which only UTC has here.</summary>
    public bool NamesZone { get; private set; }

    /// <summary>Reads a pattern; false when Java, or Firehose, would refuse it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out JavaDatePattern pattern)
    {
        pattern = new JavaDatePattern();
        var open = 0;
        for (var at = 0; at < text.Length;)
        {
            var letter = text[at];
            var length = 1;
            if (char.IsAsciiLetter(letter))
            {
                length = RunLength(text[at..]);
                if (!pattern.AddField(letter, length)) return false;
            }
            else if (letter == '\'')
            {
                if (!TryReadQuoted(text[at..], out var literal, out length)) return false;
                pattern.AddLiteral(literal);
            }
            else if (letter is '[' or ']')
            {
                // An optional section always has its fields when it is printed; only the balance matters.
                open += letter == '[' ? 1 : -1;
                if (open < 0) return false;
            }
            else if (letter is '{' or '}' or '#')
            {
                return false;
            }
            else
            {
                pattern.AddLiteral(letter.ToString());
            }

            at += length;
        }

        return true;
    }

    public void Format(ZonedDateTime time, StringBuilder target)
    {
        foreach (var element in _elements)
        {
            if (element.Literal is { } literal) target.Append(literal);
            else JavaDateFields.Append(target, time, element.Letter, element.Count);
        }
    }

    private static int RunLength(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAnyExcept(text[0]);
        return length < 0 ? text.Length : length;
    }

    /// <summary>Text in single quotes; a doubled quote inside or outside of them is one quote.</summary>
    private static bool TryReadQuoted(ReadOnlySpan<char> text, out string literal, out int length)
    {
        var content = new StringBuilder();
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != '\'')
            {
                content.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '\'')
            {
                content.Append('\'');
                at++;
            }
            else
            {
                literal = content.Length == 0 ? "'" : content.ToString();
                length = at + 1;
                return true;
            }
        }

        (literal, length) = ("", 0);
        return false;
    }

    private bool AddField(char letter, int count)
    {
        if (!JavaDateFields.Allows(letter, count)) return false;
        NamesZone |= letter is 'v' || (letter is 'z' && count == 4);
        _elements.Add(new JavaDateElement(null, letter, count));
        return true;
    }

    private void AddLiteral(string text) => _elements.Add(new JavaDateElement(text, '\0', 0));

    private readonly record struct JavaDateElement(string? Literal, char Letter, int Count);
}
