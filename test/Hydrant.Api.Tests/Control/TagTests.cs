using Hydrant.Api.Tests.Protocols;

namespace Hydrant.Api.Tests.Control;

public sealed class TagTests
{
    private const string Arn = ControlCase.Arn;
    private const string Consumer = $"{Arn}/consumer/c:1700000000";
    private const string InvalidTags = "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.";
    private const string Illegal = $"tags to stream there under account {ControlCase.Account} because some tags contained illegal characters. The allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.";
    private const string IllegalRemoval = $"tags from stream there under account {ControlCase.Account} because some tags contained illegal characters. The allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.";

    [Theory]
    [InlineData("AddTagsToStream", """{"StreamName":"no","Tags":{"a%":"b"}}""", "ResourceNotFoundException", $"Stream no under account {ControlCase.Account} not found.")]
    [InlineData("AddTagsToStream", """{"Tags":{"a":"b"}}""", "InvalidArgumentException", "StreamName or StreamARN must be specified.")]
    [InlineData("AddTagsToStream", """{"StreamName":"there"}""", "ValidationException", "1 validation error detected: Value null at 'tags' failed to satisfy constraint: Member must not be null")]
    [InlineData("AddTagsToStream", """{"StreamName":"there","Tags":{}}""", "ValidationException", "1 validation error detected: Value '{}' at 'tags' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("AddTagsToStream", """{"StreamName":"there","Tags":{"":"b"}}""", "ValidationException", "1 validation error detected: Value '{=b}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]")]
    [InlineData("AddTagsToStream", """{"StreamName":"there","Tags":{"a;":"b"}}""", "InvalidArgumentException", InvalidTags)]
    [InlineData("AddTagsToStream", """{"StreamName":"there","Tags":{"a":"b\t"}}""", "InvalidArgumentException", InvalidTags)]
    [InlineData("AddTagsToStream", """{"StreamName":"there","Tags":{"a":"100%"}}""", "InvalidArgumentException", $"Failed to add {Illegal}")]
    [InlineData("AddTagsToStream", """{"StreamName":"there","Tags":{"aws:a":"b"}}""", "InvalidArgumentException", "Tag key 'aws:a' begins with aws:, which is reserved for the service.")]
    [InlineData("RemoveTagsFromStream", """{"StreamName":"no","TagKeys":["a%"]}""", "ResourceNotFoundException", $"Stream no under account {ControlCase.Account} not found.")]
    [InlineData("RemoveTagsFromStream", """{"StreamName":"there","TagKeys":["a;"]}""", "InvalidArgumentException", InvalidTags)]
    [InlineData("RemoveTagsFromStream", """{"StreamName":"there","TagKeys":["100%"]}""", "InvalidArgumentException", $"Failed to remove {IllegalRemoval}")]
    [InlineData("RemoveTagsFromStream", """{"StreamName":"there","TagKeys":[]}""", "ValidationException", "1 validation error detected: Value '[]' at 'tagKeys' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("RemoveTagsFromStream", """{"StreamName":"there","TagKeys":[""]}""", "ValidationException", "1 validation error detected: Value '' at 'tagKeys.1.member' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("ListTagsForStream", """{"StreamName":"no"}""", "ResourceNotFoundException", $"Stream no under account {ControlCase.Account} not found.")]
    [InlineData("ListTagsForStream", """{"StreamName":"there","Limit":51}""", "ValidationException", "1 validation error detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50")]
    [InlineData("TagResource", """{"ResourceARN":"x","Tags":{"a":"b"}}""", "ValidationException", @"1 validation error detected: Value 'x' at 'resourceARN' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:aws.*:kinesis:.*:\d{12}:.*stream/\S+")]
    [InlineData("TagResource", $$$"""{"ResourceARN":"{{{Arn}}}","Tags":{"a":"100%"}}""", "InvalidArgumentException", $"Failed to add {Illegal}")]
    [InlineData("TagResource", $$$"""{"ResourceARN":"{{{Arn}}}x","Tags":{"a":"b"}}""", "ResourceNotFoundException", $"Stream therex under account {ControlCase.Account} not found.")]
    [InlineData("TagResource", $$$"""{"ResourceARN":"{{{Consumer}}}","Tags":{"a":"b"}}""", "ResourceNotFoundException", $"Consumer {Consumer}, account {ControlCase.Account} not found.")]
    [InlineData("UntagResource", $$$"""{"ResourceARN":"{{{Arn}}}","TagKeys":["100%"]}""", "InvalidArgumentException", $"Failed to remove {IllegalRemoval}")]
    [InlineData("UntagResource", $$$"""{"ResourceARN":"{{{Arn}}}"}""", "ValidationException", "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null")]
    [InlineData("ListTagsForResource", "{}", "ValidationException", "1 validation error detected: Value null at 'resourceARN' failed to satisfy constraint: Member must not be null")]
    [InlineData("ListTagsForResource", $$$"""{"ResourceARN":"{{{Consumer}}}"}""", "ResourceNotFoundException", $"Consumer {Consumer}, account {ControlCase.Account} not found.")]
    public async Task A_wrong_request_is_refused_in_the_words_of_the_service(string operation, string request, string type, string message)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);

        await world.RefusedAsync(operation, request, type, message);
    }

    [Fact]
    public async Task A_stream_has_at_most_50_tags()
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.CreateAsync("there", 1);
        await world.OkAsync("AddTagsToStream", $$"""{"StreamName":"there","Tags":{{Tags(50)}}}""");
        await world.OkAsync("AddTagsToStream", """{"StreamName":"there","Tags":{"key07":"other"}}""");

        await world.RefusedAsync("AddTagsToStream", """{"StreamName":"there","Tags":{"more":"x"}}""", "InvalidArgumentException",
            $"Failed to add tags to stream there under account {ControlCase.Account} because a given stream cannot have more than 50 tags associated with it.");
        await world.RefusedAsync("CreateStream", $$"""{"StreamName":"other","ShardCount":1,"Tags":{{Tags(51)}}}""", "InvalidArgumentException",
            $"Failed to add tags to stream other under account {ControlCase.Account} because a given stream cannot have more than 50 tags associated with it.");
    }

    [Theory]
    [InlineData(Protocol.Json)]
    [InlineData(Protocol.Cbor)]
    public async Task Tags_of_both_kinds_are_the_same_and_survive_a_restart(Protocol protocol)
    {
        await using var world = await ApiWorld.OpenAsync();
        await world.OkAsync("CreateStream", """{"StreamName":"there","ShardCount":1,"Tags":{"team":"lake"}}""", protocol);
        await world.OkAsync("AddTagsToStream", """{"StreamName":"there","Tags":{"team":"sea","größe":"a b"}}""", protocol);
        await world.OkAsync("TagResource", $$$"""{"ResourceARN":"{{{Arn}}}","Tags":{"Zone":"1","gone":""}}""", protocol);
        await world.OkAsync("UntagResource", $$"""{"ResourceARN":"{{Arn}}","TagKeys":["gone","never"]}""", protocol);
        await world.OkAsync("AddTagsToStream", """{"StreamName":"there","Tags":{"b":"c"}}""", protocol);
        await world.OkAsync("RemoveTagsFromStream", $$"""{"StreamARN":"{{Arn}}","TagKeys":["b"]}""", protocol);

        await world.RestartAsync();

        (await world.OkAsync("ListTagsForStream", """{"StreamName":"there"}""", protocol)).ToJsonString(Readable).ShouldBe(
            """{"Tags":[{"Key":"Zone","Value":"1"},{"Key":"größe","Value":"a b"},{"Key":"team","Value":"sea"}],"HasMoreTags":false}""");
        (await world.OkAsync("ListTagsForStream", """{"StreamName":"there","Limit":1,"ExclusiveStartTagKey":"Zone"}""", protocol)).ToJsonString(Readable)
            .ShouldBe("""{"Tags":[{"Key":"größe","Value":"a b"}],"HasMoreTags":true}""");
        (await world.OkAsync("ListTagsForResource", $$"""{"ResourceARN":"{{Arn}}"}""", protocol)).ToJsonString(Readable).ShouldBe(
            """{"Tags":[{"Key":"Zone","Value":"1"},{"Key":"größe","Value":"a b"},{"Key":"team","Value":"sea"}]}""");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Tags(int count) =>
        "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"key{i:00}\":\"v\"")) + "}";
}
