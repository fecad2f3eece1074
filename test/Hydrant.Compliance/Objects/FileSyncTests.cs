using Hydrant.Storage;
using Hydrant.Storage.Local;

namespace Hydrant.Compliance.Objects;

public sealed class FileSyncTests
{
    [Fact]
    public void A_folder_that_cannot_be_synced_is_a_failure_of_the_world()
    {
        if (OperatingSystem.IsWindows()) return; // There is nothing to sync there.

        // A path through a file cannot be opened, for a reason other than being gone.
        var failure = Should.Throw<IOException>(() => FileSync.Folder("/dev/null/folder"));

        LocalFaults.Of(new ObjectKey("bucket", "key"), failure).Kind.ShouldBe(StorageFaultKind.Unavailable);
    }

    [Fact]
    public void A_folder_that_was_removed_meanwhile_is_none() =>
        Should.NotThrow(() => FileSync.Folder(Path.Join(Path.GetTempPath(), $"hydrant-{Guid.NewGuid():N}")));

    [Fact]
    public void A_full_disk_is_told_from_others()
    {
        if (!OperatingSystem.IsLinux()) return; // Only Linux has a device that is always full.

        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var failure = Should.Throw<IOException>(() => full.Write("x"u8));

        LocalFaults.Of(new ObjectKey("bucket", "key"), failure).Kind.ShouldBe(StorageFaultKind.Full);
    }
}
