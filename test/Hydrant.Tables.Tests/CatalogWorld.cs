using Hydrant.Core;
using Hydrant.Storage.Catalog;
using Hydrant.Storage.Memory;
using Hydrant.Tables.Model;

namespace Hydrant.Tables.Tests;

/// <summary>A catalogue over a log in memory, which can be opened again.</summary>
internal sealed class CatalogWorld : IAsyncDisposable
{
    public static readonly Tenant Here = new("111122223333", "eu-central-1");

    private readonly MemoryLogStore _logs = new(TimeProvider.System);

    public LogCatalogStore Store { get; private set; } = null!;

    public DataCatalog Catalog { get; private set; } = null!;

    public static async Task<CatalogWorld> OpenAsync(TableLimits? limits = null)
    {
        var world = new CatalogWorld();
        await world.ReopenAsync(limits);
        return world;
    }

    public async Task ReopenAsync(TableLimits? limits = null)
    {
        Store = await LogCatalogStore.OpenAsync(_logs, default);
        Catalog = new DataCatalog(Store, limits ?? new TableLimits(), new RandomIdSource(7), TimeProvider.System);
        await Catalog.LoadAsync(default);
    }

    public async Task<Fault?> MakeDatabaseAsync(string name) =>
        await Catalog.Databases.CreateAsync(Here, new DatabaseInput { Name = name }, default);

    public async Task<Fault?> MakeTableAsync(string database, string name, params string[] columns) =>
        await Catalog.Tables.CreateAsync(Here, database, Table(name, columns), "tests", default);

    /// <param name="name">The table's name.</param>
    /// <param name="columns">Name and type, e.g. <c>id bigint</c>.</param>
    public static TableInput Table(string name, params string[] columns) => new()
    {
        Name = name,
        StorageDescriptor = new StorageDescriptor
        {
            Columns = [.. columns.Select(text => text.Split(' ')).Select(parts => new Column { Name = parts[0], Type = parts[1] })],
            SerdeInfo = new SerDeInfo { SerializationLibrary = "serde", Parameters = new() { ["paths"] = "a" } },
        },
        PartitionKeys = [new Column { Name = "day", Type = "string" }],
    };

    public ValueTask DisposeAsync() => _logs.DisposeAsync();
}
