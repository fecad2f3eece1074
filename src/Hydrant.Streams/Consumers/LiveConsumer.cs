using Hydrant.Storage;

namespace Hydrant.Streams.Consumers;

/// <summary>
/// A consumer at work, with its subscriptions. Its state changes only through <see cref="ConsumerDirectory"/>, and, but
/// for its first moments, only after the catalogue has it. Safe from any thread.
/// </summary>
public sealed class LiveConsumer
{
    private volatile Held _held;

    internal LiveConsumer(LiveStream stream, ConsumerState state, CatalogVersion version, TimeProvider clock)
    {
        (Stream, _held) = (stream, new Held(state, version));
        Subscriptions = new SubscriptionSlots(this, clock);
    }

    /// <summary>The stream it reads.</summary>
    public LiveStream Stream { get; }

    public ConsumerState Now => _held.State;

    /// <summary>Who reads which shard.</summary>
    public SubscriptionSlots Subscriptions { get; }

    /// <summary>Whether the catalogue has it; until then only its name is taken, and nobody may change it.</summary>
    internal bool IsWritten => _held.Version != CatalogVersion.None;

    /// <summary>The state with its version, which belong together.</summary>
    internal Held Document => _held;

    internal void Become(ConsumerState state, CatalogVersion version)
    {
        _held = new Held(state, version);
        Subscriptions.Stir();
    }

    /// <summary>What the catalogue has.</summary>
    /// <param name="State">The consumer.</param>
    /// <param name="Version">Of the document; <see cref="CatalogVersion.None"/> before it is written.</param>
    internal sealed record Held(ConsumerState State, CatalogVersion Version);
}
