using Microsoft.DurableTask;

namespace Campaigns.Drafting;

/// <summary>Stored in histories: changing a name breaks rounds in flight.</summary>
public sealed record DraftRoundInput(string DraftId, int Round);

/// <summary>When the round has something to do next (UTC); null when it is over. Stored in histories.</summary>
public sealed record DraftWait(DateTime? Until);

/// <summary>
/// One drafting round from its opening to its deadline: waits, and lets the activity do what is due. Instance id
/// <c>{draft}-draft-{round}</c>. It decides nothing; changing the order of calls breaks rounds in flight.
/// </summary>
public sealed class DraftRoundOrchestrator : TaskOrchestrator<DraftRoundInput, int>
{
    const int TurnsOfAnExecution = 25; // keeps the history short; then it begins anew
    static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    public override async Task<int> RunAsync(TaskOrchestrationContext context, DraftRoundInput input)
    {
        var bell = context.WaitForExternalEvent<object?>(CampaignDesk.Doorbell);
        var failures = 0;
        for (var turn = 0; turn < TurnsOfAnExecution; turn++)
        {
            if (bell.IsCompleted) bell = context.WaitForExternalEvent<object?>(CampaignDesk.Doorbell);
            DateTime until;
            try
            {
                var next = await context.CallActivityAsync<DraftWait>(nameof(TakeDraftStep), input);
                if (next.Until is null) return input.Round;
                (until, failures) = (next.Until.Value, 0);
            }
            catch (TaskFailedException)
            {
                until = context.CurrentUtcDateTime + TimeSpan.FromSeconds(Math.Pow(2, Math.Min(++failures, 9)));
            }
            var latest = context.CurrentUtcDateTime + LongestWait;
            using var rung = new CancellationTokenSource();
            var timer = context.CreateTimer(until < latest ? until : latest, rung.Token);
            if (await Task.WhenAny(timer, bell) == bell) rung.Cancel();
        }
        context.ContinueAsNew(input);
        return input.Round;
    }
}
