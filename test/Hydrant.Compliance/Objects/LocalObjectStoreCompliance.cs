using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Local;

namespace Hydrant.Compliance.Objects;

public sealed class LocalObjectStoreCompliance : ObjectStoreCompliance, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hydrant-objects-");

    public LocalObjectStoreCompliance() =>
        Store = LocalObjectStore.Open(new LocalObjectStoreOptions { Root = _root.FullName }, new RandomIdSource());

    protected override IObjectStore Store { get; }

    public void Dispose() => _root.Delete(recursive: true);
}
