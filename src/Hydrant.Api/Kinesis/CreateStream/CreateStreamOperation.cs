using System.Collections.Immutable;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Settings;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.CreateStream;

/// <summary>Makes a stream. It is CREATING when the answer comes, and ACTIVE soon after.</summary>
internal sealed class CreateStreamOperation(StreamDirectory streams) : Operation<CreateStreamRequest, NoAnswer>
{
    protected override Shape<CreateStreamRequest?> Request => CreateStreamShapes.Request;

    protected override Shape<NoAnswer?>? Response => null;

    public override async ValueTask<Outcome<NoAnswer>> HandleAsync(
        CreateStreamRequest request, CallContext call, CancellationToken ct)
    {
        if (CreateStreamRules.FirstBroken(request) is { } fault) return fault;

        var name = StreamName.Parse(request.StreamName!);
        if (!name.Ok) return name.Fault;

        var mode = CreateStreamRules.IsOnDemand(request) ? StreamMode.OnDemand : StreamMode.Provisioned;
        var settings = SettingsOf(request, mode, call.Tenant);
        if (!settings.Ok) return settings.Fault;

        var tags = TagRules.Add(
            $"stream {name.Value} under account {call.Tenant.Account}",
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            request.Tags ?? []);
        if (!tags.Ok) return tags.Fault;

        var spec = new StreamSpec(
            name.Value,
            request.ShardCount ?? OnDemandShards(request),
            mode,
            request.MaxRecordSizeInKiB ?? KinesisLimits.DefaultMaxRecordKiB,
            tags.Value);
        var created = await streams.CreateAsync(call.Tenant, spec with { Settings = settings.Value }, ct);
        return created.Ok ? NoAnswer.Instance : created.Fault;
    }

    // A warm stream begins with the shards its throughput takes.
    private static int OnDemandShards(CreateStreamRequest request) => Math.Clamp(
        request.WarmThroughputMiBps ?? 0, KinesisLimits.OnDemandShards, KinesisLimits.MaxShardsPerStream);

    private Outcome<StreamSettings> SettingsOf(CreateStreamRequest request, StreamMode mode, Tenant tenant)
    {
        var distribution = RecordDistributions.Of(request.RecordDistributionStrategy);
        if (WarmThroughput.FirstBroken(streams, tenant, mode, request.WarmThroughputMiBps) is { } cold) return cold;
        if (RecordDistributions.FirstBroken(mode, distribution) is { } broken) return broken;

        return StreamSettings.Default with
        {
            Distribution = distribution,
            WarmThroughputMiBps = WarmThroughput.Kept(request.WarmThroughputMiBps),
        };
    }
}
