using Campaigns.Local.Worker.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.Worker.Http;

/// <summary>Serves the requests of one function: key, invocation, answer.</summary>
sealed class HttpDoor(FunctionEntry function, FunctionPipeline pipeline, HostKey key, ILogger log)
{
    public async Task Serve(HttpContext http)
    {
        if (!key.Admits(function.Http.AuthLevel, http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        try
        {
            var context = LocalFunctionContext.Of(function, http);
            await pipeline.Run(context);
            await Answer(http, context.Result.Value);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (Exception e)
        {
            Fail(http, e);
        }
    }

    static Task Answer(HttpContext http, object? value) => value switch
    {
        null => Task.CompletedTask,
        IResult result => result.ExecuteAsync(http),
        _ => throw new InvalidOperationException($"Middleware left {value.GetType()} as the answer; it must be an IResult."),
    };

    void Fail(HttpContext http, Exception e)
    {
        var status = StatusOf(e);
        if (status == StatusCodes.Status500InternalServerError)
            log.LogError(e, "Function {Function} failed", function.Name);
        else
            log.LogInformation("Function {Function} was sent a request that cannot be read: {Status}", function.Name, status);

        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }

        http.Response.Clear();
        http.Response.StatusCode = status;
    }

    /// <summary>A request that ASP.NET Core itself could not read is the caller's mistake, not the function's.</summary>
    static int StatusOf(Exception e) => e switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException or IOException when e.Source is "Microsoft.AspNetCore.WebUtilities" or "Microsoft.AspNetCore.Http" =>
            StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };
}
