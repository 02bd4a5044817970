using Campaigns.Letters;
using Campaigns.Mail;
using Campaigns.Signatures;
using Microsoft.DurableTask;

namespace Campaigns;

/// <summary>Takes the list as it stands at this moment, for the letters of a round; or asks the coordinator first, where a person has to decide. The window stays open.</summary>
public sealed class BeginRound(StepRunner steps, CampaignWriter writer, SignatureBook book, CampaignsOptions options) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.BeginRound, input, campaign => ActAsync(campaign, input.Number));

    async Task ActAsync(Campaign campaign, int round)
    {
        var plan = Rounds.Find(campaign, round)!;
        if (await IsToAskAsync(campaign, plan) is { } counted)
        {
            var message = new RoundWaits(campaign.DeskLanguage, campaign.Title, plan.Name, options.DeskLink(campaign.Id), counted);
            await writer.DecideAsync(campaign.Id, new StepCommand.RoundAsked(round, counted), mails: _ => [new(FormattableString.Invariant($"round-{round}-asked"), message)]);
            return;
        }
        var at = steps.Now;
        var (count, list) = await book.SnapshotAsync(campaign, round, at);
        await writer.DecideAsync(campaign.Id, new StepCommand.RoundBegun(round, count, list, at));
    }

    async Task<Count?> IsToAskAsync(Campaign campaign, RoundPlan plan)
    {
        if (plan.ApprovedAt is not null) return null;
        var reached = await book.ReachedNowAsync(campaign);
        return Rounds.HasToAsk(campaign, plan, reached) ? reached.Count : null;
    }
}

/// <summary>Every addressee of the round has its letter's outcome; tells the coordinator.</summary>
public sealed class FinishRound(StepRunner steps, CampaignWriter writer, LetterLedger ledger, CampaignsOptions options) : TaskActivity<StepInput, bool>
{
    public override Task<bool> RunAsync(TaskActivityContext context, StepInput input) =>
        steps.RunAsync(StepKind.SendRound, input, campaign => ActAsync(campaign, input.Number));

    async Task ActAsync(Campaign campaign, int round)
    {
        var letters = await ledger.CountAsync(campaign, round);
        var plan = Rounds.Find(campaign, round)!;
        var title = plan.Name.Length == 0 ? campaign.Title : $"{campaign.Title} – {plan.Name}";
        var report = new DispatchReport(campaign.DeskLanguage, title, options.DeskLink(campaign.Id), plan.Count!, letters.Total, letters.Accepted, letters.Bounced + letters.Failed);
        await writer.DecideAsync(campaign.Id, new StepCommand.RoundSent(round), mails: _ => [new(FormattableString.Invariant($"round-{round}-report"), report)]);
    }
}
