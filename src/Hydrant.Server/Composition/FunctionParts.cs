using Hydrant.Api.Lambda;
using Hydrant.Api.Lambda.Catalog;
using Hydrant.Api.Lambda.Invoke;
using Hydrant.Core;
using Hydrant.Functions;
using Hydrant.Functions.Folders;
using Hydrant.Functions.Remote;
using Hydrant.Storage;
using Hydrant.Wire.Rest;

namespace Hydrant.Server.Composition;

/// <summary>Everything that functions are made of. Disposing ends their processes.</summary>
internal sealed class FunctionParts : IAsyncDisposable
{
    private readonly FunctionCatalog _catalog;
    private readonly FolderFunctions _folders;
    private readonly HttpFunctionInvoker? _elsewhere;
    private readonly FunctionHost _host;
    private readonly EventCalls _events;

    private FunctionParts(FunctionOptions options, FunctionCatalog catalog, IIdSource ids, TimeProvider clock)
    {
        _catalog = catalog;
        _folders = new FolderFunctions(options);
        _elsewhere = options.Endpoint is { } endpoint ? new HttpFunctionInvoker(endpoint) : null;
        _host = new FunctionHost(options, [catalog, _folders], _elsewhere, ids, clock);
        _events = new EventCalls(_host, clock);
        Operations = LambdaService.Operations(catalog, _host, options, _events);
    }

    /// <summary>What calls functions, wherever they are.</summary>
    public IFunctionInvoker Invoker => _host;

    public RestTable Operations { get; }

    public static async Task<FunctionParts> OpenAsync(
        FunctionOptions options, ICatalogStore store, IIdSource ids, TimeProvider clock, CancellationToken ct)
    {
        var catalog = new FunctionCatalog(store, options, ids, clock);
        await catalog.LoadAsync(ct);
        return new FunctionParts(options, catalog, ids, clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        await _host.DisposeAsync();
        _elsewhere?.Dispose();
        _folders.Dispose();
        _catalog.Dispose();
    }
}
