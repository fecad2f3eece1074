using System.Buffers;
using System.Collections.Immutable;
using Hydrant.Core;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>What a tag may look like and how many there may be (docs/specs/kinesis.md, tags).</summary>
internal static class TagRules
{
    // Both are of the service: the first is what it tests first, the second is what it calls illegal afterwards.
    private const string Invalid =
        "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.";

    private const string Illegal =
        "because some tags contained illegal characters. The allowed characters are Unicode letters, white-spaces, "
        + "'_',',','/','=','+','-','@'.";

    private const string Reserved = "aws:";

    private static readonly SearchValues<char> AsciiAllowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./=+-@% :");

    /// <summary>The tags with more of them; a key that is there gets its new value.</summary>
    /// <param name="owner">Whose tags, as texts name it, e.g. <c>stream orders under account 123456789012</c>.</param>
    /// <param name="present">What it has.</param>
    /// <param name="more">What is added.</param>
    public static Outcome<ImmutableSortedDictionary<string, string>> Add(
        string owner, ImmutableSortedDictionary<string, string> present, Dictionary<string, string> more)
    {
        if (FirstBroken(more.Keys.Concat(more.Values), $"Failed to add tags to {owner}") is { } broken) return broken;
        if (more.Keys.FirstOrDefault(IsReserved) is { } reserved) return OfTheService(reserved);

        var all = present.SetItems(more);
        return all.Count <= KinesisLimits.MaxTags
            ? all
            : Fault.InvalidArgument(
                $"Failed to add tags to {owner} because a given stream cannot have more than "
                + $"{KinesisLimits.MaxTags} tags associated with it.");
    }

    /// <summary>The tags without some of them; a key that is not there is no mistake.</summary>
    public static Outcome<ImmutableSortedDictionary<string, string>> Remove(
        string owner, ImmutableSortedDictionary<string, string> present, List<string?> keys)
    {
        if (FirstBroken(keys.OfType<string>(), $"Failed to remove tags from {owner}") is { } broken) return broken;
        if (keys.OfType<string>().FirstOrDefault(IsReserved) is { } reserved) return OfTheService(reserved);

        return present.RemoveRange(keys.OfType<string>());
    }

    private static Fault? FirstBroken(IEnumerable<string> texts, string failed)
    {
        var all = texts.ToList();
        if (all.Exists(text => text.Any(letter => !IsAllowed(letter)))) return Fault.InvalidArgument(Invalid);
        return all.Exists(text => text.Contains('%')) ? Fault.InvalidArgument($"{failed} {Illegal}") : null;
    }

    private static bool IsAllowed(char letter) => letter < 0x80
        ? AsciiAllowed.Contains(letter)
        : letter is (>= '\u00C0' and <= '\u1FFF') or (>= '\u2C00' and <= '\uD7FF');

    private static bool IsReserved(string key) => key.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase);

    private static Fault OfTheService(string key) => Fault.InvalidArgument(
        $"Tag key '{key}' begins with {Reserved}, which is reserved for the service.");
}
