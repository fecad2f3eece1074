using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Failures;

namespace Hydrant.Delivery.Delivering;

/// <summary>The destinations of this server, by kind. Filled at start, then only read.</summary>
public sealed class DestinationRegistry
{
    private readonly Dictionary<string, IDestinationFactory> _factories = new(StringComparer.Ordinal);

    public DestinationRegistry Add(IDestinationFactory factory)
    {
        _factories.Add(factory.Kind, factory);
        return this;
    }

    public DeliveryRoute Build(DeliveryStreamState stream)
    {
        Invariant.That(_factories.ContainsKey(stream.Spec.Destination.Kind));
        return _factories[stream.Spec.Destination.Kind].Build(stream);
    }

    /// <summary>See <see cref="IDestinationFactory.OpenFailedAsync"/>.</summary>
    public ValueTask<Stream> OpenFailedAsync(DeliveryStreamState stream, FailedObject failed, CancellationToken ct) =>
        _factories[stream.Spec.Destination.Kind].OpenFailedAsync(failed, ct);

    /// <summary>See <see cref="IDestinationFactory.CheckAsync"/>.</summary>
    public ValueTask<Fault?> CheckAsync(DestinationSettings settings, Tenant tenant, CancellationToken ct) =>
        _factories[settings.Kind].CheckAsync(settings, tenant, ct);
}
