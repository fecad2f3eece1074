namespace Hydrant.Storage;

/// <summary>Where an object lives: a bucket and a path in it.</summary>
public readonly record struct ObjectKey(string Bucket, string Path)
{
    public override string ToString() => $"{Bucket}/{Path}";
}
