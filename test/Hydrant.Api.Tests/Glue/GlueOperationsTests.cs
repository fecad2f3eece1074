using System.Text.Json.Nodes;

namespace Hydrant.Api.Tests.Glue;

public sealed class GlueOperationsTests
{
    private const string Table =
        """{"DatabaseName":"lake","TableInput":{"Name":"Clicks","StorageDescriptor":{"Columns":[{"Name":"id","Type":"int"}]}}}""";

    [Fact]
    public async Task What_has_nothing_to_say_answers_an_empty_object()
    {
        await using var world = await GlueWorld.StartAsync();

        (await world.AskAsync("CreateDatabase", """{"DatabaseInput":{"Name":"lake"}}""")).ToJsonString().ShouldBe("{}");
        (await world.AskAsync("CreateTable", Table)).ToJsonString().ShouldBe("{}");
        (await world.AskAsync("DeleteDatabase", """{"Name":"lake"}""")).ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public async Task A_table_is_told_with_what_the_server_knows_of_it()
    {
        await using var world = await WithTableAsync();

        var table = (await world.AskAsync("GetTable", """{"DatabaseName":"lake","Name":"CLICKS"}"""))["Table"]!;

        table.AsObject().Select(member => member.Key).ShouldBe(
        [
            "Name", "StorageDescriptor", "DatabaseName", "CreateTime", "UpdateTime", "CreatedBy",
            "IsRegisteredWithLakeFormation", "CatalogId", "VersionId",
        ]);
        table["CreatedBy"]!.GetValue<string>().ShouldBe("arn:aws:iam::111122223333:root");
        table["StorageDescriptor"]!.ToJsonString().ShouldBe("""{"Columns":[{"Name":"id","Type":"int"}]}""");
    }

    [Fact]
    public async Task The_latest_version_is_told_when_none_is_named()
    {
        await using var world = await WithTableAsync();
        await world.AskAsync("UpdateTable", Table);

        var version = (await world.AskAsync("GetTableVersion", """{"DatabaseName":"lake","TableName":"clicks"}"""))["TableVersion"]!;

        version["VersionId"]!.GetValue<string>().ShouldBe("1");
        version["Table"]!["VersionId"]!.GetValue<string>().ShouldBe("1");
    }

    [Fact]
    public async Task Pages_go_on_where_the_one_before_ended_whatever_was_deleted()
    {
        await using var world = await WithTableAsync();
        for (var i = 0; i < 3; i++) await world.AskAsync("UpdateTable", Table);
        const string all = "\"DatabaseName\":\"lake\",\"TableName\":\"clicks\",\"MaxResults\":2";

        var first = await world.AskAsync("GetTableVersions", $$"""{{{all}}}""");
        await world.AskAsync("DeleteTableVersion", """{"DatabaseName":"lake","TableName":"clicks","VersionId":"2"}""");
        var second = await world.AskAsync("GetTableVersions", $$"""{{{all}},"NextToken":"{{first["NextToken"]}}"}""");

        Ids(first).ShouldBe(["3", "2"]);
        Ids(second).ShouldBe(["1", "0"]);
        second["NextToken"].ShouldBeNull();
    }

    public static TheoryData<string, string, string, string> Refused => new()
    {
        { "GetTable", """{"DatabaseName":"lake","Name":"no"}""", "EntityNotFoundException", "Entity Not Found" },
        { "GetTable", """{"DatabaseName":"no","Name":"no"}""", "EntityNotFoundException", "Database no not found." },
        { "CreateTable", Table, "AlreadyExistsException", "Table already exists." },
        { "GetTableVersion", """{"DatabaseName":"lake","TableName":"clicks","VersionId":"x"}""", "InvalidInputException", "\"x\" is not an integer." },
        {
            "DeleteTableVersion", """{"DatabaseName":"lake","TableName":"clicks","VersionId":"0"}""", "InvalidInputException",
            "Cannot delete the latest version of a table."
        },
        { "GetTables", """{"DatabaseName":"lake","Expression":"("}""", "InvalidInputException", "Invalid expression: (" },
        {
            "GetDatabase", "{}", "ValidationException",
            "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"
        },
        {
            "CreateDatabase", """{"DatabaseInput":{"Name":"x"},"Tags":{"a":"b"}}""", "InvalidInputException",
            "Tags is not supported by this server."
        },
        {
            "CreateSchema", """{"SchemaName":"s","DataFormat":"PROTOBUF"}""", "InvalidInputException",
            "DataFormat PROTOBUF is not supported by this server."
        },
        {
            "CreateSchema", """{"SchemaName":"s","DataFormat":"AVRO","RegistryId":{"RegistryName":"no"}}""", "EntityNotFoundException",
            "Registry is not found. RegistryName: no, RegistryArn: null"
        },
        {
            "GetSchema", """{"SchemaId":{"SchemaName":"no"}}""", "EntityNotFoundException",
            "Schema is not found. RegistryName: default-registry, SchemaName: no, SchemaArn: null"
        },
        {
            "GetSchemaVersion", """{"SchemaId":{"SchemaName":"no"}}""", "InvalidInputException",
            "One of version number (or) latest version is required."
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_call_is_refused_in_the_words_of_the_service(string operation, string body, string type, string message)
    {
        await using var world = await WithTableAsync();

        var (status, answer) = await world.CallAsync(operation, body);

        status.ShouldBe(400);
        answer["__type"]!.GetValue<string>().ShouldBe(type);
        answer["message"]!.GetValue<string>().ShouldBe(message);
    }

    private static IEnumerable<string> Ids(JsonNode page) =>
        page["TableVersions"]!.AsArray().Select(version => version!["VersionId"]!.GetValue<string>());

    private static async Task<GlueWorld> WithTableAsync()
    {
        var world = await GlueWorld.StartAsync();
        await world.AskAsync("CreateDatabase", """{"DatabaseInput":{"Name":"lake"}}""");
        await world.AskAsync("CreateTable", Table);
        return world;
    }
}
