using Hydrant.Core;
using Hydrant.Storage;
using Hydrant.Storage.Local;

namespace Hydrant.Compliance.Compaction;

public sealed class LocalCompactionCompliance : CompactionCompliance, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hydrant-compaction-");

    public LocalCompactionCompliance() =>
        Store = LocalObjectStore.Open(new LocalObjectStoreOptions { Root = _root.FullName }, new RandomIdSource());

    protected override IObjectStore Store { get; }

    public void Dispose() => _root.Delete(recursive: true);
}
