using System.Net.Sockets;
using Azure;
using Azure.Data.Tables.Models;

namespace Campaigns.Functions.Doors;

/// <summary>Tells "the storage does not answer just now" from "we made a mistake".</summary>
static class Outage
{
    public static bool Is(Exception e) => e switch
    {
        RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500 || IsMissingTable(failed),
        // Azure.Core throws all attempts together when it has given up.
        AggregateException several => several.InnerExceptions.All(Is),
        HttpRequestException or TimeoutException or SocketException or OperationCanceledException => true,
        _ => e.InnerException is { } inner && Is(inner),
    };

    /// <summary>Storage has forgotten a table, as an emulator does that dies soon after it was made.</summary>
    public static bool IsMissingTable(Exception e) => e switch
    {
        RequestFailedException failed => failed.ErrorCode == TableErrorCode.TableNotFound,
        AggregateException several => several.InnerExceptions.Any(IsMissingTable),
        _ => e.InnerException is { } inner && IsMissingTable(inner),
    };

    /// <summary>The types from outside to inside: enough to look for, and nothing that a person typed.</summary>
    public static string Chain(Exception e)
    {
        var name = e is RequestFailedException failed ? $"{e.GetType().Name} {failed.Status} {failed.ErrorCode}" : e.GetType().Name;
        return e.InnerException is { } inner ? $"{name} < {Chain(inner)}" : name;
    }

    /// <summary>The first lines of the stack.</summary>
    public static string Where(Exception e) =>
        string.Join(" ", (e.StackTrace ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(6));
}
