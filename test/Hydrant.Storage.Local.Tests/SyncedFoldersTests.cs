namespace Hydrant.Storage.Local.Tests;

public sealed class SyncedFoldersTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hydrant-synced-");
    private readonly SyncedFolders _folders = new();

    [Fact]
    public void Folders_above_are_synced_once_and_the_folder_itself_each_time()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "lake", "a", "b")).FullName;

        _folders.Sync(folder, _root.FullName).ShouldBe(4);
        _folders.Sync(folder, _root.FullName).ShouldBe(1);
        _folders.Sync(Directory.CreateDirectory(Path.Combine(_root.FullName, "lake", "a", "c")).FullName, _root.FullName).ShouldBe(2);
    }

    [Fact]
    public void A_folder_that_is_made_again_is_synced_with_the_one_it_stands_in()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "lake", "a")).FullName;
        _folders.Sync(folder, _root.FullName);

        _folders.Forget(folder);

        _folders.Sync(folder, _root.FullName).ShouldBe(2);
    }

    public void Dispose() => _root.Delete(recursive: true);
}
