namespace Hydrant.Formats.Orc.Writers;

/// <summary>
/// Keeps stripes within the file system's blocks. What is left of a block is either filled with zeros, where it is at
/// most the tolerated part of a stripe, or taken by one shorter stripe.
/// </summary>
internal sealed class BlockPadding(OrcOptions options)
{
    private readonly long _tolerated = (long)(options.StripeSizeBytes * options.PaddingTolerance);

    /// <summary>Encoded bytes at which a stripe that begins at that offset ends.</summary>
    public long StripeSize(long offset)
    {
        if (!options.EnablePadding) return options.StripeSizeBytes;
        var left = Left(offset);
        if (left >= options.StripeSizeBytes + _tolerated || left <= _tolerated) return options.StripeSizeBytes;

        // A stripe ends a little above its size, and its index and footer come on top.
        return Math.Min(options.StripeSizeBytes, left - Math.Min(left / 2, _tolerated));
    }

    /// <summary>Zeros to write at that offset before a stripe of that length.</summary>
    public long Before(long offset, long stripeLength)
    {
        if (!options.EnablePadding) return 0;
        var left = Left(offset);
        return stripeLength > left && left <= _tolerated ? left : 0;
    }

    private long Left(long offset) => options.BlockSizeBytes - (offset % options.BlockSizeBytes);
}
