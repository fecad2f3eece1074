using System.Collections;

namespace Hydrant.Conformance.Resharding;

/// <summary>
/// Numbered records of many partition keys: which were acknowledged, and what one consumer has seen of them. A record is
/// <c>key number</c>; within a key the numbers ascend in the order in which they were sent. Safe from any thread.
/// </summary>
internal sealed class KeyedRecords
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, BitArray> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _last = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    /// <summary>What was seen against the rules; the first of them, if any.</summary>
    public string? Broken { get; private set; }

    public void Add(string key, int number, string where)
    {
        lock (_gate)
        {
            if (_last.TryGetValue(key, out var last) && number <= last)
                Broken ??= $"{key} {number} came behind {key} {last} in {where}: {(Has(key, number) ? "again" : "out of order")}";

            var numbers = _numbers.TryGetValue(key, out var present) ? present : _numbers[key] = new BitArray(1024);
            if (number >= numbers.Length) numbers.Length = Math.Max(number + 1, numbers.Length * 2);
            if (!numbers[number]) Count++;
            numbers[number] = true;
            _last[key] = number;
        }
    }

    /// <summary>Records of the other that are missing here, at most a few.</summary>
    public List<string> Without(KeyedRecords other)
    {
        lock (other._gate)
        {
            lock (_gate)
            {
                return [.. other._numbers
                    .SelectMany(key => Enumerable.Range(0, key.Value.Length).Where(n => key.Value[n] && !Has(key.Key, n)).Select(n => $"{key.Key} {n}"))
                    .Take(5)];
            }
        }
    }

    private bool Has(string key, int number) => _numbers.TryGetValue(key, out var numbers) && number < numbers.Length && numbers[number];
}
