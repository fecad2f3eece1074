using Hydrant.Core;
using Hydrant.Delivery.Processing;
using Hydrant.Functions;

namespace Hydrant.Delivery.Transforms.Lambda;

/// <summary>
/// Sends records through a function of the user's and goes on with what it answers. A call that fails is repeated, then
/// its records fail; an answer that is merely wrong is not asked for again.
/// </summary>
internal sealed class LambdaTransform(LambdaSettings settings, IFunctionInvoker functions, IIdSource ids, TimeProvider clock)
    : ITransform
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    public async ValueTask ApplyAsync(WorkSet work, CancellationToken ct)
    {
        var answered = new List<WorkRecord>(work.Records.Count);
        for (var first = 0; first < work.Records.Count;)
        {
            var count = LambdaRequest.Fitting(work.Records, first);
            if (count == 0)
            {
                work.Fail(LambdaFaults.TooLarge(work.Records[first]));
                first++;
                continue;
            }

            await CallAsync(work, first, count, answered, ct);
            first += count;
        }

        work.Become(answered);
    }

    private async ValueTask CallAsync(WorkSet work, int first, int count, List<WorkRecord> answered, CancellationToken ct)
    {
        var request = LambdaRequest.Write(work, first, count, settings, ids.NewGuid());
        for (var attempt = 1; ; attempt++)
        {
            var answer = await functions.InvokeAsync(settings.FunctionArn, request, ct);
            if (answer.Ok)
            {
                using var records = new LambdaAnswer(answer.Payload);
                for (var i = first; i < first + count; i++)
                    records.Take(work.Records[i], LambdaRequest.IdOf(work.Source, work.Records[i].Origin, i), settings, work, answered);
                return;
            }

            if (attempt > settings.Retries)
            {
                for (var i = first; i < first + count; i++)
                {
                    var failure = LambdaFaults.Called(work.Records[i], answer);
                    work.Fail(failure with { Attempts = attempt, FunctionArn = settings.FunctionArn });
                }

                return;
            }

            await Task.Delay(FirstPause * Math.Pow(2, Math.Min(attempt - 1, 8)), clock, ct);
        }
    }
}
