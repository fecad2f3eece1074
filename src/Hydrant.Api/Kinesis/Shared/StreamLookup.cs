using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>From the name or ARN in a request to the live stream, with what AWS says on the way.</summary>
internal static class StreamLookup
{
    /// <summary>The stream in whatever state it is.</summary>
    public static Outcome<LiveStream> Find(
        this StreamDirectory streams, string? name, string? arn, CallContext call, string action)
    {
        var named = NameOf(name, arn, call, action);
        return named.Ok ? streams.Find(call.Tenant, named.Value) : named.Fault;
    }

    /// <summary>The stream, if records can be put to it or read from it.</summary>
    public static Outcome<LiveStream> FindUsable(
        this StreamDirectory streams, string? name, string? arn, CallContext call, string action)
    {
        var found = streams.Find(name, arn, call, action);
        if (!found.Ok) return found;

        var now = found.Value.Now;
        return now.IsUsable ? found : StreamTexts.NotFound(now.State.Name, call.Tenant.Account);
    }

    /// <summary>The stream in whatever state it is, and shards of it by their texts, which are judged before the stream is.</summary>
    public static Outcome<(LiveStream Stream, ShardId[] Shards)> FindWithShards(
        this StreamDirectory streams, StreamRequest request, CallContext call, string action, params ReadOnlySpan<string> shards)
    {
        var name = NameOf(request.StreamName, request.StreamArn, call, action);
        if (!name.Ok) return name.Fault;

        var ids = new ShardId[shards.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            if (!ShardId.TryParse(shards[i], out ids[i]))
                return StreamTexts.UnreadableShardId(shards[i], name.Value, call.Tenant.Account);
        }

        var stream = streams.Find(call.Tenant, name.Value);
        return stream.Ok ? (stream.Value, ids) : stream.Fault;
    }

    /// <summary>The name a request means; constraints on the members were checked before.</summary>
    public static Outcome<StreamName> NameOf(string? name, string? arn, CallContext call, string action)
    {
        if (arn is null)
            return name is null ? Fault.InvalidArgument("StreamName or StreamARN must be specified.") : StreamName.Parse(name);

        if (!Arn.TryParse(arn, out var parsed) || !parsed.TryStreamName(out var named))
            return Fault.InvalidArgument($"StreamARN '{arn}' is not the ARN of a stream.");
        if (name is not null && name != named.ToString())
            return Fault.InvalidArgument($"StreamName '{name}' and StreamARN '{arn}' do not name the same stream.");
        return NotOurs(parsed, call, action) is { } fault ? fault : named;
    }

    /// <summary>What is said of a resource that is not of the caller's Region and account; null when it is.</summary>
    public static Fault? NotOurs(Arn arn, CallContext call, string action)
    {
        if (arn.Region != call.Tenant.Region)
            return Fault.InvalidArgument($"The region specified in the ARN '{arn}' does not match the endpoint region");

        return arn.Account == call.Tenant.Account
            ? null
            : Fault.AccessDenied(
                $"User: arn:aws:iam::{call.Tenant.Account}:root is not authorized to perform: kinesis:{action} on "
                + $"resource: {arn} because no resource-based policy allows the kinesis:{action} action");
    }
}
