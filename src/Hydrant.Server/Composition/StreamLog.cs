using Hydrant.Streams;
using Microsoft.Extensions.Logging;

namespace Hydrant.Server.Composition;

/// <summary>What streams tell, as lines of the server's log.</summary>
internal sealed class StreamLog(ILogger log) : IStreamEvents
{
    public void WorkFailed(Exception cause) => log.StreamWorkFailed(cause.Message);

    public void WorkStopped(Exception cause) => log.StreamWorkStopped(cause);
}
