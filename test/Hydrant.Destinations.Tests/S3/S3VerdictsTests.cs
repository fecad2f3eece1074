using Hydrant.Delivery.Delivering;
using Hydrant.Destinations.S3;
using Hydrant.Storage;

namespace Hydrant.Destinations.Tests.S3;

public sealed class S3VerdictsTests
{
    [Theory]
    [InlineData(StorageFaultKind.Unavailable, DeliveryVerdictKind.RetryLater)]
    [InlineData(StorageFaultKind.Full, DeliveryVerdictKind.RetryLater)]
    [InlineData(StorageFaultKind.NotFound, DeliveryVerdictKind.Missing)]
    [InlineData(StorageFaultKind.Fenced, DeliveryVerdictKind.Reject)]
    [InlineData(StorageFaultKind.Corrupt, DeliveryVerdictKind.Reject)]
    [InlineData(StorageFaultKind.Closed, DeliveryVerdictKind.Reject)]
    [InlineData(StorageFaultKind.Sealed, DeliveryVerdictKind.Reject)]
    public void A_failure_means_one_thing(StorageFaultKind kind, DeliveryVerdictKind expected) =>
        S3Verdicts.Of(kind, "why").ShouldBe(new DeliveryVerdict(expected, "why"));

    [Fact]
    public void Every_kind_of_failure_has_its_verdict()
    {
        foreach (var kind in Enum.GetValues<StorageFaultKind>()) S3Verdicts.Of(kind, "why").Reason.ShouldBe("why");
    }
}
