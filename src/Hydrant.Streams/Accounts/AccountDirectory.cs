using System.Collections.Concurrent;
using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Streams.Accounts;

/// <summary>
/// What accounts have set for themselves, Region by Region. The catalogue is the truth; what is in memory follows it. Safe
/// from any thread.
/// </summary>
public sealed class AccountDirectory(ICatalogStore catalog, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Tenant, (ThroughputCommitment Commitment, CatalogVersion Version)> _known = new();

    /// <summary>The time that decides whether a commitment holds, epoch milliseconds.</summary>
    public long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Takes in what the catalogue has. Once, before anything else.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        foreach (var document in await catalog.ListAsync(AccountDocument.Prefix, ct))
        {
            var (tenant, commitment) = AccountDocument.Read(document.Body.Span);
            _known[tenant] = (commitment, document.Version);
        }
    }

    public ThroughputCommitment CommitmentOf(Tenant tenant) => Known(tenant).Commitment;

    /// <summary>Whether the account's streams may have warm throughput.</summary>
    public bool IsCommitted(Tenant tenant) => CommitmentOf(tenant).HoldsAt(NowMs);

    /// <summary>Writes what the function makes of the present commitment; repeats when somebody else was first.</summary>
    /// <exception cref="StorageException">The catalogue could not be written.</exception>
    public async ValueTask<ThroughputCommitment> ChangeAsync(
        Tenant tenant, Func<ThroughputCommitment, ThroughputCommitment> change, CancellationToken ct)
    {
        while (true)
        {
            var (present, version) = Known(tenant);
            var changed = change(present);
            if (changed == present) return present;

            var written = await catalog.PutAsync(
                AccountDocument.KeyOf(tenant), AccountDocument.Write(tenant, changed), version, ct);
            if (written is null) continue;

            _known.AddOrUpdate(
                tenant, (changed, written.Value), (_, other) => other.Version.Value > written.Value.Value ? other : (changed, written.Value));
            return changed;
        }
    }

    private (ThroughputCommitment Commitment, CatalogVersion Version) Known(Tenant tenant) =>
        _known.TryGetValue(tenant, out var known) ? known : (ThroughputCommitment.None, CatalogVersion.None);
}
