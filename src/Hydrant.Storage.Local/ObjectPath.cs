using System.Globalization;
using System.Text;

namespace Hydrant.Storage.Local;

/// <summary>
/// Keys as names of files, one to one. A segment stands as it is when a file can be called so; all others get a name
/// that starts with <c>%</c>, and therefore so does a segment that starts with one itself:
/// <code>
/// %=text   the whole segment        empty, ".", "..", starts with %, has NUL, \ or half a surrogate pair
/// %+text   its first part           longer than MaxNameBytes; the rest is in the folder of that name
/// %@name   a file moved aside       its name is also that of a folder: "a" beside "a/b"
/// </code>
/// Within text, <c>%25</c>, <c>%00</c>, <c>%5C</c>, <c>%2E</c> and <c>%uD800</c> stand for what cannot.
/// Normative: docs/specs/object-store.md.
/// </summary>
internal static class ObjectPath
{
    /// <summary>Bytes of UTF-8; file systems allow 255, and a name moved aside needs two more.</summary>
    public const int MaxNameBytes = 250;

    private const int PartBytes = 200;
    private const string Whole = "%=";
    private const string Part = "%+";
    private const string Aside = "%@";

    /// <summary>The path of a key below its bucket's folder, with <c>/</c>; never empty, never leads out of it.</summary>
    public static string Of(string key)
    {
        var path = new StringBuilder(key.Length);
        foreach (var range in key.AsSpan().Split('/'))
        {
            if (path.Length > 0) path.Append('/');
            AppendSegment(path, key.AsSpan()[range]);
        }

        return path.ToString();
    }

    /// <summary>Where the file of a path lies when a folder has taken its name.</summary>
    public static string AsideOf(string path)
    {
        var leaf = path.LastIndexOf('/') + 1;
        return string.Concat(path.AsSpan(0, leaf), Aside, path.AsSpan(leaf));
    }

    /// <summary>Reads a name back; false for one that no key has.</summary>
    /// <param name="text">The segment, or its first part.</param>
    /// <param name="goesOn">The rest of the segment is in the folder of that name.</param>
    public static bool TryRead(string name, out string text, out bool goesOn)
    {
        if (name.StartsWith(Aside, StringComparison.Ordinal)) name = name[Aside.Length..];
        goesOn = name.StartsWith(Part, StringComparison.Ordinal);
        text = name;
        if (!name.StartsWith('%')) return true;
        return (goesOn || name.StartsWith(Whole, StringComparison.Ordinal)) && TryUnescape(name.AsSpan(2), out text);
    }

    private static void AppendSegment(StringBuilder path, ReadOnlySpan<char> segment)
    {
        if (!NeedsName(segment))
        {
            path.Append(segment);
            return;
        }

        var dots = segment is "." or "..";
        var name = new StringBuilder();
        var bytes = 0;
        for (var i = 0; i < segment.Length; i++)
        {
            if (bytes >= PartBytes)
            {
                path.Append(Part).Append(name).Append('/');
                name.Clear();
                bytes = 0;
            }

            var start = name.Length;
            if (char.IsHighSurrogate(segment[i]) && i + 1 < segment.Length && char.IsLowSurrogate(segment[i + 1]))
            {
                name.Append(segment.Slice(i++, 2));
                bytes += 4;
                continue;
            }

            AppendEscaped(name, segment[i], dots);
            bytes += name.Length - start > 1 ? name.Length - start : segment[i] < 0x80 ? 1 : segment[i] < 0x800 ? 2 : 3;
        }

        path.Append(Whole).Append(name);
    }

    private static bool NeedsName(ReadOnlySpan<char> segment)
    {
        if (segment is "" or "." or ".." || segment[0] == '%' || segment.ContainsAny('\0', '\\')) return true;
        if (Encoding.UTF8.GetByteCount(segment) > MaxNameBytes) return true;
        for (var i = 0; i < segment.Length; i++)
        {
            if (!char.IsSurrogate(segment[i])) continue;
            if (i + 1 == segment.Length || !char.IsSurrogatePair(segment[i], segment[i + 1])) return true;
            i++;
        }

        return false;
    }

    private static void AppendEscaped(StringBuilder name, char c, bool dots)
    {
        if (char.IsSurrogate(c)) name.Append(CultureInfo.InvariantCulture, $"%u{(int)c:X4}");
        else if (c is '%' or '\0' or '\\' || (dots && c == '.')) name.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
        else name.Append(c);
    }

    private static bool TryUnescape(ReadOnlySpan<char> escaped, out string text)
    {
        text = "";
        var result = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '%')
            {
                result.Append(escaped[i]);
                continue;
            }

            var (start, length) = i + 1 < escaped.Length && escaped[i + 1] == 'u' ? (i + 2, 4) : (i + 1, 2);
            if (start + length > escaped.Length) return false;
            if (!ushort.TryParse(escaped.Slice(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                    out var c)) return false;
            result.Append((char)c);
            i = start + length - 1;
        }

        text = result.ToString();
        return true;
    }
}
