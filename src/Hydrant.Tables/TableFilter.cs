using System.Text.RegularExpressions;
using Hydrant.Core;

namespace Hydrant.Tables;

/// <summary>
/// The expression of a listing. It is a regular expression over the whole name, in which a star that repeats nothing is
/// any text, as callers write <c>log*</c> and <c>*</c> alike.
/// </summary>
internal sealed class TableFilter
{
    private readonly Regex? _regex;

    private TableFilter(Regex? regex) => _regex = regex;

    public static Outcome<TableFilter> Parse(string? expression)
    {
        if (string.IsNullOrEmpty(expression)) return new TableFilter(null);
        try
        {
            var pattern = string.Join('|', expression.Split('|').Select(part => Starred(part.Trim())));
            const RegexOptions options =
                RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;
            return new TableFilter(new Regex($@"\A(?:{pattern})\z", options));
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return Fault.InvalidArgument($"Invalid expression: {expression}");
        }
    }

    public bool Takes(string name) => _regex is null || _regex.IsMatch(name);

    // 'log*' is meant as a prefix, not as 'lo' and any number of 'g': a star behind a plain character is any text.
    private static string Starred(string part)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < part.Length; i++)
        {
            var plain = i == 0 || char.IsLetterOrDigit(part[i - 1]) || part[i - 1] is '_' or '-' or '*';
            text.Append(part[i] == '*' && plain ? ".*" : part[i].ToString());
        }

        return text.ToString();
    }
}
