namespace Hydrant.Streams;

/// <summary>What goes wrong where no caller hears of it. Called from any thread; must not block or throw.</summary>
public interface IStreamEvents
{
    /// <summary>A change that comes by itself failed, or a round over a stream; it is tried again.</summary>
    void WorkFailed(Exception cause);

    /// <summary>A mistake of our own ended such work until the next start: somebody must look.</summary>
    void WorkStopped(Exception cause);
}
