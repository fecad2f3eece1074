using Hydrant.Core;

namespace Hydrant.Delivery.Transforms.Mask;

/// <summary>The patterns that have names, and those that are written out.</summary>
internal static class NamedPatterns
{
    private const string Byte = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]?[0-9])";

    /// <param name="pattern">A name, or a regular expression of .NET without what needs going back.</param>
    /// <param name="replacement">With <c>$1</c> for groups, where the pattern is a regular expression.</param>
    public static Outcome<MaskPattern> Find(string pattern, string replacement)
    {
        var written = pattern switch
        {
            "email" => @"[\w.+%'\-]+@[\w\-]+(?:\.[\w\-]+)+",
            "ipv4" => $@"\b(?:{Byte}\.){{3}}{Byte}\b",
            "phone" => @"(?:\+|\b00)[1-9](?:[ ()./\-]{0,2}[0-9]){6,14}\b|(?:\([0-9]{3}\) ?|\b[0-9]{3}[ .\-])[0-9]{3}[ .\-][0-9]{4}\b",
            _ => null,
        };
        try
        {
            if (pattern == "card") return new CardMask(replacement);
            return written is null
                ? new RegexMask(RegexMask.Compile(pattern), replacement)
                : new RegexMask(RegexMask.Compile(written), replacement.Replace("$", "$$", StringComparison.Ordinal));
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            return Fault.InvalidArgument($"The Pattern of the Mask processor is no regular expression that can be used: {failure.Message}");
        }
    }
}
