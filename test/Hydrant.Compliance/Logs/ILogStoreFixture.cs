using Hydrant.Storage;
using Hydrant.Testing.Clock;

namespace Hydrant.Compliance.Logs;

/// <summary>One backend with one place of its own, made anew for every test.</summary>
public interface ILogStoreFixture : IAsyncDisposable
{
    /// <summary>Gives the arrival times of the stores it opens.</summary>
    FakeTimeProvider Clock { get; }

    /// <summary>Opens the store at its place; the one opened before is closed first, in good order.</summary>
    ValueTask<ILogStore> OpenAsync();

    /// <summary>
    /// Ends the open store as a loss of power would: what was acknowledged is there at the next open, nothing else is
    /// promised. Not called of a backend that forgets with its process.
    /// </summary>
    ValueTask CrashAsync();
}
