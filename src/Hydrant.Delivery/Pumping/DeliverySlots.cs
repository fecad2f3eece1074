namespace Hydrant.Delivery.Pumping;

/// <summary>
/// Bounds what all deliveries of a server together hold in memory. Entered only while something is on its way.
/// </summary>
internal sealed class DeliverySlots(int count) : IDisposable
{
    private readonly SemaphoreSlim _free = new(count);

    /// <summary>Heeds no token: those inside heed theirs, and leave when the server stops.</summary>
    public Task EnterAsync() => _free.WaitAsync();

    public void Leave() => _free.Release();

    public void Dispose() => _free.Dispose();
}
