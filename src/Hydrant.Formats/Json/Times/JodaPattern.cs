using System.Globalization;
using System.Text;
using Hydrant.Core;

namespace Hydrant.Formats.Json.Times;

/// <summary>
/// Reads moments by a pattern of Joda-Time, as the Hive deserializer's TimestampFormats gives it. Text without a zone
/// is
/// UTC; what the pattern leaves out is that of 1970-01-01T00:00:00. Month and day names are English.
/// </summary>
internal sealed class JodaPattern
{
    private const string Letters = "yYuMdDEaHhKkmsSZz";
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];
    private static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    private readonly Part[] _parts;

    private JodaPattern(Part[] parts) => _parts = parts;

    /// <summary>The compiled pattern; null when a letter is unknown or a quote is open.</summary>
    public static JodaPattern? Compile(string pattern)
    {
        var parts = new List<Part>();
        for (var i = 0; i < pattern.Length;)
        {
            var letter = pattern[i];
            var start = i;
            if (char.IsAsciiLetter(letter))
            {
                if (!Letters.Contains(letter, StringComparison.Ordinal)) return null;
                while (i < pattern.Length && pattern[i] == letter) i++;
                parts.Add(new Part(letter, i - start, []));
            }
            else if (letter == '\'')
            {
                if (Quoted(pattern, ref i) is not { } text) return null;
                parts.Add(new Part('\'', 0, Encoding.UTF8.GetBytes(text)));
            }
            else
            {
                i += char.IsHighSurrogate(letter) && i + 1 < pattern.Length ? 2 : 1;
                parts.Add(new Part('\'', 0, Encoding.UTF8.GetBytes(pattern[start..i])));
            }
        }

        return parts.Count > 0 ? new JodaPattern([.. parts]) : null;
    }

    public bool TryParse(ReadOnlySpan<byte> text, out long seconds, out int nanos)
    {
        var moment = new Moment();
        for (var i = 0; i < _parts.Length; i++)
        {
            // Fields that stand next to each other without anything between them have as many digits as letters.
            var isAdjacent = i + 1 < _parts.Length && _parts[i + 1].IsNumber;
            if (Take(_parts[i], isAdjacent, ref text, ref moment)) continue;
            (seconds, nanos) = (0, 0);
            return false;
        }

        return moment.TryResolve(out seconds, out nanos) && text.IsEmpty;
    }

    private static string? Quoted(string pattern, ref int i)
    {
        if (i + 1 < pattern.Length && pattern[i + 1] == '\'')
        {
            i += 2;
            return "'";
        }

        var text = new StringBuilder();
        for (i++; i < pattern.Length; i++)
        {
            if (pattern[i] != '\'')
            {
                text.Append(pattern[i]);
                continue;
            }

            if (i + 1 == pattern.Length || pattern[i + 1] != '\'')
            {
                i++;
                return text.ToString();
            }

            text.Append('\'');
            i++;
        }

        return null;
    }

    private static bool Take(Part part, bool isAdjacent, ref ReadOnlySpan<byte> text, ref Moment moment)
    {
        switch (part.Letter)
        {
            case '\'':
                if (!text.StartsWith(part.Text)) return false;
                text = text[part.Text.Length..];
                return true;
            case 'S':
                return TakeFraction(isAdjacent ? part.Count : 9, ref text, out moment.Nanos);
            case 'M' when part.Count >= 3:
                return TakeName(Months, ref text, out moment.Month);
            case 'E':
                return TakeName(Days, ref text, out _);
            case 'a':
                return TakeHalf(ref text, out moment.IsAfternoon);
            case 'Z' or 'z':
                return TakeZone(ref text, out moment.Offset);
            case 'y' or 'Y' or 'u' when part.Count == 2:
                if (!TakeNumber(2, ref text, out moment.Year)) return false;
                moment.Year += moment.Year < 70 ? 2000 : 1900;
                return true;
            default:
                var isYear = part.Letter is 'y' or 'Y' or 'u';
                var most = isAdjacent ? part.Count : isYear ? 9 : Math.Max(part.Count, part.Letter == 'D' ? 3 : 2);
                if (!TakeNumber(most, ref text, out var value)) return false;
                moment.Set(part.Letter, value);
                return true;
        }
    }

    private static bool TakeNumber(int most, ref ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        var digits = 0;
        for (; digits < Math.Min(most, text.Length) && char.IsAsciiDigit((char)text[digits]); digits++)
            value = (value * 10) + (text[digits] - '0');
        text = text[digits..];
        return digits > 0;
    }

    private static bool TakeFraction(int most, ref ReadOnlySpan<byte> text, out int nanos)
    {
        var before = text.Length;
        if (!TakeNumber(Math.Min(most, 9), ref text, out nanos)) return false;
        for (var digits = before - text.Length; digits < 9; digits++) nanos *= 10;
        return true;
    }

    private static bool TakeName(string[] names, ref ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetter((char)text[letters])) letters++;
        var name = Encoding.ASCII.GetString(text[..letters]);
        for (var i = 0; i < names.Length; i++)
        {
            var isSame = name.Equals(names[i], StringComparison.OrdinalIgnoreCase)
                || name.Equals(names[i][..3], StringComparison.OrdinalIgnoreCase);
            if (!isSame) continue;
            number = i + 1;
            text = text[letters..];
            return true;
        }

        return false;
    }

    private static bool TakeHalf(ref ReadOnlySpan<byte> text, out bool? isAfternoon)
    {
        isAfternoon = null;
        if (text.Length < 2 || (text[1] | 0x20) != 'm' || (text[0] | 0x20) is not ('a' or 'p')) return false;
        isAfternoon = (text[0] | 0x20) == 'p';
        text = text[2..];
        return true;
    }

    private static bool TakeZone(ref ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        foreach (var name in (string[])["UTC", "GMT", "Z"])
        {
            if (!text.StartsWith(Encoding.ASCII.GetBytes(name))) continue;
            text = text[name.Length..];
            return true;
        }

        if (text.Length < 3 || text[0] is not ((byte)'+' or (byte)'-')) return false;
        var sign = text[0] == '-' ? -1 : 1;
        text = text[1..];
        if (!TakeNumber(2, ref text, out var hours) || hours > 23) return false;
        var minutes = 0;
        if (text.Length > 0 && text[0] == ':') text = text[1..];
        if (text.Length > 0 && char.IsAsciiDigit((char)text[0]) && !TakeNumber(2, ref text, out minutes)) return false;
        seconds = sign * ((hours * 3_600) + (minutes * 60));
        return minutes < 60;
    }

    private sealed record Part(char Letter, int Count, byte[] Text)
    {
        public bool IsNumber => Letter is not ('\'' or 'E' or 'a' or 'Z' or 'z') && (Letter != 'M' || Count < 3);
    }

    private struct Moment
    {
        public int Year = 1970;
        public int Month = 1;
        public int Nanos;
        public int Offset;
        public bool? IsAfternoon;
        private int _day = 1;
        private int _dayOfYear;
        private int _hour;
        private int _halfHour = -1;
        private int _minute;
        private int _second;

        public Moment()
        {
        }

        public void Set(char letter, int value)
        {
            switch (letter)
            {
                case 'y' or 'Y' or 'u': Year = value; break;
                case 'M': Month = value; break;
                case 'd': _day = value; break;
                case 'D': _dayOfYear = value; break;
                case 'H': _hour = value; break;
                case 'k': _hour = value == 24 ? 0 : value; break;
                case 'h': _halfHour = value == 12 ? 0 : value; break;
                case 'K': _halfHour = value; break;
                case 'm': _minute = value; break;
                case 's': _second = value; break;
                default: throw new InvariantException($"pattern letter {letter} was let in");
            }
        }

        public readonly bool TryResolve(out long seconds, out int nanos)
        {
            (seconds, nanos) = (0, Nanos);
            var hour = _halfHour < 0 ? _hour : _halfHour + (IsAfternoon == true ? 12 : 0);
            if (_halfHour > 11 || hour > 23 || _minute > 59 || _second > 59 || Year is < 0 or > 292_000) return false;
            if (_dayOfYear > 365 + (CivilDays.IsLeap(Year) ? 1 : 0)) return false;
            if (_dayOfYear == 0 && !CivilDays.Exists(Year, Month, _day)) return false;
            var days = _dayOfYear > 0 ? CivilDays.Of(Year, 1, 1) + _dayOfYear - 1 : CivilDays.Of(Year, Month, _day);
            seconds = (days * 86_400L) + (hour * 3_600) + (_minute * 60) + _second - Offset;
            return true;
        }
    }
}
