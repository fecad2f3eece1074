namespace Hydrant.Formats.Orc;

/// <summary>How the chunks of a file's streams are compressed. The values are those of the format.</summary>
public enum OrcCompression
{
    None = 0,
    Zlib = 1,
    Snappy = 2,
}
