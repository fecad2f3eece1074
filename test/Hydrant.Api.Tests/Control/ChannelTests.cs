namespace Hydrant.Api.Tests.Control;

public sealed class ChannelTests
{
    [Theory]
    [InlineData("CreateChannel")]
    [InlineData("DeleteChannel")]
    [InlineData("DescribeChannel")]
    [InlineData("ListChannels")]
    [InlineData("UpdateChannel")]
    public async Task Operations_on_channels_are_refused_by_name(string operation)
    {
        await using var world = await ApiWorld.OpenAsync();

        await world.RefusedAsync(operation, """{"ChannelName":"c","Tags":{"a":"b"}}""", "InvalidArgumentException",
            $"{operation} is not supported by this server. A Firehose delivery stream with the stream as its source delivers it to S3.");
    }
}
