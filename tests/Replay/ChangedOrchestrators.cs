using Campaigns.Letters;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Abstractions;

namespace Campaigns.Tests.Replay;

/// <summary>How a developer might change an orchestrator under campaigns in flight.</summary>
public enum Change { None, OneCallMore, OtherOrder, LongerTimer, NoTimer, OneCallMoreInNewVersion }

/// <summary>A copy of the campaign's orchestrator with one change.</summary>
sealed class ChangedCampaign(Change change) : TaskOrchestrator<CampaignInput, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, CampaignInput input)
    {
        var bell = context.WaitForExternalEvent<object?>(CampaignDesk.Doorbell);
        var failures = 0;
        for (var turn = 0; turn < 25; turn++)
        {
            if (bell.IsCompleted) bell = context.WaitForExternalEvent<object?>(CampaignDesk.Doorbell);
            try
            {
                if (change == Change.OneCallMore || (change == Change.OneCallMoreInNewVersion && IsNew(context)))
                    await context.CallActivityAsync<bool>(nameof(MoveDeadline), new StepInput(input.CampaignId, 0));
                var next = await context.CallActivityAsync<NextStep>(nameof(DecideNextStep), input.CampaignId);
                if (next.IsEnd) return input.CampaignId;
                if (next.Activity is null) await WaitAsync(context, next.Until, bell);
                else await CarryOutAsync(context, input.CampaignId, next);
                failures = 0;
            }
            catch (TaskFailedException)
            {
                await WaitAsync(context, context.CurrentUtcDateTime + TimeSpan.FromSeconds(Math.Pow(2, Math.Min(++failures, 9))), bell);
            }
        }
        context.ContinueAsNew(input);
        return input.CampaignId;
    }

    static bool IsNew(TaskOrchestrationContext context) => TaskOrchestrationVersioningUtils.CompareVersions(context.Version, "99.0") >= 0;

    async Task CarryOutAsync(TaskOrchestrationContext context, string id, NextStep next)
    {
        Task ActAsync() => context.CallActivityAsync<bool>(next.Activity!, new StepInput(id, next.Number));
        if (change == Change.OtherOrder) await ActAsync();
        if (next.Letters > 0)
            await context.CallSubOrchestratorAsync<int>(
                nameof(DispatchOrchestrator), new DispatchInput(id, next.Number, next.Letters), new TaskOptions().WithInstanceId($"{id}-round-{next.Number}"));
        if (change != Change.OtherOrder) await ActAsync();
    }

    async Task WaitAsync(TaskOrchestrationContext context, DateTime? until, Task bell)
    {
        if (change == Change.NoTimer)
        {
            await bell;
            return;
        }
        var latest = context.CurrentUtcDateTime + TimeSpan.FromHours(change == Change.LongerTimer ? 2 : 1);
        using var rung = new CancellationTokenSource();
        var timer = context.CreateTimer(until < latest ? until.Value : latest, rung.Token);
        if (await Task.WhenAny(timer, bell) == bell) rung.Cancel();
    }
}

/// <summary>A copy of the round of letters, with other numbers.</summary>
sealed class ChangedDispatch(int atOnce, int firstRetrySeconds, bool givesUp) : TaskOrchestrator<DispatchInput, int>
{
    readonly TaskOptions patient = TaskOptions.FromRetryPolicy(new RetryPolicy(300, TimeSpan.FromSeconds(firstRetrySeconds), 2, TimeSpan.FromMinutes(5)));

    public override async Task<int> RunAsync(TaskOrchestrationContext context, DispatchInput input)
    {
        for (var first = 1; first <= input.Addressees; first += atOnce)
        {
            var last = Math.Min(first + atOnce - 1, input.Addressees);
            await Task.WhenAll(Enumerable.Range(first, last - first + 1).Select(number => SendAsync(context, new(input.CampaignId, input.Round, number))));
        }
        return input.Addressees;
    }

    async Task SendAsync(TaskOrchestrationContext context, LetterInput letter)
    {
        try
        {
            await context.CallActivityAsync<string>(nameof(SendLetter), letter, patient);
        }
        catch (TaskFailedException) when (givesUp)
        {
            await context.CallActivityAsync<string>(nameof(GiveUpLetter), letter, patient);
        }
    }
}
