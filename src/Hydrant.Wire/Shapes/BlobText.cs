namespace Hydrant.Wire.Shapes;

/// <summary>How the service prints a blob in its texts: never its bytes.</summary>
public static class BlobText
{
    public static string Of(int length) => $"java.nio.HeapByteBuffer[pos=0 lim={length} cap={length}]";
}
