using Hydrant.Core;
using Hydrant.Tables.Model;

namespace Hydrant.Tables.Tests;

public sealed class TableCatalogTests
{
    [Fact]
    public async Task A_table_is_defined_by_its_columns_its_keys_and_its_serde()
    {
        await using var world = await CatalogWorld.OpenAsync();
        await world.MakeDatabaseAsync("Lake");
        (await world.MakeTableAsync("lake", "Clicks", "id bigint", "tags array<string>")).ShouldBeNull();
        await world.ReopenAsync();

        var table = (await world.Catalog.Tables.GetAsync(CatalogWorld.Here, "LAKE", "CLICKS", "LATEST", default)).Value;

        (table.Database, table.Name, table.VersionId).ShouldBe(("lake", "clicks", "0"));
        table.Columns.ShouldBe([new("id", "bigint"), new("tags", "array<string>")]);
        table.PartitionKeys.ShouldBe([new("day", "string")]);
        table.SerializationLibrary.ShouldBe("serde");
        table.SerdeParameters["paths"].ShouldBe("a");
    }

    [Fact]
    public async Task Every_update_is_a_version_and_the_ones_before_are_kept()
    {
        await using var world = await CatalogWorld.OpenAsync();
        await world.MakeDatabaseAsync("lake");
        await world.MakeTableAsync("lake", "t", "a int");
        await UpdateAsync(world, CatalogWorld.Table("t", "a int", "b int"));
        await UpdateAsync(world, CatalogWorld.Table("t", "a int", "b int", "c int"), archive: false);
        await UpdateAsync(world, CatalogWorld.Table("t", "a int", "b int", "c int", "d int"));
        await world.ReopenAsync();

        var versions = (await world.Catalog.Tables.ListVersionsAsync(CatalogWorld.Here, "lake", "t", default)).Value;
        versions.Select(version => version.VersionId).ShouldBe(["3", "2", "0"]);
        (await GetAsync(world, "0")).Value.Columns.Length.ShouldBe(1);
        (await GetAsync(world, "2")).Value.Columns.Length.ShouldBe(3);
        (await GetAsync(world, "LATEST")).Value.Columns.Length.ShouldBe(4);
        (await GetAsync(world, "1")).Fault.Message.ShouldBe("Version not found.");
        (await GetAsync(world, "x")).Fault.Kind.ShouldBe(FaultKind.InvalidArgument);
    }

    [Fact]
    public async Task An_update_that_builds_on_an_older_version_is_refused()
    {
        await using var world = await CatalogWorld.OpenAsync();
        await world.MakeDatabaseAsync("lake");
        await world.MakeTableAsync("lake", "t", "a int");
        await UpdateAsync(world, CatalogWorld.Table("t"));

        var fault = await world.Catalog.Tables.UpdateAsync(
            CatalogWorld.Here, "lake", CatalogWorld.Table("t"), "0", archive: true, default);

        fault.ShouldBe(Fault.Conflict("Update table failed due to concurrent modifications."));
    }

    [Fact]
    public async Task Updates_at_once_all_count()
    {
        await using var world = await CatalogWorld.OpenAsync();
        await world.MakeDatabaseAsync("lake");
        await world.MakeTableAsync("lake", "t", "a int");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => UpdateAsync(world, CatalogWorld.Table("t", $"a{i} int"))));

        var versions = (await world.Catalog.Tables.ListVersionsAsync(CatalogWorld.Here, "lake", "t", default)).Value;
        versions.Select(version => version.Version).ShouldBe(Enumerable.Range(0, 21).Reverse().Select(n => (long)n));
    }

    [Fact]
    public async Task What_is_not_there_is_said_in_the_order_of_its_parts()
    {
        await using var world = await CatalogWorld.OpenAsync();

        (await world.Catalog.Databases.FindAsync(CatalogWorld.Here, "x", default)).Fault.ShouldBe(Fault.NotFound("Database x not found."));
        (await world.MakeTableAsync("x", "t")).ShouldBe(Fault.NotFound("Database x not found."));
        (await GetAsync(world, "LATEST")).Fault.ShouldBe(Fault.NotFound("Database lake not found."));
        await world.MakeDatabaseAsync("lake");
        (await GetAsync(world, "LATEST")).Fault.ShouldBe(Fault.NotFound("Entity Not Found"));
        (await world.Catalog.Tables.DeleteAsync(CatalogWorld.Here, "lake", "t", default)).ShouldBe(Fault.NotFound("Table t not found."));
        await world.MakeTableAsync("lake", "t");
        (await world.MakeTableAsync("lake", "T")).ShouldBe(Fault.InUse("Table already exists."));
        (await world.MakeDatabaseAsync("LAKE")).ShouldBe(Fault.InUse("Database already exists."));
        (await world.Catalog.Tables.GetAsync(CatalogWorld.Here with { Region = "us-east-1" }, "lake", "t", "LATEST", default)).Ok.ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_takes_its_tables_along_and_so_does_the_next_start_after_a_stop()
    {
        await using var world = await CatalogWorld.OpenAsync();
        foreach (var database in (string[])["gone", "cut"])
        {
            await world.MakeDatabaseAsync(database);
            await world.MakeTableAsync(database, "t/1", "a int");
            await world.Catalog.Tables.UpdateAsync(CatalogWorld.Here, database, CatalogWorld.Table("t/1"), null, true, default);
        }

        (await world.Catalog.Databases.DeleteAsync(CatalogWorld.Here, "gone", default)).ShouldBeNull();
        var key = DatabaseCatalog.KeyOf(CatalogWorld.Here, "cut");
        await world.Store.DeleteAsync(key, (await world.Store.GetAsync(key, default))!.Version, default);
        await world.ReopenAsync();

        (await world.Store.ListAsync("tables/", default)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "access_log app orders")]
    [InlineData("*", "access_log app orders")]
    [InlineData("a*", "access_log app")]
    [InlineData("a.*|orders", "access_log app orders")]
    [InlineData("[ao]p+", "app")]
    [InlineData("ap", "")]
    public async Task Tables_are_listed_by_an_expression(string? expression, string names)
    {
        await using var world = await CatalogWorld.OpenAsync();
        await world.MakeDatabaseAsync("lake");
        foreach (var name in (string[])["orders", "app", "access_log"]) await world.MakeTableAsync("lake", name);

        var found = await world.Catalog.Tables.ListAsync(CatalogWorld.Here, "lake", expression, default);

        string.Join(' ', found.Value.Select(table => table.Name)).ShouldBe(names);
    }

    [Fact]
    public async Task There_is_no_more_than_the_limits_allow()
    {
        await using var world = await CatalogWorld.OpenAsync(
            new TableLimits { Databases = 1, TablesPerDatabase = 1, VersionsPerTable = 1 });
        await world.MakeDatabaseAsync("lake");
        await world.MakeTableAsync("lake", "t");
        await UpdateAsync(world, CatalogWorld.Table("t"));

        (await world.MakeDatabaseAsync("more"))!.Kind.ShouldBe(FaultKind.LimitExceeded);
        (await world.MakeTableAsync("lake", "more"))!.Kind.ShouldBe(FaultKind.LimitExceeded);
        var fault = await world.Catalog.Tables.UpdateAsync(CatalogWorld.Here, "lake", CatalogWorld.Table("t"), null, true, default);
        fault!.Kind.ShouldBe(FaultKind.LimitExceeded);
    }

    private static async Task UpdateAsync(CatalogWorld world, TableInput input, bool archive = true) =>
        (await world.Catalog.Tables.UpdateAsync(CatalogWorld.Here, "lake", input, null, archive, default)).ShouldBeNull();

    private static async Task<Outcome<TableDefinition>> GetAsync(CatalogWorld world, string version) =>
        await world.Catalog.Tables.GetAsync(CatalogWorld.Here, "lake", "t", version, default);
}
