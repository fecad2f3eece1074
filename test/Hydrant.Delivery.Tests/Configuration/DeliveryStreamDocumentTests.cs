using System.Text;
using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Tests.World;
using Hydrant.Testing.Files;

namespace Hydrant.Delivery.Tests.Configuration;

public sealed class DeliveryStreamDocumentTests
{
    [Fact]
    public void Version_1_is_read_and_written_to_the_byte()
    {
        var golden = Golden.Read("delivery-stream", "v1.json");

        var state = DeliveryStreamDocument.Read(golden);

        state.Arn.ToString().ShouldBe("arn:aws:firehose:us-east-1:000000000000:deliverystream/clicks");
        (state.Log, state.Status, state.VersionId).ShouldBe((7u, DeliveryStreamStatus.Active, 1));
        state.Spec.KinesisSource!.StartedAtMs.ShouldBe(1_772_366_405_000);
        state.Spec.Tags["team"].ShouldBe("web");
        Encoding.UTF8.GetString(DeliveryStreamDocument.Write(state)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public void Another_version_is_not_guessed_at() =>
        Should.Throw<InvariantException>(() => DeliveryStreamDocument.Read("""{"version":2}"""u8));
}
