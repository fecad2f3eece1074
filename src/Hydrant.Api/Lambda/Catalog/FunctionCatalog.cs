using System.Collections.Concurrent;
using Hydrant.Core;
using Hydrant.Functions;
using Hydrant.Storage;

namespace Hydrant.Api.Lambda.Catalog;

/// <summary>The uploaded functions: their settings in the catalogue, their code in folders. Safe from any thread.</summary>
public sealed class FunctionCatalog : IFunctionSource, IDisposable
{
    private readonly ICatalogStore _catalog;
    private readonly FunctionOptions _options;
    private readonly IIdSource _ids;
    private readonly TimeProvider _clock;
    private readonly CodeStore _code;
    private readonly ConcurrentDictionary<string, (FunctionState State, CatalogVersion Version)> _functions = new(StringComparer.Ordinal);

    /// <summary>Held by the one change at a time: changes are rare, and each builds on the one before.</summary>
    private readonly SemaphoreSlim _changing = new(1);

    public FunctionCatalog(ICatalogStore catalog, FunctionOptions options, IIdSource ids, TimeProvider clock)
    {
        (_catalog, _options, _ids, _clock) = (catalog, options, ids, clock);
        _code = new CodeStore(Path.Combine(options.State, "code"), Path.GetDirectoryName(options.State)!, ids);
    }

    /// <summary>Reads what there is; once, before anything else.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        foreach (var document in await _catalog.ListAsync(FunctionDocument.Prefix, ct))
            _functions[document.Key] = (FunctionDocument.Read(document.Body), document.Version);
        _code.KeepOnly(_functions.Values.Select(function => function.State.CodeHash).ToHashSet(StringComparer.Ordinal));
    }

    public FunctionState? Get(Tenant tenant, string name) =>
        _functions.TryGetValue(FunctionDocument.KeyOf(tenant, name), out var found) ? found.State : null;

    /// <summary>In ordinal order of their names.</summary>
    public IReadOnlyList<FunctionState> List(Tenant tenant) =>
        [.. _functions.Values.Select(function => function.State).Where(state => state.Tenant == tenant)
            .OrderBy(state => state.Name, StringComparer.Ordinal)];

    public ValueTask<Outcome<string>> AddCodeAsync(byte[] zip, CancellationToken ct) => _code.AddAsync(zip, ct);

    public async ValueTask<Outcome<FunctionState>> CreateAsync(FunctionState state, CancellationToken ct)
    {
        await _changing.WaitAsync(ct);
        try
        {
            var key = FunctionDocument.KeyOf(state.Tenant, state.Name);
            if (_functions.ContainsKey(key)) return Fault.InUse($"Function already exist: {state.Name}");
            return await PutAsync(key, state, CatalogVersion.None, ct);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <param name="revision">When given, the change is made only to the function as it was with this revision.</param>
    /// <param name="change">The function as it shall be.</param>
    public async ValueTask<Outcome<FunctionState>> UpdateAsync(
        Tenant tenant, string name, string? revision, Func<FunctionState, Outcome<FunctionState>> change, CancellationToken ct)
    {
        await _changing.WaitAsync(ct);
        try
        {
            var key = FunctionDocument.KeyOf(tenant, name);
            if (!_functions.TryGetValue(key, out var found)) return NotFound(tenant, name);
            if (revision is not null && revision != found.State.Revision.ToString("D"))
            {
                return new Fault(FaultKind.ExpiredIterator, "The Revision Id provided does not match the latest Revision Id. "
                    + "Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
            }

            var changed = change(found.State);
            return changed.Ok ? await PutAsync(key, changed.Value, found.Version, ct) : changed.Fault;
        }
        finally
        {
            _changing.Release();
        }
    }

    public async ValueTask<Outcome<FunctionState>> DeleteAsync(Tenant tenant, string name, CancellationToken ct)
    {
        await _changing.WaitAsync(ct);
        try
        {
            var key = FunctionDocument.KeyOf(tenant, name);
            if (!_functions.TryGetValue(key, out var found)) return NotFound(tenant, name);
            Invariant.That(await _catalog.DeleteAsync(key, found.Version, ct));
            _functions.TryRemove(key, out _);
            return found.State;
        }
        finally
        {
            _changing.Release();
        }
    }

    public FunctionDefinition? Find(FunctionReference reference, out string? mistake)
    {
        mistake = null;
        if (reference.Qualifier is not ("" or "$LATEST")) return null;
        var state = Get(reference.Tenant ?? new Tenant(_options.Account, _options.Region), reference.Name);
        return state is null ? null : new FunctionDefinition
        {
            Name = state.Name,
            Arn = state.Arn.ToString(),
            Runtime = state.Runtime,
            Handler = state.Handler,
            CodeDirectory = _code.DirectoryOf(state.CodeHash),
            Revision = state.Revision.ToString("D"),
            Timeout = TimeSpan.FromSeconds(state.Timeout),
            MemorySize = state.MemorySize,
            Environment = state.Environment,
        };
    }

    public void Dispose() => _changing.Dispose();

    internal static Fault NotFound(Tenant tenant, string name) => Fault.NotFound($"Function not found: {FunctionReference.ArnOf(tenant, name)}");

    private async ValueTask<Outcome<FunctionState>> PutAsync(string key, FunctionState state, CatalogVersion expected, CancellationToken ct)
    {
        var dated = state with { LastModified = _clock.GetUtcNow(), Revision = _ids.NewGuid() };
        var version = await _catalog.PutAsync(key, FunctionDocument.Write(dated), expected, ct);
        Invariant.That(version is not null); // Nobody else writes these documents.
        _functions[key] = (dated, version!.Value);
        return dated;
    }
}
