using System.Collections.Immutable;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
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

        var isOnDemand = CreateStreamRules.IsOnDemand(request);
        var tags = TagRules.Add(
            $"stream {name.Value} under account {call.Tenant.Account}",
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            request.Tags ?? []);
        if (!tags.Ok) return tags.Fault;

        var created = await streams.CreateAsync(
            call.Tenant,
            new StreamSpec(
                name.Value,
                isOnDemand ? KinesisLimits.OnDemandShards : request.ShardCount!.Value,
                isOnDemand ? StreamMode.OnDemand : StreamMode.Provisioned,
                request.MaxRecordSizeInKiB ?? KinesisLimits.DefaultMaxRecordKiB,
                tags.Value),
            ct);
        return created.Ok ? NoAnswer.Instance : created.Fault;
    }
}
