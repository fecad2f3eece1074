using Hydrant.Core;
using Hydrant.Delivery.Delivering;
using Hydrant.Destinations.S3;
using Hydrant.Storage;

namespace Hydrant.Destinations;

/// <summary>Every destination there is. A new one is a folder beside this file and one line here.</summary>
public static class DestinationCatalog
{
    /// <param name="destinations">Where they are added.</param>
    /// <param name="objects">Where destinations that write objects write them.</param>
    /// <param name="ids">Names what they write.</param>
    public static DestinationRegistry AddBuiltIn(
        this DestinationRegistry destinations, IObjectStore objects, IIdSource ids) =>
        destinations
            .Add(new S3DestinationFactory(objects, ids));
}
