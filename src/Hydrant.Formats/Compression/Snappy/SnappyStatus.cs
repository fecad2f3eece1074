namespace Hydrant.Formats.Compression.Snappy;

/// <summary>Whether a raw Snappy block could be decoded, or what is wrong with it.</summary>
public enum SnappyStatus
{
    Ok,

    /// <summary>The block does not begin with a length of 0 to 2^31 - 1 in at most five bytes.</summary>
    BadLength,

    /// <summary>The block says it holds more than the given output.</summary>
    OutputTooSmall,

    /// <summary>The block ends within an element.</summary>
    Truncated,

    /// <summary>A copy reaches before the content's beginning, or copies from itself at distance zero.</summary>
    BadOffset,

    /// <summary>The elements give more or less content than the block's beginning says.</summary>
    WrongLength,
}
