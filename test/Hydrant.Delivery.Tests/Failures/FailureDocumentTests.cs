using System.Text;
using Hydrant.Delivery.Failures;
using Hydrant.Delivery.Staging;
using Hydrant.Testing.Files;

namespace Hydrant.Delivery.Tests.Failures;

public sealed class FailureDocumentTests
{
    [Fact]
    public void A_failed_object_is_read_and_written_to_the_byte()
    {
        var golden = Golden.Read("failure-ledger", "v1-failed.json");

        var (entry, id, replay) = FailureDocument.Read(golden);

        replay.ShouldBeNull();
        entry.ShouldNotBeNull().Id.ShouldBe(id);
        entry.Object.Records.ShouldBe(4);
        entry.Partition!.Find(PartitionKeySource.Query, "customer").ShouldBe("7");
        Encoding.UTF8.GetString(FailureDocument.Write(entry)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public void A_replay_is_read_and_written_to_the_byte()
    {
        var golden = Golden.Read("failure-ledger", "v1-replayed.json");

        var (entry, id, replay) = FailureDocument.Read(golden);

        entry.ShouldBeNull();
        replay.ShouldBe(new FailureReplay(4, 1_772_370_000_000, IsDone: true));
        Encoding.UTF8.GetString(FailureDocument.Write(id, replay!)).ShouldBe(Encoding.UTF8.GetString(golden));
    }
}
