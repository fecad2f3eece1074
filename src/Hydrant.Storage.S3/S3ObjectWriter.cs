using System.Buffers;
using Amazon.S3.Model;
using Hydrant.Core;

namespace Hydrant.Storage.S3;

/// <summary>
/// An object on its way: bytes collect in one part's buffer. What fits into it is sent in one request; beyond that each
/// full buffer becomes a part of a multipart upload, of which S3 shows nothing before it is completed.
/// </summary>
internal sealed class S3ObjectWriter(S3ObjectStore store, ObjectKey key, ObjectMetadata metadata) : IObjectWriter
{
    private readonly List<PartETag> _parts = [];

    // Starts small and doubles: most objects of many partitions are far below one part.
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _length;
    private string? _upload;
    private bool _ended;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        Invariant.That(!_ended);
        while (bytes.Length > 0)
        {
            if (_length == store.PartBytes) await SendPartAsync(ct);
            var taken = Math.Min(bytes.Length, store.PartBytes - _length);
            Grow(_length + taken);
            bytes[..taken].CopyTo(_buffer.AsMemory(_length));
            _length += taken;
            bytes = bytes[taken..];
        }
    }

    public async ValueTask CompleteAsync(CancellationToken ct)
    {
        Invariant.That(!_ended);
        ct.ThrowIfCancellationRequested();
        if (_upload is null)
        {
            await store.PutAsync(key, metadata, Body(), ct);
        }
        else
        {
            await SendPartAsync(ct);
            await store.CompleteUploadAsync(key, _upload, _parts, ct);
        }

        _ended = true;
        Free();
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended) return;
        _ended = true;

        // Not back to the pool: a request that was given up may still be reading it.
        _buffer = [];
        if (_upload is { } upload) await store.AbortUploadAsync(key, upload);
    }

    private async ValueTask SendPartAsync(CancellationToken ct)
    {
        _upload ??= await store.StartUploadAsync(key, metadata, ct);
        _parts.Add(await store.SendPartAsync(key, _upload, _parts.Count + 1, Body(), ct));
        _length = 0;
    }

    private MemoryStream Body() => new(_buffer, 0, _length, writable: false);

    private void Grow(int needed)
    {
        if (_buffer.Length >= needed) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(store.PartBytes, Math.Max(needed, _buffer.Length * 2)));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        Free();
        _buffer = larger;
    }

    private void Free()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
