using Hydrant.Core;

namespace Hydrant.Streams.Consumers;

/// <summary>The consumers of one stream, by name. Safe from any thread.</summary>
internal sealed class StreamConsumers(LiveStream stream)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, LiveConsumer> _byName = new(StringComparer.Ordinal);

    public LiveStream Stream => stream;

    public int Count
    {
        get { lock (_gate) return _byName.Count; }
    }

    public IReadOnlyList<LiveConsumer> All
    {
        get { lock (_gate) return [.. _byName.Values]; }
    }

    /// <summary>Those that exist for users: one that is just being registered does not yet.</summary>
    public IEnumerable<LiveConsumer> Written => All.Where(consumer => consumer.IsWritten);

    public LiveConsumer? Find(string name)
    {
        lock (_gate) return _byName.GetValueOrDefault(name) is { IsWritten: true } found ? found : null;
    }

    /// <summary>Takes the consumer's name, if there is room and nobody has it.</summary>
    /// <param name="consumer">Just made.</param>
    /// <param name="max">How many there may be, where limits are kept.</param>
    public Fault? TryAdd(LiveConsumer consumer, int max)
    {
        lock (_gate)
        {
            var state = stream.Now.State;
            if (_byName.ContainsKey(consumer.Now.Name)) return ConsumerTexts.AlreadyExists(consumer.Now.Name, state);
            if (stream.Now.IsLimited && FirstFull(state, max) is { } full) return full;

            _byName.Add(consumer.Now.Name, consumer);
            return null;
        }
    }

    /// <summary>Takes in what the catalogue has, whatever the limits are now.</summary>
    public void Load(LiveConsumer consumer)
    {
        lock (_gate) _byName.Add(consumer.Now.Name, consumer);
    }

    public void Remove(LiveConsumer consumer)
    {
        lock (_gate)
        {
            if (_byName.GetValueOrDefault(consumer.Now.Name) == consumer) _byName.Remove(consumer.Now.Name);
        }
    }

    // Under the lock.
    private Fault? FirstFull(StreamState state, int max)
    {
        if (_byName.Count >= max) return ConsumerTexts.TooMany(state, max);
        return _byName.Values.Count(other => other.Now.Status == ConsumerStatus.Creating) >= KinesisLimits.MaxCreatingConsumers
            ? ConsumerTexts.TooManyCreating(state)
            : null;
    }
}
