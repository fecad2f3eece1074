using Hydrant.Core;

namespace Hydrant.Destinations.S3.Preview;

/// <summary>Zeros where there will be something random: a preview is the same each time, and nobody takes it for an object's key.</summary>
internal sealed class ZeroIds : IIdSource
{
    public Guid NewGuid() => Guid.Empty;

    public void Fill(Span<byte> target) => target.Clear();
}
