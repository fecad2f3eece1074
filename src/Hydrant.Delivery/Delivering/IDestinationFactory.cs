using Hydrant.Delivery.Configuration;

namespace Hydrant.Delivery.Delivering;

/// <summary>Builds one kind of destination from what the catalogue keeps.</summary>
public interface IDestinationFactory
{
    /// <summary>The <see cref="DestinationSettings.Kind"/> it understands.</summary>
    string Kind { get; }

    /// <summary>Touches no network: the settings were valid when they were stored.</summary>
    DeliveryRoute Build(DeliveryStreamState stream);
}
