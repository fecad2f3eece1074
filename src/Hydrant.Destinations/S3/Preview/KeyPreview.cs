using Hydrant.Core;
using Hydrant.Delivery.Conversion;
using Hydrant.Delivery.Processing;
using Hydrant.Delivery.Staging;
using Hydrant.Delivery.Transforms;
using NodaTime;

namespace Hydrant.Destinations.S3.Preview;

/// <summary>
/// Shows the keys that records would get, by the code that makes them: they are taken through every processor but the
/// function, whose keys the caller gives instead.
/// </summary>
public static class KeyPreview
{
    private const string ProcessingFailed = "processing-failed";
    private const string Function = "Lambda";

    /// <summary>The keys, or what is wrong with the request.</summary>
    public static async ValueTask<Outcome<KeyPreviewAnswer>> ShowAsync(KeyPreviewRequest request, TimeProvider clock, CancellationToken ct)
    {
        if (request.Settings.Kind != S3DestinationFactory.KindName)
            return Fault.InvalidArgument($"A destination of the kind {request.Settings.Kind} has no keys.");
        var options = S3Document.Read(request.Settings.Json.Span);
        var known = S3Parts.Of(options, request.ArrivedAt);
        if (!known.Ok) return known.Fault;
        if (FirstWrong(request, known.Value) is { } wrong) return Fault.InvalidArgument(wrong);

        var keys = new S3Keys(request.Name, request.VersionId, known.Value, new ZeroIds());
        var arrivedAtMs = request.ArrivedAt.ToUnixTimeMilliseconds();
        var arrived = keys.TimeOf(arrivedAtMs);
        var given = Partition.Of(request.FunctionKeys.Select(pair => new PartitionKeyValue(PartitionKeySource.Lambda, pair.Key, pair.Value)));
        using var work = new WorkSet(new WorkSource(default, CreatedAtSeconds: 0));
        for (var i = 0; i < request.Records.Count; i++) work.Add(new RecordOrigin(new LogOffset(i), -1, arrivedAtMs), [], request.Records[i]);
        work.Replace((record, to) => to.Add(record with { Partition = given }));
        await ProcessAsync(options, work, request, clock, ct);

        var records = request.Records.Count == 0
            ? [new PreviewedRecord(1, keys.Good(arrived, given)) { PartitionKeys = given.Values }]
            : RecordsOf(work, keys, arrived);
        return new KeyPreviewAnswer(
            records, [.. ((string[])[ProcessingFailed, ConversionFailure.ErrorOutputType]).Select(type => KeyValuePair.Create(type, keys.Failed(arrived, type)))]);
    }

    private static string? FirstWrong(KeyPreviewRequest request, S3Parts parts)
    {
        var prefix = parts.Prefixes.Prefix;
        if (request.Records.Count == 0 && prefix.PartitionKeys(PartitionKeySource.Query).Count > 0)
            return "There is no record for the query to make partition keys of.";

        var used = prefix.PartitionKeys(PartitionKeySource.Lambda);
        if (used.FirstOrDefault(name => string.IsNullOrEmpty(request.FunctionKeys.GetValueOrDefault(name))) is { } missing)
            return $"The Prefix takes the key {missing} from a function: its value is not among the partition keys that were given.";
        return request.FunctionKeys.Keys.FirstOrDefault(name => !used.Contains(name)) is { } unused
            ? $"The Prefix does not take the key {unused} from a function."
            : null;
    }

    private static async ValueTask ProcessAsync(S3Options options, WorkSet work, KeyPreviewRequest request, TimeProvider clock, CancellationToken ct)
    {
        if (!options.IsProcessing) return;
        var stream = Arn.DeliveryStream(new Tenant("000000000000", "us-east-1"), request.Name);
        var plan = TransformCatalog.Build(
            options.Processors.Where(processor => processor.Type != Function),
            new TransformParts(stream, new NoFunctions(), new ZeroIds(), clock),
            maxActivePartitions: null);
        foreach (var transform in plan.Transforms) await transform.ApplyAsync(work, ct);
    }

    private static List<PreviewedRecord> RecordsOf(WorkSet work, S3Keys keys, ZonedDateTime arrived) =>
    [
        .. work.Records.Select(record => new PreviewedRecord(NumberOf(record), keys.Good(arrived, record.Partition))
        {
            PartitionKeys = record.Partition.Values,
        }),
        .. work.Failures.Select(failure => new PreviewedRecord(NumberOf(failure.Record), keys.Failed(arrived, ProcessingFailed))
        {
            ErrorCode = failure.Code, ErrorMessage = failure.Message,
        }),
    ];

    private static int NumberOf(in WorkRecord record) => (int)record.Origin.Offset.Value + 1;
}
