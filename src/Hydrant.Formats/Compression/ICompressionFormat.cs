namespace Hydrant.Formats.Compression;

/// <summary>
/// One value of CompressionFormat: what it is called, how its objects are marked, and a compressor for each object.
/// Stateless; one instance serves every object. <see cref="CompressionCatalog"/> lists them.
/// </summary>
public interface ICompressionFormat
{
    /// <summary>As the API spells it; letter case counts.</summary>
    string Name { get; }

    /// <summary>What an object's key ends with, dot included; empty when nothing is added.</summary>
    string Extension { get; }

    /// <summary>The object's Content-Encoding; null when it has none.</summary>
    string? ContentEncoding { get; }

    /// <summary>
    /// Begins one object. The same seed and the same content give the same bytes, however the content is cut into
    /// writes.
    /// </summary>
    ICompressor Start(CompressionSeed seed);

    /// <summary>
    /// The content of an object of this format, for reading once from its start to its end. Memory is bounded by the
    /// format's block. Reading throws <see cref="InvalidDataException"/> when the object is damaged or ends early.
    /// </summary>
    /// <param name="stored">The object's bytes; disposed with the content.</param>
    Stream Open(Stream stored);
}
