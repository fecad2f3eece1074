using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Conversion;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Partitioning;
using Hydrant.Delivery.Staging;
using Hydrant.Storage;
using Hydrant.Formats.Compression;

namespace Hydrant.Destinations.S3;

/// <summary>
/// Writes each batch as one object. The key is made once, with the plan, and the bytes follow from the plan and the
/// records, so that an attempt that was cut off is replaced by the same object.
/// </summary>
internal sealed class S3Destination(string stream, int versionId, S3Parts parts, IObjectStore objects, IIdSource ids)
    : IDestination
{
    private readonly S3Keys _keys = new(stream, versionId, parts, ids);

    public BufferingHints Buffering => parts.Buffering;

    public bool CanName(Partition partition) => partition.IsError || parts.Prefixes.Prefix.CanEvaluate(partition);

    public async ValueTask<IReadOnlyList<string>> NameAsync(Outgoing outgoing, CancellationToken ct)
    {
        var arrived = _keys.TimeOf(outgoing.ArrivedAtMs);
        if (outgoing.Partition.IsError) return [_keys.Failed(arrived, outgoing.Partition.ErrorOutputType)];

        var name = _keys.Good(arrived, outgoing.Partition);
        if (parts.Conversion is not { } conversion) return [name];

        // The columns of the file are part of the plan: repeated tomorrow, it has the same.
        var schema = await conversion.Schemas.CurrentAsync(ct);
        return schema.Ok
            ? [name, _keys.Failed(arrived, ConversionFailure.ErrorOutputType), schema.Value.VersionId]
            : [name, _keys.Failed(arrived, ConversionFailure.ErrorOutputType), "", schema.Fault.Message];
    }

    public async ValueTask<DeliveryVerdict> DeliverAsync(DeliveryBatch batch, CancellationToken ct)
    {
        try
        {
            var failed = await WriteAsync(batch, ct);
            if (failed is not null) parts.ErrorLog?.Failed(failed);
            return failed is null ? DeliveryVerdict.Delivered : DeliveryVerdict.Delivered with { Failures = [failed] };
        }
        catch (StorageException failure)
        {
            parts.ErrorLog?.Failed(failure.Kind, failure.Message);
            return S3Verdicts.Of(failure.Kind, failure.Message);
        }
    }

    // What of it was written to the error output, if anything was.
    private ValueTask<FailedObject?> WriteAsync(DeliveryBatch batch, CancellationToken ct) =>
        parts.Conversion is { } conversion && !batch.Partition.IsError
            ? new ConvertedDelivery(conversion, parts, objects).WriteAsync(batch, ct)
            : WriteAsTheyAreAsync(batch, ct);

    private async ValueTask<FailedObject?> WriteAsTheyAreAsync(DeliveryBatch batch, CancellationToken ct)
    {
        var plan = batch.Plan;
        var extension = _keys.ExtensionOf(batch.Partition);
        var key = new ObjectKey(parts.Bucket, plan.Names[0]);
        var metadata = parts.MetadataOf(parts.Compression.ContentEncoding);
        await using var target = await objects.CreateAsync(key, metadata, ct);

        var seed = new CompressionSeed(
            ObjectName.IdOf(key.Path, extension), DateTimeOffset.FromUnixTimeMilliseconds(plan.ArrivedAtMs));
        var failures = batch.Partition.IsError ? new FailureTally() : null;
        using var body = new S3Body(target, parts.Compression.Start(seed), failures);
        while (await batch.ReadAsync(ct) is { } page)
        {
            using (page) await body.WriteAsync(batch, page, ct);
        }

        // What expired may be in the object of an earlier attempt; one with less must not replace it.
        if (batch.Expired > 0 && (body.Records == 0 || await objects.FindAsync(key, ct) is not null)) return null;

        await body.FinishAsync(ct);
        await target.CompleteAsync(ct);
        return failures is null ? null : new FailedObject(
            parts.Bucket, key.Path, parts.Compression.Name, batch.Partition.ErrorOutputType, failures.Codes);
    }
}
