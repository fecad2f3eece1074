using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Delivery.Failures;

namespace Hydrant.Delivery.Delivering;

/// <summary>Builds one kind of destination from what the catalogue keeps.</summary>
public interface IDestinationFactory
{
    /// <summary>The <see cref="DestinationSettings.Kind"/> it understands.</summary>
    string Kind { get; }

    /// <summary>
    /// What is wrong with settings that cannot be told from them alone: a table that is not there. Null when all is well.
    /// </summary>
    ValueTask<Fault?> CheckAsync(DestinationSettings settings, Tenant tenant, CancellationToken ct) => ValueTask.FromResult<Fault?>(null);

    /// <summary>The lines of an object of the error output, unpacked.</summary>
    /// <exception cref="Storage.StorageException">It is not there any more, or cannot be read now.</exception>
    ValueTask<Stream> OpenFailedAsync(FailedObject failed, CancellationToken ct);

    /// <summary>Touches no network: the settings were valid when they were stored.</summary>
    DeliveryRoute Build(DeliveryStreamState stream);
}
