using System.Buffers;
using Hydrant.Core;
using Microsoft.AspNetCore.Http;

namespace Hydrant.Wire.Dispatch;

/// <summary>
/// A request's body in one pooled array. The array grows with what has arrived, never with what was announced: a client
/// that sends a large length and then nothing holds next to nothing.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private const int FirstSize = 16 * 1024;
    private const int GrowthFactor = 4;

    private readonly RequestMemory _memory;
    private byte[] _bytes = [];
    private int _length;

    private RequestBody(RequestMemory memory) => _memory = memory;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>Reads to the end of the body, or says why not: 413 beyond the limit, 503 when memory is short.</summary>
    public static async ValueTask<(RequestBody? Body, int Status)> ReadAsync(
        HttpRequest request, RequestMemory memory, ByteSize limit, CancellationToken ct)
    {
        if (request.ContentLength > limit.Bytes) return (null, StatusCodes.Status413PayloadTooLarge);

        var body = new RequestBody(memory);
        var status = await body.FillAsync(request, limit, ct);
        if (status == StatusCodes.Status200OK) return (body, status);

        body.Dispose();
        return (null, status);
    }

    public void Dispose()
    {
        if (_bytes.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _memory.GiveBack(_bytes.Length);
        _bytes = [];
        _length = 0;
    }

    private async ValueTask<int> FillAsync(HttpRequest request, ByteSize limit, CancellationToken ct)
    {
        var pipe = request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync(ct);
            var status = Take(read.Buffer, request.ContentLength, limit);
            pipe.AdvanceTo(read.Buffer.End);
            if (status != StatusCodes.Status200OK || read.IsCompleted) return status;
        }
    }

    private int Take(ReadOnlySequence<byte> arrived, long? announced, ByteSize limit)
    {
        var needed = _length + arrived.Length;
        if (needed > limit.Bytes) return StatusCodes.Status413PayloadTooLarge;
        if (needed > _bytes.Length && !TryGrow((int)needed, announced, limit)) return StatusCodes.Status503ServiceUnavailable;
        arrived.CopyTo(_bytes.AsSpan(_length));
        _length = (int)needed;
        return StatusCodes.Status200OK;
    }

    private bool TryGrow(int needed, long? announced, ByteSize limit)
    {
        var size = Math.Max(needed, Math.Max(FirstSize, _bytes.Length * GrowthFactor));
        if (announced >= needed) size = (int)Math.Min(size, announced.Value);
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(size, limit.Bytes));
        if (!_memory.TryTake(larger.Length))
        {
            ArrayPool<byte>.Shared.Return(larger);
            return false;
        }

        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _memory.GiveBack(_bytes.Length);
        }

        _bytes = larger;
        return true;
    }
}
