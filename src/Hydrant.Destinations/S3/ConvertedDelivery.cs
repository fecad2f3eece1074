using Hydrant.Delivery.Conversion;
using Hydrant.Delivery.Delivering;
using Hydrant.Delivery.Failures;
using Hydrant.Destinations.Shared;
using Hydrant.Storage;

namespace Hydrant.Destinations.S3;

/// <summary>
/// Delivers a batch as a file of columns and an object with the records that are no rows. A plan names both, and the
/// version of the table, or says why there is none: then all records go to the error output.
/// </summary>
internal sealed class ConvertedDelivery(ConversionPlan conversion, S3Parts parts, IObjectStore objects)
{
    /// <summary>Answers what of it was written to the error output; null when all of it became rows.</summary>
    public async ValueTask<FailedObject?> WriteAsync(DeliveryBatch batch, CancellationToken ct)
    {
        if (batch.Plan.Names[2].Length == 0)
            return await RefuseAsync(batch, new ConversionFailure("DataFormatConversion.EntityNotFound", batch.Plan.Names[3]), ct);

        var schema = await conversion.Schemas.FindAsync(batch.Plan.Names[2], ct);
        if (!schema.Ok)
            return await RefuseAsync(batch, new ConversionFailure("DataFormatConversion.InvalidSchema", schema.Fault.Message), ct);

        var key = new ObjectKey(parts.Bucket, batch.Plan.Names[0]);
        await using var target = await objects.CreateAsync(key, parts.MetadataOf(contentEncoding: null), ct);
        await using var converted = new ConvertedObject(conversion, schema.Value, target, () => OpenErrorsAsync(batch, ct), parts.RowMemory);
        while (await batch.ReadAsync(ct) is { } page)
        {
            using (page) await converted.WriteAsync(batch, page, ct);
        }

        // What expired may be in the object of an earlier attempt; one with less must not replace it.
        if (batch.Expired > 0 && (converted.Rows == 0 || await objects.FindAsync(key, ct) is not null)) return null;

        await converted.FinishAsync(ct);
        if (converted.Rows > 0) await target.CompleteAsync(ct);
        return converted.Failures.IsEmpty ? null : FailedOf(batch, converted.Failures);
    }

    private FailedObject FailedOf(DeliveryBatch batch, FailureTally failures) =>
        new(parts.Bucket, batch.Plan.Names[1], "UNCOMPRESSED", ConversionFailure.ErrorOutputType, failures.Codes);

    private ValueTask<IObjectWriter> OpenErrorsAsync(DeliveryBatch batch, CancellationToken ct) =>
        objects.CreateAsync(new ObjectKey(parts.Bucket, batch.Plan.Names[1]), parts.MetadataOf(contentEncoding: null), ct);

    // Every record, for one reason.
    private async ValueTask<FailedObject?> RefuseAsync(DeliveryBatch batch, ConversionFailure failure, CancellationToken ct)
    {
        await using var target = await OpenErrorsAsync(batch, ct);
        using var lines = new PooledOutput(64 * 1024);
        var failures = new FailureTally();
        while (await batch.ReadAsync(ct) is { } page)
        {
            using (page)
            {
                foreach (var record in batch.RecordsOf(page))
                {
                    failure.Write(record, conversion.Schemas.Table, batch.Plan.PlannedAtMs, lines);
                    failures.Add(failure.Code);
                }
            }

            await target.WriteAsync(lines.Written, ct);
            lines.Clear();
        }

        await target.CompleteAsync(ct);
        return failures.IsEmpty ? null : FailedOf(batch, failures);
    }
}
