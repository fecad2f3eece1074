using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Delivery.Pumping;

/// <summary>
/// Keeps one pump's state in the catalogue. The pump is its only writer, so that a write refused by compare-and-set
/// is our mistake; a write that failed leaves us in the dark, and the next look reads what is really there. For one
/// caller at a time.
/// </summary>
internal sealed class PumpLedger(ICatalogStore catalog, string key)
{
    private PumpState? _state;
    private CatalogVersion _version;

    public async ValueTask<PumpState> ReadAsync(CancellationToken ct)
    {
        if (_state is not null) return _state;

        var document = await catalog.GetAsync(key, ct);
        _version = document?.Version ?? CatalogVersion.None;
        return _state = document is null ? PumpState.Start : PumpDocument.Read(document.Body.Span);
    }

    /// <summary>Durable when it completes. The state must have been read before.</summary>
    public async ValueTask WriteAsync(PumpState state, CancellationToken ct)
    {
        Invariant.That(_state is not null && state.Checkpoint >= _state.Checkpoint);
        _state = null;
        var written = await catalog.PutAsync(key, PumpDocument.Write(state), _version, ct);
        Invariant.That(written is not null);
        (_state, _version) = (state, written.Value);
    }

    /// <summary>Takes away what is kept, whatever it says. The pump has ended.</summary>
    public async ValueTask ForgetAsync(CancellationToken ct)
    {
        while (await catalog.GetAsync(key, ct) is { } document) await catalog.DeleteAsync(key, document.Version, ct);
        _state = null;
    }

    /// <summary>Where a pump begins that has not begun yet; one that has goes on where it is.</summary>
    public static async ValueTask BeginAtAsync(
        ICatalogStore catalog, string key, LogOffset offset, CancellationToken ct) =>
        await catalog.PutAsync(key, PumpDocument.Write(new PumpState(offset, null)), CatalogVersion.None, ct);
}
