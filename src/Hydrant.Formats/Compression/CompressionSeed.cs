namespace Hydrant.Formats.Compression;

/// <summary>
/// What a format may write beside the content. It is part of the delivery's plan, so that an object delivered again
/// after a crash has the bytes it had before.
/// </summary>
/// <param name="EntryName">Names the entry of an archive.</param>
/// <param name="Time">When the content was gathered; written in UTC.</param>
public readonly record struct CompressionSeed(Guid EntryName, DateTimeOffset Time);
