using System.Globalization;
using Hydrant.Api.Kinesis.Shared;
using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Shards;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.ListShards;

/// <summary>Lists the shards of a stream by their identifiers, all of them or those a filter asks for.</summary>
internal sealed class ListShardsOperation(StreamDirectory streams, TimeProvider clock)
    : Operation<ListShardsRequest, ListShardsResponse>
{
    private const string TokenKind = "shards";

    protected override Shape<ListShardsRequest?> Request => ListShardsShapes.Request;

    protected override Shape<ListShardsResponse?> Response => ListShardsShapes.Response;

    public override ValueTask<Outcome<ListShardsResponse>> HandleAsync(
        ListShardsRequest request, CallContext call, CancellationToken ct) => ValueTask.FromResult(List(request, call));

    private Outcome<ListShardsResponse> List(ListShardsRequest request, CallContext call)
    {
        if (ListShardsRules.FirstBroken(request) is { } fault) return fault;

        var (after, filter) = (request.ExclusiveStartShardId, request.ShardFilter);
        LiveStream? stream;
        if (request.NextToken is not null)
        {
            var token = NextToken.Parse(request.NextToken, TokenKind, clock.GetUtcNow());
            if (!token.Ok) return token.Fault;
            (stream, after, filter) = Resume(token.Value.Place);
            if (stream is null || stream.Now.State.Tenant != call.Tenant) return Fault.InvalidArgument("Invalid NextToken.");
        }
        else
        {
            var found = streams.Find(request.StreamName, request.StreamArn, call, "ListShards");
            if (!found.Ok) return found.Fault;
            stream = found.Value;
        }

        var now = stream.Now;
        var created = now.State.CreatedAtMs / 1000;
        if (request.StreamCreationTimestamp is { } expected && expected / 1000 != created)
            return StreamTexts.NotFound(now.State.Name, call.Tenant.Account);

        return Page(now, after, filter, request.MaxResults ?? KinesisLimits.MaxListShards);
    }

    private ListShardsResponse Page(LiveStream.Moment now, string? after, ShardFilter? filter, int maxResults)
    {
        IEnumerable<LiveShard> shards = now.State.Status == StreamStatus.Creating ? [] : now.Shards.All;
        var limit = Math.Min(maxResults, KinesisLimits.MaxListShards);
        var retained = clock.GetUtcNow() - TimeSpan.FromHours(now.State.RetentionHours);
        var horizonMs = Math.Max(retained.ToUnixTimeMilliseconds(), now.State.CreatedAtMs);
        var page = shards
            .Where(shard => after is null || string.CompareOrdinal(shard.Id.ToString(), after) > 0)
            .Where(shard => filter is null || ListShardsRules.Passes(filter, shard.State, horizonMs))
            .Take(limit + 1)
            .ToList();
        return new ListShardsResponse
        {
            Shards = ShardShapes.Views(page.Take(limit)),
            NextToken = page.Count > limit ? TokenAfter(now, page[limit - 1], filter) : null,
        };
    }

    private string TokenAfter(LiveStream.Moment now, LiveShard last, ShardFilter? filter)
    {
        var place = string.Create(
            CultureInfo.InvariantCulture, $"{now.State.Log},{last.Id},{filter?.Type},{filter?.ShardId},{filter?.Timestamp}");
        return new NextToken(TokenKind, clock.GetUtcNow().ToUnixTimeMilliseconds(), place).ToString();
    }

    private (LiveStream? Stream, string After, ShardFilter? Filter) Resume(string place)
    {
        var parts = place.Split(',');
        Invariant.That(parts.Length == 5);
        var stream = streams.FindByLog(uint.Parse(parts[0], CultureInfo.InvariantCulture));
        if (parts[2].Length == 0) return (stream, parts[1], null);

        return (stream, parts[1], new ShardFilter
        {
            Type = parts[2],
            ShardId = parts[3].Length == 0 ? null : parts[3],
            Timestamp = parts[4].Length == 0 ? null : long.Parse(parts[4], CultureInfo.InvariantCulture),
        });
    }
}
