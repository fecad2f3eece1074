using System.Globalization;
using System.Text;

namespace Hydrant.Jq.Syntax;

/// <summary>Program text to tokens, one at a time; strings are read in parts because programs stand in them.</summary>
internal sealed class Lexer(string text)
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "def", "if", "then", "elif", "else", "end", "as", "reduce", "foreach", "try", "catch", "label", "import",
        "include", "and", "or", "__loc__", "module",
    };

    private static readonly string[] Signs =
        ["?//", "//=", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//", "..",
         ".", "[", "]", "{", "}", "(", ")", "|", ",", ":", ";", "=", "<", ">", "+", "-", "*", "/", "%", "?", "$"];

    private int _at;

    /// <summary>Line of a place, from 1.</summary>
    public int Line(int at) => 1 + text.AsSpan(0, Math.Min(at, text.Length)).Count('\n');

    public Token Next()
    {
        SkipSpace();
        var start = _at;
        if (start == text.Length) return new Token(TokenKind.End, "end of the program", start);
        var c = text[start];
        if (c == '"')
        {
            _at++;
            return new Token(TokenKind.Quote, "\"", start);
        }

        if (IsNameStart(c)) return Name(start);
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) return Number(start);
        if (c == '.' && IsNameStart(Peek(1))) return Marked(TokenKind.Field);
        if (c == '$' && IsNameStart(Peek(1))) return Marked(TokenKind.Variable);
        if (c == '@' && IsNameStart(Peek(1))) return Marked(TokenKind.Format);
        foreach (var sign in Signs)
        {
            if (string.CompareOrdinal(text, start, sign, 0, sign.Length) != 0) continue;
            _at += sign.Length;
            return new Token(TokenKind.Sign, sign, start);
        }

        throw new JqSyntaxException($"unexpected character '{c}'", start);
    }

    /// <summary>Text up to the closing quote (true) or to <c>\(</c> (false).</summary>
    public bool TextPart(out string part)
    {
        var read = new StringBuilder();
        while (_at < text.Length)
        {
            var c = text[_at++];
            if (c == '"')
            {
                part = Json.JsonText.Repair(read.ToString());
                return true;
            }

            if (c != '\\') read.Append(c);
            else if (Peek(0) == '(')
            {
                _at++;
                part = Json.JsonText.Repair(read.ToString());
                return false;
            }
            else read.Append(Escape());
        }

        throw new JqSyntaxException("a string is not closed", text.Length);
    }

    private char Escape()
    {
        var c = Peek(0);
        _at++;
        switch (c)
        {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'b': return '\b';
            case 'f': return '\f';
            case '"' or '\\' or '/': return c;
            case 'u' when _at + 4 <= text.Length
                && ushort.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit):
                _at += 4;
                return (char)unit;
            default: throw new JqSyntaxException("invalid escape in a string", _at - 2);
        }
    }

    private Token Name(int start)
    {
        SkipName();
        while (Peek(0) == ':' && Peek(1) == ':' && IsNameStart(Peek(2)))
        {
            _at += 2;
            SkipName();
        }

        var name = text[start.._at];
        return new Token(Keywords.Contains(name) ? TokenKind.Keyword : TokenKind.Name, name, start);
    }

    private Token Marked(TokenKind kind)
    {
        var start = _at++;
        SkipName();
        return new Token(kind, text[(start + 1).._at], start);
    }

    private Token Number(int start)
    {
        SkipDigits();
        if (Peek(0) == '.')
        {
            _at++;
            SkipDigits();
        }

        var exponent = Peek(0) is 'e' or 'E' ? Peek(1) is '+' or '-' ? 2 : 1 : 0;
        if (exponent > 0 && char.IsAsciiDigit(Peek(exponent)))
        {
            _at += exponent;
            SkipDigits();
        }

        return new Token(TokenKind.Number, text[start.._at], start);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Peek(0))) _at++;
    }

    private void SkipName()
    {
        while (IsNameStart(Peek(0)) || char.IsAsciiDigit(Peek(0))) _at++;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && (text[_at] is ' ' or '\t' or '\n' or '\r' or '#'))
        {
            if (text[_at] == '#')
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else _at++;
        }
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';
}
