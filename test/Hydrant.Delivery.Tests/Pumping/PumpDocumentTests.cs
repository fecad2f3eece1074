using System.Text;
using Hydrant.Core;
using Hydrant.Delivery.Pumping;
using Hydrant.Delivery.Staging;
using Hydrant.Delivery.Tests.World;
using Hydrant.Storage;
using Hydrant.Testing.Files;

namespace Hydrant.Delivery.Tests.Pumping;

public sealed class PumpDocumentTests
{
    [Fact]
    public void Version_1_is_read()
    {
        var state = PumpDocument.Read(Golden.Read("delivery-pump", "v1.json"));

        state.Checkpoint.ShouldBe(new LogOffset(41));
        state.Plan!.End.ShouldBe(new LogOffset(50));
        state.Partition.ShouldBeNull();
    }

    [Fact]
    public void Version_2_is_read()
    {
        var state = PumpDocument.Read(Golden.Read("delivery-pump", "v2.json"));

        (state.VersionId, state.Plan!.VersionId).ShouldBe((0, 0));
        state.Partition!.Find(PartitionKeySource.Query, "customer").ShouldBe("7");
    }

    [Fact]
    public void Version_3_is_read_and_written_to_the_byte()
    {
        var golden = Golden.Read("delivery-pump", "v3.json");

        var state = PumpDocument.Read(golden);

        state.Partition!.Find(PartitionKeySource.Query, "customer").ShouldBe("7");
        (state.VersionId, state.Plan!.VersionId).ShouldBe((2, 3));
        state.Partition!.Find(PartitionKeySource.Lambda, "tier").ShouldBe("gold");
        Encoding.UTF8.GetString(PumpDocument.Write(state)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public void An_error_output_comes_back_as_one()
    {
        var state = new PumpState(new LogOffset(3), null) { Partition = Partition.Failed("processing-failed") };

        PumpDocument.Read(PumpDocument.Write(state)).ShouldBe(state);
    }

    [Fact]
    public void A_state_without_a_plan_comes_back_without_one()
    {
        var state = new PumpState(new LogOffset(3), null);

        PumpDocument.Read(PumpDocument.Write(state)).ShouldBe(state);
    }

    [Fact]
    public void A_plan_below_its_checkpoint_is_not_ours() => Should.Throw<InvariantException>(() => PumpDocument.Read(
        """{"version":1,"checkpoint":9,"plan":{"first":8,"end":10,"arrivedAtMs":1,"names":[]}}"""u8));

    [Fact]
    public void Pumps_of_one_delivery_stream_share_a_prefix_no_other_has() =>
        PumpDocument.KeyOf(7, new ShardKey(70, 3)).ShouldBe("delivery/7/70/3");
}
