using Hydrant.Core;
using Hydrant.Tables.Model;
using Hydrant.Tables.Registry;

namespace Hydrant.Tables.Tests.Registry;

public sealed class SchemaRegistryTests
{
    private const string First = """{"type":"record","name":"r","fields":[{"name":"a","type":"int"}]}""";
    private const string Longer = """{"type":"record","name":"r","fields":[{"name":"a","type":"long"}]}""";
    private const string Demanding = """{"type":"record","name":"r","fields":[{"name":"a","type":"int"},{"name":"b","type":"int"}]}""";
    private const string Text = """{"type":"record","name":"r","fields":[{"name":"a","type":"string"}]}""";

    private static readonly SchemaKey Key = new(SchemaKey.DefaultRegistry, "s");

    [Theory]
    [InlineData("NONE", Text, true)]
    [InlineData("BACKWARD", Longer, true)]
    [InlineData("BACKWARD", Demanding, false)]
    [InlineData("FORWARD", Longer, false)]
    [InlineData("FORWARD", Demanding, true)]
    [InlineData("FULL", Longer, false)]
    [InlineData("FULL_ALL", First, true)]
    public async Task A_version_that_breaks_the_promise_is_a_failure(string mode, string next, bool fits)
    {
        await using var world = await CatalogWorld.OpenAsync();
        await MakeAsync(world, mode);

        var version = (await world.Catalog.Schemas.RegisterAsync(CatalogWorld.Here, Key, next, default)).Value;

        version.Status.ShouldBe(fits ? "AVAILABLE" : "FAILURE");
        var latest = await world.Catalog.Schemas.FindVersionAsync(CatalogWorld.Here, Key, null, default);
        latest.Value.Entry.Number.ShouldBe(fits && next != First ? 2 : 1);
    }

    [Fact]
    public async Task Only_the_modes_of_all_look_further_back_than_one_and_not_beyond_the_checkpoint()
    {
        const string bare = """{"type":"record","name":"r","fields":[]}""";
        await using var world = await CatalogWorld.OpenAsync();
        await MakeAsync(world, "BACKWARD_ALL");
        (await RegisterAsync(world, bare)).IsAvailable.ShouldBeTrue();
        const string text = """{"type":"record","name":"r","fields":[{"name":"a","type":"string","default":""}]}""";

        (await RegisterAsync(world, text)).IsAvailable.ShouldBeFalse();
        (await world.Catalog.Schemas.UpdateAsync(CatalogWorld.Here, Key, 2, null, null, default)).Value.Checkpoint.ShouldBe(2);
        const string again = """{"type":"record","name":"r","fields":[{"name":"a","type":"string","default":"x"}]}""";
        (await RegisterAsync(world, again)).IsAvailable.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_definition_is_the_same_version_however_it_is_spelled()
    {
        await using var world = await CatalogWorld.OpenAsync();
        await MakeAsync(world, "DISABLED");
        var spaced = First.Replace(":", " : ", StringComparison.Ordinal);

        (await RegisterAsync(world, spaced)).Number.ShouldBe(1);
        (await world.Catalog.Schemas.FindByDefinitionAsync(CatalogWorld.Here, Key, spaced, default)).Value.Entry.Number.ShouldBe(1);
        var other = await world.Catalog.Schemas.RegisterAsync(CatalogWorld.Here, Key, Longer, default);
        other.Fault.Message.ShouldStartWith("Compatibility DISABLED does not allow versioning.");
    }

    [Fact]
    public async Task Versions_are_found_by_id_number_and_as_the_latest_also_after_a_start()
    {
        await using var world = await CatalogWorld.OpenAsync();
        await MakeAsync(world, "BACKWARD");
        var second = await RegisterAsync(world, Longer);
        await world.ReopenAsync();
        var schemas = world.Catalog.Schemas;

        (await schemas.FindVersionAsync(CatalogWorld.Here, second.Id, default)).Value.Definition.ShouldBe(Longer);
        (await schemas.FindVersionAsync(CatalogWorld.Here, Key, 1, default)).Value.Definition.ShouldBe(First);
        (await schemas.FindVersionAsync(CatalogWorld.Here, Key, null, default)).Value.Entry.ShouldBe(second);
        (await schemas.FindVersionAsync(CatalogWorld.Here, Key, 3, default)).Fault.Message.ShouldEndWith("VersionNumber: 3, isLatestVersion: false");
        (await schemas.FindVersionAsync(CatalogWorld.Here, Guid.Empty.ToString(), default)).Fault.Kind.ShouldBe(FaultKind.NotFound);
    }

    [Fact]
    public async Task Versions_are_deleted_but_for_the_checkpoint_and_their_numbers_are_not_given_again()
    {
        await using var world = await CatalogWorld.OpenAsync();
        await MakeAsync(world, "NONE");
        await RegisterAsync(world, Longer);
        var schemas = world.Catalog.Schemas;

        (await schemas.DeleteVersionsAsync(CatalogWorld.Here, Key, 1, 2, default)).Fault.Kind.ShouldBe(FaultKind.InvalidArgument);
        (await schemas.DeleteVersionsAsync(CatalogWorld.Here, Key, 2, 3, default)).Value.ShouldHaveSingleItem().Number.ShouldBe(3);
        (await RegisterAsync(world, Longer)).Number.ShouldBe(3);
    }

    [Fact]
    public async Task A_registry_takes_its_schemas_along()
    {
        await using var world = await CatalogWorld.OpenAsync();
        await MakeAsync(world, "NONE");

        (await world.Catalog.Registries.DeleteAsync(CatalogWorld.Here, SchemaKey.DefaultRegistry, default)).Ok.ShouldBeTrue();

        (await world.Store.ListAsync("schemas/", default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_table_that_refers_to_a_schema_has_its_columns()
    {
        await using var world = await CatalogWorld.OpenAsync();
        await MakeAsync(world, "BACKWARD");
        await world.MakeDatabaseAsync("lake");
        var table = CatalogWorld.Table("t");
        table.StorageDescriptor!.SchemaReference = new SchemaReference { SchemaId = new SchemaId { SchemaName = "s" } };
        (await world.Catalog.Tables.CreateAsync(CatalogWorld.Here, "lake", table, "tests", default)).ShouldBeNull();

        (await ColumnsAsync(world)).ShouldBe([new("a", "int")]);
        await RegisterAsync(world, Longer);
        (await ColumnsAsync(world)).ShouldBe([new("a", "bigint")]);
    }

    [Fact]
    public void A_schema_is_named_in_one_way_only()
    {
        SchemaKey.Of(null).Ok.ShouldBeFalse();
        SchemaKey.Of(new SchemaId { RegistryName = "r" }).Ok.ShouldBeFalse();
        SchemaKey.Of(new SchemaId { SchemaName = "s", SchemaArn = "a" }).Ok.ShouldBeFalse();
        var key = new SchemaKey("r", "s");
        SchemaKey.Of(new SchemaId { SchemaArn = key.ArnIn(CatalogWorld.Here) }).Value.ShouldBe(key);
    }

    private static async Task MakeAsync(CatalogWorld world, string mode)
    {
        var made = new NewSchema(Key, SchemaFormats.Avro, mode) { Definition = First };
        (await world.Catalog.Schemas.CreateAsync(CatalogWorld.Here, made, default)).Ok.ShouldBeTrue();
    }

    private static async Task<SchemaVersionEntry> RegisterAsync(CatalogWorld world, string definition) =>
        (await world.Catalog.Schemas.RegisterAsync(CatalogWorld.Here, Key, definition, default)).Value;

    private static async Task<IEnumerable<TableColumn>> ColumnsAsync(CatalogWorld world) =>
        (await world.Catalog.Tables.GetAsync(CatalogWorld.Here, "lake", "t", "LATEST", default)).Value.Columns;
}
