using System.Text.Json;
using Hydrant.Api.Tests.Protocols;

namespace Hydrant.Api.Tests.Control;

public sealed class PolicyTests
{
    private const string Arn = ControlCase.Arn;
    private const string Good = $$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":["kinesis:PutRecord","kinesis:PutRecords"],"Resource":"{{{Arn}}}"}]}""";

    [Theory]
    [InlineData("no json", "Policy validation error: The policy is not a JSON document.")]
    [InlineData("[]", "Policy validation error: The policy is not a JSON object.")]
    [InlineData("{}", "Policy validation error: Missing required field Statement")]
    [InlineData("""{"Statement":[1]}""", "Policy validation error: A statement is not a JSON object.")]
    [InlineData("""{"Statement":[{"Effect":"Allow"}]}""", "Policy validation error: Missing required field Principal")]
    [InlineData("""{"Statement":[{"Principal":"*"}]}""", "Policy validation error: Missing required field Effect")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*"}}""", "Policy validation error: Missing required field Action")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"kinesis:PutRecord"}}""", "Policy validation error: Missing required field Resource")]
    [InlineData("""{"Statement":{"Effect":"Allow","NotPrincipal":"*","Action":"kinesis:PutRecord"}}""", "Policy validation error: Field NotPrincipal is not supported")]
    [InlineData("""{"Statement":{"Effect":"Maybe","Principal":"*","Action":"kinesis:PutRecord","Resource":"RR"}}""", "Policy validation error: Field Effect is neither Allow nor Deny")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":[1],"Resource":"RR"}}""", "Policy validation error: Field Action is neither a string nor a list of strings")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"kinesis:*","Resource":"RR"}}""", "Policy validation error: Resource policy cannot contain invalid actions")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"kinesis:PutRecord","Resource":"other"}}""", "The resource policy's resource must be the same as the resource ARN.")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":{"AWS":"*","Action":"x"},"Action":"s3:GetObject","Resource":"RR"}}""", "Policy validation error: Resource policy contains invalid statement at line 1, column 78: Action field includes AWS services that are inconsistent with specified vendor")]
    [InlineData("{\"Statement\":[\n{\"Effect\":\"Allow\",\"Principal\":{\"Action\":\"ü\"},\"Resource\":\"RR\",\n\"Action\":[\"kinesis:PutRecord\", \"s3:Get\"]}]}", "Policy validation error: Resource policy contains invalid statement at line 3, column 32: Action field includes AWS services that are inconsistent with specified vendor")]
    public async Task A_policy_that_cannot_be_is_refused(string policy, string message)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);

        await world.RefusedAsync("PutResourcePolicy", Put(policy.Replace("RR", Arn, StringComparison.Ordinal)), "InvalidArgumentException", message);
    }

    [Fact]
    public async Task A_policy_beyond_the_limit_is_refused()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);

        await world.RefusedAsync("PutResourcePolicy", Put(Good + new string(' ', 20_481 - Good.Length)), "InvalidArgumentException",
            "Policy validation error: The policy has 20481 characters; at most 20480 are kept.");
        await world.OkAsync("PutResourcePolicy", Put(Good + new string(' ', 20_480 - Good.Length)));
    }

    [Theory]
    [InlineData(Protocol.Json)]
    [InlineData(Protocol.Cbor)]
    public async Task A_policy_is_kept_as_it_was_put_until_it_is_deleted(Protocol protocol)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);
        (await GetAsync(world, protocol)).ShouldBe("{}");

        await world.OkAsync("PutResourcePolicy", Put(Good), protocol);
        var second = Good.Replace("Allow", "Deny", StringComparison.Ordinal) + "\n";
        await world.OkAsync("PutResourcePolicy", Put(second), protocol);
        await world.RestartAsync();
        (await GetAsync(world, protocol)).ShouldBe(second);

        await world.OkAsync("DeleteResourcePolicy", $$"""{"ResourceARN":"{{Arn}}"}""", protocol);
        (await GetAsync(world, protocol)).ShouldBe("{}");
    }

    private static string Put(string policy) => $$"""{"ResourceARN":"{{Arn}}","Policy":{{JsonSerializer.Serialize(policy)}}}""";

    private static async Task<string> GetAsync(ApiWorld world, Protocol protocol) =>
        (await world.OkAsync("GetResourcePolicy", $$"""{"ResourceARN":"{{Arn}}"}""", protocol))["Policy"]!.GetValue<string>();
}
