using System.Buffers;

namespace Hydrant.Delivery.Transforms.Mask;

/// <summary>Finds what is to be masked in a text. Safe from any thread.</summary>
internal abstract class MaskPattern
{
    /// <summary>Writes the text with everything replaced that was found. Nothing is written when there is nothing.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="target">Takes the masked text.</param>
    /// <param name="patience">Ends a search that takes too long.</param>
    /// <exception cref="MaskTimeoutException">The patience ended.</exception>
    public abstract bool TryMask(ReadOnlySpan<char> text, IBufferWriter<char> target, MaskPatience patience);
}
