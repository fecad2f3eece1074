using Microsoft.AspNetCore.Http;

namespace Hydrant.Wire.Dispatch;

/// <summary>
/// Sends an encoded answer. A large one goes in pieces, each with a deadline: the server's own lower bound on the data
/// rate counts what was taken fast before, so that a client which stops reading could keep an answer in memory for hours.
/// </summary>
internal static class AnswerBody
{
    /// <summary>Bytes from which on an answer is large; lists of records and shards can be, answers to writes are not.</summary>
    public const int Large = 256 * 1024;

    private const int PieceSize = 64 * 1024;

    private static readonly TimeSpan PiecePatience = TimeSpan.FromSeconds(15);

    public static async ValueTask WriteAsync(HttpContext context, ReadOnlyMemory<byte> answer, TimeProvider clock)
    {
        if (answer.Length < Large)
        {
            await context.Response.BodyWriter.WriteAsync(answer, context.RequestAborted);
            return;
        }

        using var late = new CancellationTokenSource(PiecePatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, context.RequestAborted);
        try
        {
            while (!answer.IsEmpty)
            {
                var piece = answer[..Math.Min(PieceSize, answer.Length)];
                await context.Response.BodyWriter.WriteAsync(piece, either.Token);
                answer = answer[piece.Length..];
                late.CancelAfter(PiecePatience);
            }
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            context.Abort();
        }
    }
}
