using System.Text;
using Hydrant.Core;

namespace Hydrant.Delivery.Transforms.Fields;

/// <summary>
/// The way to a member of a JSON object: names with dots between them, <c>user.email</c>. Arrays on the way are stepped
/// into. A backslash takes the meaning from the character behind it (docs/specs/native-transforms.md).
/// </summary>
/// <param name="Names">At least one, none of them empty.</param>
internal sealed record FieldPath(IReadOnlyList<string> Names)
{
    public string Last => Names[^1];

    /// <summary>Paths with commas between them.</summary>
    public static Outcome<IReadOnlyList<FieldPath>> ParseList(string text)
    {
        var paths = new List<FieldPath>();
        foreach (var part in Split(text, ','))
        {
            var path = Parse(part);
            if (!path.Ok) return path.Fault;
            paths.Add(path.Value);
        }

        return paths;
    }

    public static Outcome<FieldPath> Parse(string text)
    {
        var names = Split(text.Trim(), '.').ConvertAll(Unescape);
        return names.Contains("") ? Fault.InvalidArgument($"'{text.Trim()}' is no path: a name in it is empty.") : new FieldPath(names);
    }

    /// <summary>The parts between a character, where no backslash stands before it.</summary>
    public static List<string> Split(string text, char at)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == at)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static string Unescape(string text)
    {
        var name = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) i++;
            name.Append(text[i]);
        }

        return name.ToString();
    }
}
