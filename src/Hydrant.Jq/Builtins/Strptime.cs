using System.Globalization;

namespace Hydrant.Jq.Builtins;

/// <summary>Times read by C's patterns, in the C locale.</summary>
internal sealed class Strptime
{
    private readonly string _text;
    private int _at;
    private int _year = 1900;
    private int _month = 1;
    private int _day = 1;
    private int _dayOfYear;
    private int _hour;
    private int _minute;
    private int _second;
    private int? _afternoon;
    private long? _epoch;

    private Strptime(string text) => _text = text;

    /// <summary>The time; null when the text is not as the pattern says, or there is no such day.</summary>
    public static DateTime? Read(string text, string format)
    {
        var reader = new Strptime(text);
        return reader.Match(format, 0) && reader._at == text.Length ? reader.Time() : null;
    }

    private DateTime? Time()
    {
        if (_epoch is { } seconds) return DateTime.UnixEpoch.AddSeconds(seconds);
        if (_year is < 1 or > 9999 || _day > DateTime.DaysInMonth(_year, _month)) return null;
        if (_afternoon is { } half) _hour = (_hour % 12) + (12 * half);
        var date = new DateTime(_year, _month, _day, 0, 0, 0, DateTimeKind.Utc);
        if (_dayOfYear > 0) date = new DateTime(_year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(_dayOfYear - 1);
        return date.AddSeconds((_hour * 3600) + (_minute * 60) + Math.Min(_second, 59));
    }

    private bool Match(string format, int depth)
    {
        for (var i = 0; i < format.Length; i++)
        {
            if (char.IsWhiteSpace(format[i])) SkipSpace();
            else if (format[i] == '%' && i + 1 < format.Length)
            {
                if (!Field(format[++i], depth)) return false;
            }
            else if (_at < _text.Length && _text[_at] == format[i]) _at++;
            else return false;
        }

        return true;
    }

    private bool Field(char field, int depth)
    {
        switch (field)
        {
            case 'Y': return Number(4, 0, 9999, out _year);
            case 'm': return Number(2, 1, 12, out _month);
            case 'd' or 'e': return Number(2, 1, 31, out _day);
            case 'H' or 'k': return Number(2, 0, 23, out _hour);
            case 'I' or 'l': return Number(2, 1, 12, out _hour);
            case 'M': return Number(2, 0, 59, out _minute);
            case 'S': return Number(2, 0, 61, out _second);
            case 'j': return Number(3, 1, 366, out _dayOfYear);
            case 'y':
                if (!Number(2, 0, 99, out _year)) return false;
                _year += _year < 69 ? 2000 : 1900;
                return true;
            case 'A' or 'a': return Name(CultureInfo.InvariantCulture.DateTimeFormat.DayNames, out _);
            case 'B' or 'b' or 'h':
                if (!Name(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12], out var month)) return false;
                _month = month + 1;
                return true;
            case 'p':
                if (!Name(["AM", "PM"], out var half)) return false;
                _afternoon = half;
                return true;
            case 's':
                if (!Number(11, 0, long.MaxValue, out long seconds)) return false;
                _epoch = seconds;
                return true;
            case 'Z':
                while (_at < _text.Length && char.IsAsciiLetter(_text[_at])) _at++;
                return true;
            case 'z': return Zone();
            case 'w' or 'u': return Number(1, 0, 7, out int _);
            case 'n' or 't':
                SkipSpace();
                return true;
            case '%': return _at < _text.Length && _text[_at++] == '%';
            default:
                var whole = field switch { 'T' => "%H:%M:%S", 'R' => "%H:%M", 'D' => "%m/%d/%y", 'F' => "%Y-%m-%d", 'c' => "%a %b %e %H:%M:%S %Y", _ => null };
                return whole is not null && depth == 0 && Match(whole, 1);
        }
    }

    private bool Zone()
    {
        SkipSpace();
        if (_at < _text.Length && _text[_at] == 'Z')
        {
            _at++;
            return true;
        }

        if (_at >= _text.Length || _text[_at] is not ('+' or '-')) return false;
        _at++;
        if (!Number(2, 0, 24, out int _)) return false;
        if (_at < _text.Length && _text[_at] == ':') _at++;
        return Number(2, 0, 59, out int _);
    }

    private bool Number(int digits, int least, int most, out int number)
    {
        var read = Number(digits, least, (long)most, out long wide);
        number = (int)wide;
        return read;
    }

    private bool Number(int digits, long least, long most, out long number)
    {
        SkipSpace();
        number = 0;
        var start = _at;
        while (_at < _text.Length && _at - start < digits && char.IsAsciiDigit(_text[_at])) number = (number * 10) + _text[_at++] - '0';
        return _at > start && number >= least && number <= most;
    }

    private bool Name(string[] names, out int index)
    {
        for (index = 0; index < names.Length; index++)
        {
            foreach (var name in (ReadOnlySpan<string>)[names[index], names[index][..Math.Min(3, names[index].Length)]])
            {
                if (string.Compare(_text, _at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0) continue;
                _at += name.Length;
                return true;
            }
        }

        return false;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }
}
