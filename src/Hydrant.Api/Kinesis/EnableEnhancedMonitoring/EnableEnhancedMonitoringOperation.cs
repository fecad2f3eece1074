using System.Collections.Immutable;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Settings;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.EnableEnhancedMonitoring;

/// <summary>Keeps more metrics for each shard of a stream.</summary>
internal sealed class EnableEnhancedMonitoringOperation(StreamDirectory streams) : Operation<MonitoringRequest, MonitoringResponse>
{
    protected override Shape<MonitoringRequest?> Request => MonitoringShapes.Request;

    protected override Shape<MonitoringResponse?> Response => MonitoringShapes.Response;

    public override async ValueTask<Outcome<MonitoringResponse>> HandleAsync(
        MonitoringRequest request, CallContext call, CancellationToken ct)
    {
        var found = streams.Find(request.StreamName, request.StreamArn, call, "EnableEnhancedMonitoring");
        if (!found.Ok) return found.Fault;

        var names = MonitoringShapes.NamesOf(request);
        if (!names.Ok) return names.Fault;

        var before = ImmutableArray<string>.Empty;
        var changed = await streams.AmendAsync(found.Value, state => Change(state, names.Value, out before), ct);
        return changed.Ok ? new MonitoringResponse { Before = before, After = changed.Value } : changed.Fault;
    }

    private static StreamState Change(StreamState state, IReadOnlyCollection<string> names, out ImmutableArray<string> before)
    {
        before = state.Settings.ShardLevelMetrics;
        return state with
        {
            Settings = state.Settings with { ShardLevelMetrics = ShardMetrics.With(before, names) },
        };
    }
}
