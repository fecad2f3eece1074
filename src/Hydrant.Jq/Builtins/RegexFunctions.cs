using System.Buffers;
using System.Text.RegularExpressions;
using Hydrant.Jq.Nodes;
using Hydrant.Jq.Values;

namespace Hydrant.Jq.Builtins;

/// <summary>
/// Regular expressions: Oniguruma's in jq, .NET's here. What both have in common is written alike, but for the
/// POSIX classes, which are translated, and <c>\h</c>, which is just an h there. Offsets count code points.
/// </summary>
internal static partial class RegexFunctions
{
    private const int CachedPatterns = 64;

    private static readonly SearchValues<char> Flags = SearchValues.Create("gimnpslx");

    [ThreadStatic]
    private static Dictionary<(string, string, TimeSpan), Regex>? _cache;

    public static IEnumerable<KeyValuePair<string, NativeFunction>> All => [new("_match/3", Match)];

    private static JqValue Match(JqRun run, JqValue input, ReadOnlySpan<JqValue> given)
    {
        if (!input.IsString) return run.Fail($"{JqRun.Show(input)} cannot be matched, as it is not a string");
        if (!given[0].IsString) return run.Fail($"{JqRun.Show(given[0])} cannot be matched, as it is not a string");
        if (!given[1].IsNull && !given[1].IsString) return run.Fail($"{JqRun.Show(given[1])} is not a string");
        var flags = given[1].IsNull ? "" : given[1].String;
        if (flags.AsSpan().IndexOfAnyExcept(Flags) >= 0) return run.Fail($"{flags} is not a valid modifier string");
        try
        {
            var regex = Find(run, given[0].String, flags);
            return given[2].IsTruthy ? regex.IsMatch(input.String) : Matches(run, regex, input.String, flags);
        }
        catch (ArgumentException wrong)
        {
            return run.Fail($"{given[0].String} (at offset 0) is not a valid regex: {wrong.Message}");
        }
        catch (RegexMatchTimeoutException)
        {
            run.Exhaust("a regular expression takes too long");
            return default;
        }
    }

    private static JqValue Matches(JqRun run, Regex regex, string text, string flags)
    {
        var found = new List<JqValue>();
        var places = new Places(text);
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            if (match.Length > 0 || !flags.Contains('n', StringComparison.Ordinal)) found.Add(Describe(regex, match, places));
            if (!run.Spend(200L * match.Groups.Count + (2L * match.Length))) return default;
            if (!flags.Contains('g', StringComparison.Ordinal)) break;
        }

        return JqArray.Of(found);
    }

    private static JqObject Describe(Regex regex, Match match, Places places)
    {
        var captures = new List<JqValue>();
        foreach (var number in regex.GetGroupNumbers())
        {
            if (number == 0) continue;
            var name = regex.GroupNameFromNumber(number);
            var capture = new JqObject(4);
            Place(match.Groups[number], capture, places);
            capture.Set("name", int.TryParse(name, out _) ? JqValue.Null : name);
            captures.Add(capture);
        }

        var made = new JqObject(4);
        Place(match, made, places);
        made.Set("captures", JqArray.Of(captures));
        return made;
    }

    private static void Place(Group group, JqObject made, Places places)
    {
        made.Set("offset", group.Success ? places.CodePoint(group.Index) : -1);
        if (!group.Success) made.Set("string", JqValue.Null);
        made.Set("length", group.Success ? Text.Length(group.Value) : 0);
        if (group.Success) made.Set("string", group.Value);
    }

    private static Regex Find(JqRun run, string pattern, string flags)
    {
        _cache ??= [];
        if (_cache.TryGetValue((pattern, flags, run.MatchTimeout), out var known)) return known;
        if (_cache.Count >= CachedPatterns) _cache.Clear();
        var options = RegexOptions.CultureInvariant;
        if (flags.Contains('i', StringComparison.Ordinal)) options |= RegexOptions.IgnoreCase;
        if (flags.Contains('x', StringComparison.Ordinal)) options |= RegexOptions.IgnorePatternWhitespace;
        if (flags.Contains('p', StringComparison.Ordinal)) options |= RegexOptions.Singleline;
        var regex = new Regex(Translate(pattern), options, run.MatchTimeout);
        _cache[(pattern, flags, run.MatchTimeout)] = regex;
        return regex;
    }

    private static string Translate(string pattern)
    {
        pattern = Special().Replace(pattern, match => match.Value is @"\h" or @"\H" ? match.Value[1..] : match.Value);
        return PosixClass().Replace(pattern, match => match.Groups[1].Value switch
        {
            "alpha" => "a-zA-Z",
            "digit" => "0-9",
            "alnum" => "a-zA-Z0-9",
            "upper" => "A-Z",
            "lower" => "a-z",
            "space" => @"\s",
            "punct" => @"!-/:-@\[-`{-~",
            "xdigit" => "0-9a-fA-F",
            "word" => @"\w",
            "blank" => @" \t",
            _ => match.Value,
        });
    }

    [GeneratedRegex(@"\\.", RegexOptions.Singleline)]
    private static partial Regex Special();

    [GeneratedRegex(@"\[:([a-z]+):\]")]
    private static partial Regex PosixClass();

    /// <summary>From places in UTF-16 to code points, asked for in rising order mostly.</summary>
    private sealed class Places(string text)
    {
        private int _unit;
        private int _codePoint;

        public int CodePoint(int unit)
        {
            if (unit < _unit) (_unit, _codePoint) = (0, 0);
            _codePoint += Text.Length(text[_unit..unit]);
            _unit = unit;
            return _codePoint;
        }
    }
}
