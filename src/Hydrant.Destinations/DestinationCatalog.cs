using Hydrant.Delivery.Delivering;
using Hydrant.Destinations.S3;

namespace Hydrant.Destinations;

/// <summary>Every destination there is. A new one is a folder beside this file and one line here.</summary>
public static class DestinationCatalog
{
    public static DestinationRegistry AddBuiltIn(this DestinationRegistry destinations, DestinationServices services) =>
        destinations
            .Add(new S3DestinationFactory(services));
}
