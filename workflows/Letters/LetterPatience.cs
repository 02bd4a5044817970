using Microsoft.DurableTask;

namespace Campaigns.Letters;

/// <summary>A mail service that is busy, or storage that is away, is asked again for about a day.</summary>
static class LetterPatience
{
    public static readonly TaskOptions Options = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 300, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(5)));
}
