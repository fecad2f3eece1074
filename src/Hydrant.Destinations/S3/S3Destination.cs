using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Partitioning;
using Hydrant.Storage;
using Hydrant.Formats.Compression;
using NodaTime;

namespace Hydrant.Destinations.S3;

/// <summary>
/// Writes each batch as one object. The key is made once, with the plan, and the bytes follow from the plan and the
/// records, so that an attempt that was cut off is replaced by the same object.
/// </summary>
internal sealed class S3Destination(string stream, int versionId, S3Parts parts, IObjectStore objects, IIdSource ids)
    : IDestination
{
    private const string ContentType = "application/octet-stream";

    public BufferingHints Buffering => parts.Buffering;

    public IReadOnlyList<string> Name(in Outgoing outgoing)
    {
        var arrived = Instant.FromUnixTimeMilliseconds(outgoing.ArrivedAtMs).InZone(parts.Prefixes.Zone);
        var prefix = outgoing.Partition.IsError
            ? parts.Prefixes.ErrorOutputPrefix.Evaluate(arrived, ids, outgoing.Partition.ErrorOutputType)
            : parts.Prefixes.Prefix.Evaluate(arrived, ids);
        return [prefix + ObjectName.Of(stream, versionId, arrived, ids.NewGuid(), parts.Extension)];
    }

    public async ValueTask<DeliveryVerdict> DeliverAsync(DeliveryBatch batch, CancellationToken ct)
    {
        try
        {
            await WriteAsync(batch, ct);
            return DeliveryVerdict.Delivered;
        }
        catch (StorageException failure)
        {
            return S3Verdicts.Of(failure.Kind, failure.Message);
        }
    }

    private async ValueTask WriteAsync(DeliveryBatch batch, CancellationToken ct)
    {
        var plan = batch.Plan;
        var key = new ObjectKey(parts.Bucket, plan.Names[0]);
        var metadata = new ObjectMetadata(ContentType, parts.Compression.ContentEncoding);
        await using var target = await objects.CreateAsync(key, metadata, ct);

        var seed = new CompressionSeed(
            ObjectName.IdOf(key.Path, parts.Extension), DateTimeOffset.FromUnixTimeMilliseconds(plan.ArrivedAtMs));
        using var body = new S3Body(target, parts.Compression.Start(seed));
        while (await batch.ReadAsync(ct) is { } page)
        {
            using (page) await body.WriteAsync(batch, page, ct);
        }

        // What expired may be in the object of an earlier attempt; one with less must not replace it.
        if (batch.Expired > 0 && (body.Records == 0 || await objects.FindAsync(key, ct) is not null)) return;

        await body.FinishAsync(ct);
        await target.CompleteAsync(ct);
    }
}
