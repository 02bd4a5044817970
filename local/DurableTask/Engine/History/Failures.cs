using Microsoft.DurableTask;

namespace Campaigns.Local.DurableTask;

/// <summary>Failure details as they go into the history: complete enough to act on, never long enough to fill it.</summary>
static class Failures
{
    const int LongestMessage = 2000;
    const int LongestTrace = 4000;
    const int DeepestCause = 5;

    /// <summary>The error type of a name that nothing is registered under. Not worth a retry.</summary>
    public const string NotFound = "TaskNotFound";

    public static TaskFailureDetails From(Exception exception) => Cut(Details(exception), DeepestCause);

    public static TaskFailureDetails Missing(string kind, string name) =>
        new(NotFound, $"No {kind} is registered under the name '{name}'.", null, null, null);

    static TaskFailureDetails Details(Exception exception)
    {
        var details = TaskFailureDetails.FromException(exception);
        return exception is TaskFailedException failed ? details with { InnerFailure = failed.FailureDetails } : details;
    }

    static TaskFailureDetails Cut(TaskFailureDetails failure, int depth) => failure with
    {
        ErrorMessage = Cut(failure.ErrorMessage, LongestMessage)!,
        StackTrace = Cut(failure.StackTrace, LongestTrace),
        InnerFailure = failure.InnerFailure is { } cause && depth > 1 ? Cut(cause, depth - 1) : null,
    };

    static string? Cut(string? text, int longest) => text is null || text.Length <= longest ? text : text[..longest] + "…";
}
