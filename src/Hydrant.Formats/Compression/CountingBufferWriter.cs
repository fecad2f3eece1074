using System.Buffers;

namespace Hydrant.Formats.Compression;

/// <summary>Passes everything on and knows how many bytes went through.</summary>
internal sealed class CountingBufferWriter : IBufferWriter<byte>
{
    private IBufferWriter<byte>? _output;

    /// <summary>Bytes passed on since the beginning.</summary>
    public long Count { get; private set; }

    /// <summary>Chooses where the next bytes go; the count goes on.</summary>
    public CountingBufferWriter To(IBufferWriter<byte> output)
    {
        _output = output;
        return this;
    }

    public void Advance(int count)
    {
        _output!.Advance(count);
        Count += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _output!.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _output!.GetSpan(sizeHint);
}
