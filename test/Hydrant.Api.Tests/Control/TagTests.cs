using Hydrant.Api.Tests.Protocols;

namespace Hydrant.Api.Tests.Control;

public sealed class TagTests
{
    private const string Arn = ControlCase.Arn;

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
