namespace Hydrant.Delivery.Transforms.Mask;

/// <summary>
/// How long one record is searched. One match takes time in proportion to the text, whatever the pattern; a pattern whose
/// every match looks at the whole rest of a long text takes the square of it.
/// </summary>
internal readonly struct MaskPatience(TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private readonly long _began = clock.GetTimestamp();

    /// <exception cref="MaskTimeoutException">It has been too long.</exception>
    public void Check()
    {
        if (clock.GetElapsedTime(_began) > Longest) throw new MaskTimeoutException();
    }
}
