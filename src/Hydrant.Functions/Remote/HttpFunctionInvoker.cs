using System.Globalization;
using System.Net;

namespace Hydrant.Functions.Remote;

/// <summary>
/// Calls functions of another server through Lambda's Invoke. Requests carry no signature, as servers of this kind on
/// one's own machine ask for none.
/// </summary>
public sealed class HttpFunctionInvoker : IFunctionInvoker, IDisposable
{
    private const string ErrorHeader = "X-Amz-Function-Error";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(FunctionLimits.MaxTimeout + 60);

    private readonly HttpClient _client;

    /// <param name="endpoint">Without a path, e.g. <c>http://127.0.0.1:9001</c>.</param>
    public HttpFunctionInvoker(Uri endpoint)
    {
        _client = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = endpoint, Timeout = Longest };
        _client.MaxResponseContentBufferSize = FunctionLimits.MaxPayload;
    }

    public async ValueTask<FunctionAnswer> InvokeAsync(string functionArnOrName, ReadOnlyMemory<byte> payload, CancellationToken ct)
    {
        if (payload.Length > FunctionLimits.MaxPayload)
            return FunctionAnswer.Refused(FunctionAnswerKind.TooLarge, $"{payload.Length} bytes are more than the {FunctionLimits.MaxPayload} that a call may have.");

        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"/2015-03-31/functions/{Uri.EscapeDataString(functionArnOrName)}/invocations");
        request.Content = new ReadOnlyMemoryContent(payload);
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Amz-Invocation-Type", "RequestResponse");
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
            return AnswerOf(response, await response.Content.ReadAsByteArrayAsync(ct));
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return FunctionAnswer.Refused(FunctionAnswerKind.TimedOut, $"{_client.BaseAddress} did not answer in {Longest.TotalSeconds} seconds.");
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return FunctionAnswer.Refused(FunctionAnswerKind.TooLarge, $"The answer has more than {FunctionLimits.MaxPayload} bytes.");
        }
        catch (HttpRequestException failure)
        {
            return FunctionAnswer.Refused(FunctionAnswerKind.Unavailable, $"{_client.BaseAddress}: {failure.Message}");
        }
    }

    public void Dispose() => _client.Dispose();

    private FunctionAnswer AnswerOf(HttpResponseMessage response, byte[] body)
    {
        if (response.IsSuccessStatusCode && !response.Headers.Contains(ErrorHeader)) return FunctionAnswer.Returned(body);
        if (response.IsSuccessStatusCode)
        {
            var error = FunctionAnswer.Error(body);
            return error.Message.Contains("Task timed out", StringComparison.Ordinal) ? error with { Kind = FunctionAnswerKind.TimedOut } : error;
        }

        var kind = response.StatusCode switch
        {
            HttpStatusCode.NotFound => FunctionAnswerKind.NotFound,
            HttpStatusCode.TooManyRequests => FunctionAnswerKind.Throttled,
            HttpStatusCode.RequestEntityTooLarge => FunctionAnswerKind.TooLarge,
            _ => FunctionAnswerKind.Unavailable,
        };
        return FunctionAnswer.Refused(
            kind, string.Create(CultureInfo.InvariantCulture, $"{_client.BaseAddress} answered {(int)response.StatusCode}."));
    }
}
