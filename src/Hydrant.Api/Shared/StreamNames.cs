using Hydrant.Streams;
using Hydrant.Streams.Reading;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Shared;

/// <summary>From any request of any operation to the name of the stream it is about, found or not.</summary>
internal static class StreamNames
{
    private const string Resource = ":stream/";

    /// <param name="streams">Where the stream of an iterator is found.</param>
    /// <param name="request">A request that holds its constraints.</param>
    /// <param name="call">Who calls: an iterator of somebody else names nothing.</param>
    public static string? Of(StreamDirectory streams, object request, CallContext call)
    {
        if (request is INamesStream named) return named.Stream;
        if (request is not INamesIterator { ShardIterator: { } token } || !ShardIterator.TryParse(token, out var place)) return null;

        var state = streams.FindByLog(place.Log)?.Now.State;
        return state?.Tenant == call.Tenant ? state.Name.ToString() : null;
    }

    /// <summary>The name in the ARN of a stream, or of something that belongs to one, as its consumers do.</summary>
    public static string? InArn(string? arn)
    {
        if (arn is null) return null;
        var start = arn.IndexOf(Resource, StringComparison.Ordinal);
        if (start < 0) return null;

        start += Resource.Length;
        var end = arn.IndexOf('/', start);
        return end < 0 ? arn[start..] : arn[start..end];
    }
}
