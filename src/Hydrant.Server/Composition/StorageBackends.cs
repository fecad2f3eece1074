using Hydrant.Core;
using Hydrant.Server.Options;
using Hydrant.Storage;
using Hydrant.Storage.Local;
using Hydrant.Storage.S3;

namespace Hydrant.Server.Composition;

/// <summary>The only place that knows which object stores there are.</summary>
internal static class StorageBackends
{
    public static IObjectStore OpenObjects(ServerOptions options, IIdSource ids) => options.S3.Endpoint is null
        ? LocalObjectStore.Open(new LocalObjectStoreOptions { Root = Path.Combine(options.Data, "buckets") }, ids)
        : new S3ObjectStore(options.S3.ToStore());
}
