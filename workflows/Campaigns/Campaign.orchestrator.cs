using Campaigns.Letters;
using Microsoft.DurableTask;

namespace Campaigns;

/// <summary>Stored in histories: changing a name breaks campaigns in flight.</summary>
public sealed record CampaignInput(string CampaignId);

/// <summary>
/// One campaign from launch to report. It decides nothing: an activity reads the row and says what comes next, this carries it
/// out or waits. Changing the order of calls breaks campaigns in flight: then branch on <c>context.Version</c> (host.json).
/// </summary>
public sealed class CampaignOrchestrator : TaskOrchestrator<CampaignInput, string>
{
    const int TurnsOfAnExecution = 25; // keeps the history short; then it begins anew
    static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public override async Task<string> RunAsync(TaskOrchestrationContext context, CampaignInput input)
    {
        // One listener at a time, kept until it is rung: an abandoned one would swallow the next doorbell.
        var bell = context.WaitForExternalEvent<object?>(CampaignDesk.Doorbell);
        var failures = 0;
        for (var turn = 0; turn < TurnsOfAnExecution; turn++)
        {
            if (bell.IsCompleted) bell = context.WaitForExternalEvent<object?>(CampaignDesk.Doorbell);
            try
            {
                var next = await context.CallActivityAsync<NextStep>(nameof(DecideNextStep), input.CampaignId);
                if (next.IsEnd) return input.CampaignId;
                if (next.Activity is null) await WaitAsync(context, next.Until, bell);
                else await CarryOutAsync(context, input.CampaignId, next);
                failures = 0;
            }
            catch (TaskFailedException)
            {
                // Never for good: the row says what is wrong, and a person's decision (or the operator's bell) cuts the pause short.
                await WaitAsync(context, context.CurrentUtcDateTime + Pause(failures++), bell);
            }
        }
        context.ContinueAsNew(input);
        return input.CampaignId;
    }

    static async Task CarryOutAsync(TaskOrchestrationContext context, string id, NextStep next)
    {
        if (next.Letters > 0)
            await context.CallSubOrchestratorAsync<int>(
                nameof(DispatchOrchestrator), new DispatchInput(id, next.Number, next.Letters),
                new TaskOptions().WithInstanceId($"{id}-round-{next.Number}"));
        await context.CallActivityAsync<bool>(next.Activity!, new StepInput(id, next.Number));
    }

    static async Task WaitAsync(TaskOrchestrationContext context, DateTime? until, Task bell)
    {
        var latest = context.CurrentUtcDateTime + LongestWait;
        using var rung = new CancellationTokenSource();
        var timer = context.CreateTimer(until < latest ? until.Value : latest, rung.Token);
        if (await Task.WhenAny(timer, bell) == bell) rung.Cancel();
    }

    // 2 s, 4 s, 8 s ... 8.5 min.
    static TimeSpan Pause(int failures) => TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures + 1, 9)));
}
