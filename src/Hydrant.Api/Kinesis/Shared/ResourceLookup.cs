using Hydrant.Core;
using Hydrant.Streams;
using Hydrant.Streams.Consumers;
using Hydrant.Wire.Dispatch;

namespace Hydrant.Api.Kinesis.Shared;

/// <summary>From a ResourceARN to what it names.</summary>
internal sealed class ResourceLookup(StreamDirectory streams, ConsumerLookup lookup, ConsumerDirectory consumers)
{
    private const string Consumer = "/consumer/";

    public Outcome<IResource> FindResource(string arn, CallContext call, string action)
    {
        if (arn.Contains(Consumer, StringComparison.Ordinal))
        {
            var consumer = lookup.Find(arn, call, action);
            return consumer.Ok ? new ConsumerResource(consumers, consumer.Value) : consumer.Fault;
        }

        var found = streams.Find(name: null, arn, call, action);
        return found.Ok ? new StreamResource(streams, found.Value) : found.Fault;
    }
}
