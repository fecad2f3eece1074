using System.Buffers;
using System.Text.RegularExpressions;

namespace Hydrant.Delivery.Transforms.Mask;

/// <summary>A regular expression that never goes back. Empty matches mask nothing.</summary>
internal sealed class RegexMask(Regex regex, string replacement) : MaskPattern
{
    private readonly bool _hasGroups = replacement.Contains('$', StringComparison.Ordinal);

    public static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public override bool TryMask(ReadOnlySpan<char> text, IBufferWriter<char> target, MaskPatience patience) =>
        _hasGroups ? TryMaskWithGroups(text.ToString(), target, patience) : TryMaskPlainly(text, target, patience);

    private bool TryMaskPlainly(ReadOnlySpan<char> text, IBufferWriter<char> target, MaskPatience patience)
    {
        var done = 0;
        var isFound = false;
        foreach (var match in regex.EnumerateMatches(text))
        {
            patience.Check();
            if (match.Length == 0) continue;
            target.Write(text[done..match.Index]);
            target.Write(replacement);
            done = match.Index + match.Length;
            isFound = true;
        }

        if (isFound) target.Write(text[done..]);
        return isFound;
    }

    private bool TryMaskWithGroups(string text, IBufferWriter<char> target, MaskPatience patience)
    {
        var done = 0;
        var isFound = false;
        for (var match = regex.Match(text); match.Success; match = match.NextMatch())
        {
            patience.Check();
            if (match.Length == 0) continue;
            target.Write(text.AsSpan(done, match.Index - done));
            target.Write(match.Result(replacement));
            done = match.Index + match.Length;
            isFound = true;
        }

        if (isFound) target.Write(text.AsSpan(done));
        return isFound;
    }
}
