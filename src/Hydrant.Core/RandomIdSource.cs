namespace Hydrant.Core;

/// <summary>Identifiers from a random generator: the process-wide one, or one with a seed for tests that must repeat.</summary>
public sealed class RandomIdSource : IIdSource
{
    private readonly Random _random;
    private readonly Lock _gate = new();

    public RandomIdSource(int seed) => _random = new Random(seed);

    /// <summary>Different identifiers in every process.</summary>
    public RandomIdSource() => _random = new Random();

    public Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);

        // RFC 9562: version 4 in the high digits of octet 6, variant 10 in those of octet 8.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    public void Fill(Span<byte> target)
    {
        lock (_gate) _random.NextBytes(target);
    }
}
