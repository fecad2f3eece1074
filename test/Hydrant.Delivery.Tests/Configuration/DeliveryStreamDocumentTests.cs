using System.Text;
using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Tests.World;
using Hydrant.Testing.Files;

namespace Hydrant.Delivery.Tests.Configuration;

public sealed class DeliveryStreamDocumentTests
{
    [Fact]
    public void Version_1_is_read_and_becomes_version_2()
    {
        var state = DeliveryStreamDocument.Read(Golden.Read("delivery-stream", "v1.json"));

        state.Arn.ToString().ShouldBe("arn:aws:firehose:us-east-1:000000000000:deliverystream/clicks");
        (state.Log, state.Status, state.VersionId).ShouldBe((7u, DeliveryStreamStatus.Active, 1));
        state.Spec.KinesisSource!.StartedAtMs.ShouldBe(1_772_366_405_000);
        state.Spec.Tags["team"].ShouldBe("web");
        state.Spec.Encryption.ShouldBe(DeliveryEncryption.Off);
        state.EncryptionChangesMs.ShouldBeEmpty();
        var anew = Encoding.UTF8.GetString(DeliveryStreamDocument.Write(state));
        anew.ShouldBe(Encoding.UTF8.GetString(Golden.Read("delivery-stream", "v1.json")).Replace("\"version\":1,\"name", "\"version\":2,\"name"));
        (state.UpdatedAtMs, state.Earlier.Count).ShouldBe((null, 0));
    }

    [Fact]
    public void Version_2_is_read_and_written_to_the_byte()
    {
        var golden = Golden.Read("delivery-stream", "v2.json");

        var state = DeliveryStreamDocument.Read(golden);

        (state.Log, state.Spec.ThroughputHintMiB).ShouldBe((8u, 5));
        state.Spec.Encryption.ShouldBe(new DeliveryEncryption(
            DeliveryEncryptionStatus.Enabling, "arn:aws:kms:us-east-1:000000000000:key/k", IsApplied: true));
        state.EncryptionChangesMs.ShouldBe([1_772_366_410_000, 1_772_366_420_000]);
        (state.VersionId, state.UpdatedAtMs).ShouldBe((3, 1_772_370_000_000));
        state.Earlier[2].Kind.ShouldBe("S3");
        Encoding.UTF8.GetString(DeliveryStreamDocument.Write(state)).ShouldBe(Encoding.UTF8.GetString(golden));
    }

    [Fact]
    public void Another_version_is_not_guessed_at() =>
        Should.Throw<InvariantException>(() => DeliveryStreamDocument.Read("""{"version":3}"""u8));
}
