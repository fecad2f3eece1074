using Hydrant.Storage;

namespace Hydrant.Tables.Documents;

/// <summary>
/// The documents of this project in the catalogue. Changes that look at several documents take turns, so that what they
/// saw still holds when they write; readers never wait. Safe from any thread.
/// </summary>
internal sealed class DocumentStore(ICatalogStore catalog)
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;

    public async ValueTask<Held<T>?> FindAsync<T>(DocumentKind<T> kind, string key, CancellationToken ct)
        where T : class
    {
        var document = await catalog.GetAsync(key, ct);
        return document is null ? null : new Held<T>(kind.Read(document.Body.Span), document.Version);
    }

    public async ValueTask<bool> HasAsync(string key, CancellationToken ct) => await catalog.GetAsync(key, ct) is not null;

    public async ValueTask<IReadOnlyList<T>> ListAsync<T>(DocumentKind<T> kind, string prefix, CancellationToken ct)
        where T : class
    {
        var documents = await catalog.ListAsync(prefix, ct);
        return [.. documents.Select(document => kind.Read(document.Body.Span))];
    }

    public async ValueTask<int> CountAsync(string prefix, CancellationToken ct) => (await catalog.ListAsync(prefix, ct)).Count;

    /// <summary>False when the document is of another version by now.</summary>
    public async ValueTask<bool> PutAsync<T>(
        DocumentKind<T> kind, string key, T body, CatalogVersion expected, CancellationToken ct)
        where T : class =>
        await catalog.PutAsync(key, kind.Write(body), expected, ct) is not null;

    /// <summary>Writes the document whatever was there before.</summary>
    public async ValueTask ReplaceAsync<T>(DocumentKind<T> kind, string key, T body, CancellationToken ct)
        where T : class
    {
        var bytes = kind.Write(body);
        while (true)
        {
            var present = (await catalog.GetAsync(key, ct))?.Version ?? CatalogVersion.None;
            if (await catalog.PutAsync(key, bytes, present, ct) is not null) return;
        }
    }

    /// <summary>Removes the document, whatever its version; false when there is none.</summary>
    public async ValueTask<bool> RemoveAsync(string key, CancellationToken ct)
    {
        while (await catalog.GetAsync(key, ct) is { } document)
        {
            if (await catalog.DeleteAsync(key, document.Version, ct)) return true;
        }

        return false;
    }

    public async ValueTask RemoveAllAsync(string prefix, CancellationToken ct)
    {
        foreach (var document in await catalog.ListAsync(prefix, ct)) await RemoveAsync(document.Key, ct);
    }

    /// <summary>Removes what stands under the prefix and fails the test; for what a stop has left half done.</summary>
    public async ValueTask SweepAsync<T>(DocumentKind<T> kind, Func<CatalogDocument, T, ValueTask<bool>> keep, CancellationToken ct)
        where T : class
    {
        foreach (var document in await catalog.ListAsync(kind.Prefix, ct))
        {
            if (!await keep(document, kind.Read(document.Body.Span))) await RemoveAsync(document.Key, ct);
        }
    }

    /// <summary>Runs a change when those before it are done.</summary>
    public async ValueTask<T> InTurnAsync<T>(Func<ValueTask<T>> change)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_gate) (before, _last) = (_last, mine.Task);
        await before;
        try
        {
            return await change();
        }
        finally
        {
            mine.SetResult();
        }
    }
}
