using Hydrant.Formats.Orc;
using Hydrant.Formats.Orc.Streams;

namespace Hydrant.Formats.Tests.Orc;

/// <summary>What an encoder writes to a stream.</summary>
internal static class Encoded
{
    public static byte[] By(Action<OutStream> write) => By(OrcCompression.None, write);

    public static byte[] By(OrcCompression compression, Action<OutStream> write)
    {
        using var stream = new OutStream(new ChunkCompressor(compression));
        write(stream);
        stream.Finish();
        var bytes = stream.Segments.SelectMany(segment => segment.ToArray()).ToArray();
        stream.Length.ShouldBe(bytes.Length);
        return bytes;
    }
}
