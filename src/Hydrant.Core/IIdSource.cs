namespace Hydrant.Core;

/// <summary>The only maker of identifiers, so that a simulation can make the same ones twice. Safe from any thread.</summary>
public interface IIdSource
{
    /// <summary>A new version-4 identifier.</summary>
    Guid NewGuid();

    /// <summary>Fills the target with random bytes. Not for secrets.</summary>
    void Fill(Span<byte> target);
}
