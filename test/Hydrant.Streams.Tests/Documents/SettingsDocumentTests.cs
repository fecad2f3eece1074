using System.Text;
using Hydrant.Core;
using Hydrant.Streams.Documents;
using Hydrant.Streams.Resharding;
using Hydrant.Streams.Settings;
using Hydrant.Testing.Files;

namespace Hydrant.Streams.Tests.Documents;

public sealed class SettingsDocumentTests
{
    [Fact]
    public void A_document_of_the_first_days_is_read_and_gets_the_defaults()
    {
        var state = StreamDocument.Read(Golden.Read("stream-document", "v1.first.json"));

        state.Settings.Policy.ShouldBeNull();
        state.Settings.Encryption.KeyId.ShouldBeNull();
        state.Settings.ShardLevelMetrics.ShouldBeEmpty();
        state.Settings.Distribution.ShouldBe(RecordDistribution.UserPartitionKey);
        state.Settings.WarmThroughputMiBps.ShouldBeNull();
    }

    [Fact]
    public void Everything_is_read_and_written_to_the_byte()
    {
        var golden = Golden.Read("stream-document", "v1.settings.json");

        var state = StreamDocument.Read(golden);

        (state.Status, state.Mode, state.RetentionHours, state.MaxRecordKiB).ShouldBe((StreamStatus.Updating, StreamMode.OnDemand, 48, 10_240));
        state.Shards.Select(shard => shard.IsOpen).ShouldBe([false, true, true]);
        state.Dropping.ShouldBe([new ShardId(0)]);
        state.Resharding.ShouldBe(new ReshardRequest.Scale(8));
        state.Tags["team"].ShouldBe("lake");
        state.Settings.Policy.ShouldBe("""{"Version":"2012-10-17","Statement":[]}""");
        state.Settings.Encryption.KeyId.ShouldBeNull();
        state.Settings.Encryption.IsEncrypted(1_772_366_405_000).ShouldBeTrue();
        state.Settings.ShardLevelMetrics.ShouldBe(["IncomingBytes", "IteratorAgeMilliseconds"]);
        state.Settings.Distribution.ShouldBe(RecordDistribution.Auto);
        state.Settings.WarmThroughputMiBps.ShouldBe(100);
        state.Recent["UpdateStreamMode"].ShouldBe([1_772_366_400_000]);
        Encoding.UTF8.GetString(StreamDocument.Write(state)).ShouldBe(Encoding.UTF8.GetString(golden));
    }
}
