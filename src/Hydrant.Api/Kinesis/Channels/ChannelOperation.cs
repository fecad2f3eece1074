using Hydrant.Core;
using Hydrant.Wire.Dispatch;
using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Kinesis.Channels;

/// <summary>Channels copy streams to S3 without consumers. This server has none and says so, whatever is asked.</summary>
internal abstract class ChannelOperation : Operation<ChannelRequest, NoAnswer>
{
    private static readonly Shape<ChannelRequest?> Anything = new StructureShape<ChannelRequest>();

    protected override Shape<ChannelRequest?> Request => Anything;

    protected override Shape<NoAnswer?>? Response => null;

    public override ValueTask<Outcome<NoAnswer>> HandleAsync(
        ChannelRequest request, CallContext call, CancellationToken ct) =>
        ValueTask.FromResult<Outcome<NoAnswer>>(Fault.InvalidArgument(
            $"{Name} is not supported by this server. A Firehose delivery stream with the stream as its source delivers it to S3."));
}

/// <summary>Members are not looked at.</summary>
internal sealed class ChannelRequest;

internal sealed class CreateChannelOperation : ChannelOperation;

internal sealed class DeleteChannelOperation : ChannelOperation;

internal sealed class DescribeChannelOperation : ChannelOperation;

internal sealed class ListChannelsOperation : ChannelOperation;

internal sealed class UpdateChannelOperation : ChannelOperation;
