using System.Text;
using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Tests.World;
using Hydrant.Testing.Files;

namespace Hydrant.Delivery.Tests.Configuration;

public sealed class DeliveryStreamDocumentTests
{
    [Fact]
    public void Version_1_is_read()
    {
        var golden = Golden.Read("delivery-stream", "v1.json");

        var state = DeliveryStreamDocument.Read(golden);

        state.Arn.ToString().ShouldBe("arn:aws:firehose:us-east-1:000000000000:deliverystream/clicks");
        (state.Log, state.Status, state.VersionId).ShouldBe((7u, DeliveryStreamStatus.Active, 1));
        state.Spec.KinesisSource!.StartedAtMs.ShouldBe(1_772_366_405_000);
        state.Spec.Tags["team"].ShouldBe("web");
        (state.UpdatedAtMs, state.Earlier.Count).ShouldBe((null, 0));
    }

    [Fact]
    public void Version_2_is_read_and_written_to_the_byte()
    {
        var golden = Golden.Read("delivery-stream", "v2.json");

        var state = DeliveryStreamDocument.Read(golden);

        (state.VersionId, state.UpdatedAtMs).ShouldBe((3, 1_772_370_000_000));
        state.Earlier[2].Kind.ShouldBe("S3");
        Encoding.UTF8.GetString(DeliveryStreamDocument.Write(state)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public void Another_version_is_not_guessed_at() =>
        Should.Throw<InvariantException>(() => DeliveryStreamDocument.Read("""{"version":3}"""u8));
}
