using System.Buffers.Binary;
using System.IO.Compression;

namespace Hydrant.Formats.Compression.Zip;

/// <summary>
/// The content of an archive as <see cref="ZipRecords"/> writes it: one deflated entry whose sizes follow it. Its
/// checksum and sizes are compared with the content.
/// </summary>
internal sealed class ZipContent : ForwardStream
{
    private readonly Stream _stored;
    private readonly HeldBackStream _entry;
    private readonly DeflateStream _inflate;
    private Crc32 _crc = new();
    private long _size;
    private bool _isChecked;
    private bool _hasBegun;

    public ZipContent(Stream stored)
    {
        _stored = stored;
        _entry = new HeldBackStream(stored, ZipRecords.TailLength);
        _inflate = new DeflateStream(_entry, CompressionMode.Decompress, leaveOpen: true);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _isChecked) return 0;
        if (!_hasBegun) await BeginAsync(cancellationToken);
        var read = await _inflate.ReadAsync(buffer, cancellationToken);
        if (read > 0)
        {
            _crc.Append(buffer.Span[..read]);
            _size += read;
            return read;
        }

        // What deflate left over belongs to nothing, and would not be missed.
        var rest = new byte[1];
        if (await _entry.ReadAsync(rest, cancellationToken) > 0) throw new InvalidDataException("it has more than one entry");
        Check(_entry.HeldBack);
        _isChecked = true;
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflate.Dispose();
            _stored.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask BeginAsync(CancellationToken ct)
    {
        _hasBegun = true;
        var header = new byte[ZipRecords.LocalHeaderLength];
        var read = await _entry.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, ct);
        if (read < header.Length || !ZipRecords.IsLocalHeader(header))
            throw new InvalidDataException("it is no archive with one entry as deliveries write it");
    }

    private void Check(ReadOnlySpan<byte> tail)
    {
        var isWhole = tail.Length == ZipRecords.TailLength
            && BinaryPrimitives.ReadUInt32LittleEndian(tail) == 0x08074b50
            && BinaryPrimitives.ReadUInt32LittleEndian(tail[16..]) == 0x02014b50
            && BinaryPrimitives.ReadUInt32LittleEndian(tail[4..]) == _crc.Value
            && BinaryPrimitives.ReadUInt32LittleEndian(tail[12..]) == (uint)_size;
        if (!isWhole) throw new InvalidDataException("its checksum, its size or its directory is not that of its content");
    }
}
