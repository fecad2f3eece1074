using System.Text;
using System.Text.Json;
using Hydrant.Api.Faults;

namespace Hydrant.Api.Tests.Faults;

public sealed class FaultPlanJsonTests
{
    [Fact]
    public void Rules_are_read_as_the_page_has_them()
    {
        var plan = Read(
            """
            {"seed": 7, "rules": [
              {"service": "kinesis", "operation": "PutRecords", "stream": "orders", "throttle": 0.01, "internalError": 0.02,
               "partialFailure": 0.05, "partialError": "InternalFailure", "latencyMs": 200, "latencyRate": 0.1},
              {}]}
            """,
            out var mistakes);

        mistakes.ShouldBeEmpty();
        plan.Seed.ShouldBe(7);
        plan.Rules.ShouldBe(
        [
            new FaultRule
            {
                Service = "kinesis", Operation = "PutRecords", Stream = "orders", Throttle = 0.01, InternalError = 0.02,
                PartialFailure = 0.05, PartialIsInternal = true, Latency = TimeSpan.FromMilliseconds(200), LatencyRate = 0.1,
            },
            new FaultRule(),
        ]);
    }

    [Theory]
    [InlineData("{", "This is no JSON: ")]
    [InlineData("[]", "The rules must be an object with seed and rules.")]
    [InlineData("""{"seeds":1}""", "'seeds' is not known, or not of its type.")]
    [InlineData("""{"seed":"1"}""", "'seed' is not known, or not of its type.")]
    [InlineData("""{"rules":{}}""", "'rules' is not known, or not of its type.")]
    [InlineData("""{"rules":[1]}""", "rules[0]: A rule must be an object.")]
    [InlineData("""{"rules":[{},{"throtle":1}]}""", "rules[1]: 'throtle' is not known, or not of its type.")]
    [InlineData("""{"rules":[{"throttle":"1"}]}""", "rules[0]: 'throttle' is not known, or not of its type.")]
    [InlineData("""{"rules":[{"throttle":1.1}]}""", "rules[0]: throttle must be from 0 to 1, not 1.1.")]
    [InlineData("""{"rules":[{"internalError":-1}]}""", "rules[0]: internalError must be from 0 to 1, not -1.")]
    [InlineData("""{"rules":[{"partialError":"Other"}]}""", "rules[0]: 'partialError' is not known, or not of its type.")]
    [InlineData("""{"rules":[{"partialFailure":1,"operation":"PutRecord"}]}""", "rules[0]: partialFailure is for PutRecords of kinesis.")]
    [InlineData("""{"rules":[{"latencyMs":1e300}]}""", "rules[0]: latencyMs must be from 0 to 60000, not 60001.")]
    [InlineData("""{"rules":[{"latencyMs":-5}]}""", "rules[0]: latencyMs must be from 0 to 60000, not -1.")]
    [InlineData("""{"rules":[{"service":"s3"}]}""", "rules[0]: service must be kinesis or firehose, not 's3'.")]
    [InlineData("""{"rules":[{"operation":"*"}]}""", "rules[0]: operation must be the name of one; leave it out for all.")]
    public void A_mistake_is_told_with_its_place(string json, string mistake)
    {
        Read(json, out var mistakes);

        mistakes.ShouldHaveSingleItem().ShouldStartWith(mistake);
    }

    [Fact]
    public void There_are_a_hundred_rules_at_most()
    {
        Read($$"""{"rules":[{{string.Join(',', Enumerable.Repeat("{}", 101))}}]}""", out var mistakes);

        mistakes.ShouldBe(["There may be 100 rules, not 101."]);
    }

    [Fact]
    public async Task What_is_shown_can_be_sent_back()
    {
        await using var world = await ApiWorld.OpenAsync();
        var plan = new FaultPlan(3, [new FaultRule { Stream = "s", Throttle = 0.5, PartialIsInternal = true }, new FaultRule { Latency = TimeSpan.FromSeconds(1) }]);
        world.Faults.Set(plan);

        var again = Read(Shown(world.Faults), out var mistakes);

        mistakes.ShouldBeEmpty();
        (again.Seed, again.Rules[0], again.Rules[1]).ShouldBe((plan.Seed, plan.Rules[0], plan.Rules[1]));
    }

    [Fact]
    public async Task What_a_rule_has_done_is_shown()
    {
        await using var world = await ApiWorld.OpenAsync();
        world.Faults.Set(new FaultPlan(3, [new FaultRule { Operation = "ListStreams", Throttle = 1 }, new FaultRule { InternalError = 1 }]));
        for (var i = 0; i < 3; i++) await world.CallAsync("ListStreams", "{}");
        await world.CallAsync("DescribeStream", """{"StreamName":"s"}""");

        Shown(world.Faults).ShouldEndWith(
            """applied":[{"calls":3,"delayed":0,"throttled":3,"failed":0,"records":0},{"calls":1,"delayed":0,"throttled":0,"failed":1,"records":0}]}""");
    }

    private static string Shown(FaultFilter faults)
    {
        var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            faults.Write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static FaultPlan Read(string json, out List<string> mistakes)
    {
        mistakes = [];
        return FaultPlanJson.Read(Encoding.UTF8.GetBytes(json), mistakes);
    }
}
