using Hydrant.Core;
using Hydrant.Delivery.Partitioning;
using Hydrant.Delivery.Staging;
using NodaTime;

namespace Hydrant.Delivery.Tests.Partitioning;

public sealed class PrefixRulesTests
{
    private static readonly Instant Now = Instant.FromUtc(2018, 8, 27, 10, 30);

    [Theory]
    [InlineData(null, null, "2018/08/27/10/", "processing-failed/2018/08/27/10/")]
    [InlineData("", "", "2018/08/27/10/", "processing-failed/2018/08/27/10/")]
    [InlineData("legacy", null, "legacy2018/08/27/10/", "legacyprocessing-failed/2018/08/27/10/")]
    [InlineData("myFirehosePrefix/", null,
        "myFirehosePrefix/2018/08/27/10/", "myFirehosePrefix/processing-failed/2018/08/27/10/")]
    [InlineData(null, "failed/", "2018/08/27/10/", "failed/processing-failed/2018/08/27/10/")]
    [InlineData(null, "myFirehoseFailures/!{firehose:error-output-type}/",
        "2018/08/27/10/", "myFirehoseFailures/processing-failed/")]
    [InlineData("myPrefix/year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/",
        "err/year=!{timestamp:yyyy}/!{firehose:error-output-type}",
        "myPrefix/year=2018/month=08/day=27/hour=10/", "err/year=2018/processing-failed")]
    [InlineData("!{timestamp:'year='yyyy}/", "e/!{firehose:error-output-type}/", "year=2018/", "e/processing-failed/")]
    public void Prefixes_evaluate_as_published(string? prefix, string? errorPrefix, string expected, string expectedError)
    {
        var pair = PrefixRules.Build(prefix, errorPrefix, DateTimeZone.Utc, Now).Value;
        var ids = new RandomIdSource(seed: 1);

        pair.Prefix.Evaluate(Now.InUtc(), ids, Partition.None).ShouldBe(expected);
        pair.ErrorOutputPrefix.Evaluate(Now.InUtc(), ids, Partition.Failed("processing-failed")).ShouldBe(expectedError);
    }

    [Fact]
    public void A_prefix_with_a_random_string_alone_gets_no_date_behind_it()
    {
        var pair = PrefixRules.Build(
            "myFirehose/DeliveredYear=!{timestamp:yyyy}/anyMonth/rand=!{firehose:random-string}",
            "myFirehoseFailures/!{firehose:error-output-type}/!{timestamp:yyyy}/anyMonth/!{timestamp:dd}",
            DateTimeZone.Utc, Now).Value;
        var ids = new RandomIdSource(seed: 1);

        pair.Prefix.Evaluate(Now.InUtc(), ids, Partition.None)
            .ShouldMatch(@"\AmyFirehose/DeliveredYear=2018/anyMonth/rand=[0-9a-z]{11}\z");
        pair.ErrorOutputPrefix.Evaluate(Now.InUtc(), ids, Partition.Failed("processing-failed"))
            .ShouldBe("myFirehoseFailures/processing-failed/2018/anyMonth/27");
    }

    [Fact]
    public void Each_random_string_of_a_prefix_is_another_one()
    {
        var template = PrefixTemplate.Parse("!{firehose:random-string}/!{firehose:random-string}", "Prefix").Value;

        var parts = template.Evaluate(Now.InUtc(), new RandomIdSource(seed: 1), Partition.None).Split('/');

        parts.Length.ShouldBe(2);
        parts[0].ShouldNotBe(parts[1]);
    }

    [Theory]
    [InlineData("!{timestamp:yyyy/MM/dd}", null,
        "Ths supplied prefix(es) do not satisfy the following constraint: ErrorOutputPrefix cannot be null or empty when Prefix contains expressions")]
    [InlineData("a/!{firehose:error-output-type}/", "b/!{firehose:error-output-type}/",
        "Prefix must not contain any occurrence of !{firehose:error-output-type}")]
    [InlineData(null, "b/!{timestamp:yyyy}/",
        "ErrorOutputPrefix must contain at least one occurrence of !{firehose:error-output-type}")]
    [InlineData("!{timestamp:yyyy-ll}/", "e/!{firehose:error-output-type}/",
        "Invalid conversion character used in the value of the expression in Prefix")]
    [InlineData(null, "!{timestamp:T}/!{firehose:error-output-type}/",
        "Invalid conversion character used in the value of the expression in ErrorOutputPrefix")]
    [InlineData("a/!{other:thing}/", null, "Invalid expression !{other:thing} used in Prefix")]
    [InlineData("a/!{timestamp:yyyy", null, "Prefix has an expression that is not closed: !{timestamp:yyyy")]
    [InlineData("a/!{partitionKeyFromQuery:k}/", "e/!{firehose:error-output-type}/",
        "Dynamic Partitioning Namespaces can only be part of a prefix expression when Dynamic Partitioning is enabled.")]
    public void A_wrong_prefix_is_refused_with_its_reason(string? prefix, string? errorPrefix, string reason)
    {
        var built = PrefixRules.Build(prefix, errorPrefix, DateTimeZone.Utc, Now);

        built.Ok.ShouldBeFalse();
        built.Fault.ShouldBe(Fault.InvalidArgument(reason));
    }

    [Fact]
    public void An_evaluated_prefix_has_at_most_512_characters()
    {
        var atLimit = new string('p', 512 - "2018/08/27/10/".Length);

        PrefixRules.Build(atLimit, "e/", DateTimeZone.Utc, Now).Ok.ShouldBeTrue();
        PrefixRules.Build(atLimit + "p", "e/", DateTimeZone.Utc, Now).Fault.Message
            .ShouldBe("Length of evaluated prefix cannot be greater than 512");
        PrefixRules.Build("p/", new string('e', 512), DateTimeZone.Utc, Now).Fault.Message
            .ShouldBe("Length of evaluated ErrorOutputPrefix cannot be greater than 512");
    }

    [Fact]
    public void A_zone_is_an_IANA_name_and_nothing_means_UTC()
    {
        CustomTimeZone.Find("").Value.ShouldBe(DateTimeZone.Utc);
        CustomTimeZone.Find("Europe/Berlin").Value.Id.ShouldBe("Europe/Berlin");
        CustomTimeZone.Find("Mars/Olympus").Ok.ShouldBeFalse();
    }

    [Fact]
    public void An_object_name_says_stream_version_time_and_identifier()
    {
        var id = new Guid("01234567-89ab-4def-8123-456789abcdef");
        var berlin = Now.InZone(DateTimeZoneProviders.Tzdb["Europe/Berlin"]);

        var name = ObjectName.Of("clicks", 3, berlin, id, ".gz");

        name.ShouldBe("clicks-3-2018-08-27-12-30-00-01234567-89ab-4def-8123-456789abcdef.gz");
        ObjectName.IdOf("some/prefix/" + name, ".gz").ShouldBe(id);
    }
}
