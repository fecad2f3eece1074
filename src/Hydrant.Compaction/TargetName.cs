using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Hydrant.Core;

namespace Hydrant.Compaction;

/// <summary>
/// Names of joined objects: <c>base_compacted-nnnnnnnnnn-id</c> and the extension, where base is the last source's name
/// without its extension. An underscore sorts behind the dot of an extension, and the number only grows: so the name
/// sorts behind the last source, also when that is a joined object itself.
/// </summary>
internal static partial class TargetName
{
    private const int MaxKeyBytes = 1_024;
    private const int IdChars = 32;

    /// <summary>What a name ends with, of one or two parts such as <c>.json.gz</c>; empty for none.</summary>
    public static string ExtensionOf(string name) => Extension().Match(name).Value;

    /// <summary>A name behind the last source, and the number it was given; null when it would be longer than a key can be.</summary>
    /// <param name="named">Numbers given in this folder so far.</param>
    public static (string Name, long Named)? After(string folder, string last, long named, Guid id)
    {
        var extension = ExtensionOf(last);
        var start = last[..^extension.Length];
        var earlier = Mark().Match(start);
        if (earlier.Success)
        {
            start = start[..earlier.Index];
            named = Math.Max(named, long.Parse(earlier.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        }

        named++;
        var name = string.Create(CultureInfo.InvariantCulture, $"{start}_compacted-{named:D10}-{id:N}{extension}");
        if (Encoding.UTF8.GetByteCount(folder) + Encoding.UTF8.GetByteCount(name) > MaxKeyBytes) return null;
        Invariant.That(string.CompareOrdinal(name, last) > 0);
        return (name, named);
    }

    /// <summary>The identifier in a joined object's name.</summary>
    public static Guid IdOf(string name, string extension) =>
        Guid.ParseExact(name.AsSpan(name.Length - extension.Length - IdChars, IdChars), "N");

    [GeneratedRegex(@"(\.[A-Za-z][A-Za-z0-9]{0,9}){1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Extension();

    [GeneratedRegex("_compacted-([0-9]{10})-[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
