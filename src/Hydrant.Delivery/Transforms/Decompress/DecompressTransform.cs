using System.IO.Compression;
using System.Runtime.InteropServices;
using Hydrant.Core;
using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.Decompress;

/// <summary>
/// Decompression: what CloudWatch Logs sends is one GZIP stream for each record. A record that is none, or that unpacks to
/// more than <see cref="MaxUnpacked"/>, fails.
/// </summary>
internal sealed class DecompressTransform : ITransform
{
    /// <summary>CloudWatch Logs packs at most 1 MB; this is room for text that packs very well, and no more than a batch may hold.</summary>
    public static readonly ByteSize MaxUnpacked = ByteSize.MiB(32);

    private const int Piece = 64 * 1024;

    public ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        work.Replace((record, to) =>
        {
            var wrong = TryUnpack(record.Data, work, out var data);
            if (wrong is null) to.Add(record with { Data = data });
            else work.Fail(new WorkFailure(record, "Decompression.InvalidData", wrong));
        });
        return ValueTask.CompletedTask;
    }

    private static string? TryUnpack(ReadOnlyMemory<byte> packed, WorkSet work, out ReadOnlyMemory<byte> data)
    {
        data = default;
        try
        {
            using var source = new GZipStream(AsStream(packed), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            var piece = new byte[Piece];
            for (int read; (read = source.Read(piece)) > 0;)
            {
                unpacked.Write(piece, 0, read);
                if (unpacked.Length > MaxUnpacked.Bytes) return $"The record unpacks to more than {MaxUnpacked}.";
            }

            data = work.Copy(unpacked.GetBuffer().AsSpan(0, (int)unpacked.Length));
            return packed.IsEmpty ? "The record is empty, and no GZIP data." : null;
        }
        catch (InvalidDataException failure)
        {
            return $"The record is no GZIP data: {failure.Message}";
        }
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes)
    {
        var isArray = MemoryMarshal.TryGetArray(bytes, out var array);
        Invariant.That(isArray);
        return new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
    }
}
