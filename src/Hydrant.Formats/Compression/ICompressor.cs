using System.Buffers;

namespace Hydrant.Formats.Compression;

/// <summary>
/// Compresses one object as its content arrives. Memory is bounded by the format's block, not by the object, and comes
/// from a pool: dispose in every case. One caller at a time; nothing may be written after <see cref="Finish"/>.
/// </summary>
public interface ICompressor : IDisposable
{
    /// <summary>Takes content and appends what is ready to <paramref name="output"/>, often nothing yet.</summary>
    void Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output);

    /// <summary>Appends everything still held, and the format's end. Once per object, even an empty one.</summary>
    void Finish(IBufferWriter<byte> output);
}
