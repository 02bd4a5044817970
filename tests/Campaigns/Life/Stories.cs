using System.Collections.Immutable;

namespace Campaigns.Tests.Life;

/// <summary>Campaigns to decide about, and a driver that carries out what the plan says, as the activities do.</summary>
static class Stories
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static CampaignDraft Draft(Func<CampaignDraft, CampaignDraft>? change = null)
    {
        var draft = new CampaignDraft
        {
            Title = "Let him enter",
            Language = "en",
            Texts = ImmutableSortedDictionary<string, string>.Empty.Add("en", "We ask the government to let our colleague enter."),
            Window = "PT6H",
            TimeZone = "Europe/Vienna",
            Signatories = SignatoryRule.Organisations,
            Vetting = VettingRule.None,
            Approval = ApprovalRule.Automatic,
            Addressees = [new(1, "Minister", "Ministry of Foreign Affairs", "AT", "minister@example.org", "en", "Dear Minister")],
            Invitations = [.. People(3)],
            Reminders = ["50%", "PT1H"],
            Coordinator = "coordinator@example.org",
        };
        return change?.Invoke(draft) ?? draft;
    }

    public static IEnumerable<Invitation> People(int count) => Enumerable.Range(1, count)
        .Select(n => new Invitation(n, $"Committee {n}", "NO", n % 2 == 0 ? "" : $"Person {n}", $"person{n}@example.org", "en"));

    public static Campaign Campaign(Func<CampaignDraft, CampaignDraft>? change = null) => Lifecycle.Launch(Draft(change), "aaaaaaaaaaaaaaaa", Start);

    /// <summary>What the activity of a step reports, given a count of signatures.</summary>
    public static IEnumerable<StepCommand> Reports(Campaign campaign, Step step, DateTimeOffset now, Count count) => step.Kind switch
    {
        StepKind.Open => [new StepCommand.Opening(), new StepCommand.Opened(campaign.Window is null ? campaign.ClosesAt : Opened(campaign, now))],
        StepKind.Invite => [new StepCommand.Invited(3, step.Number)],
        StepKind.Remind when Lifecycle.IsMoot(campaign, step.Number, now) => [new StepCommand.ReminderSkipped(step.Number)],
        StepKind.Remind => [new StepCommand.Reminded(step.Number, 2)],
        StepKind.MoveDeadline => [new StepCommand.DeadlineMoved(campaign.ClosesAt)],
        StepKind.TellDeadline => [new StepCommand.DeadlineTold(step.Number, 3)],
        StepKind.Close => [new StepCommand.Closed()],
        StepKind.DecideExtension => [new StepCommand.ExtensionDecided(new(count), campaign.ClosesAt!.Value)],
        StepKind.DecideApproval => [new StepCommand.ApprovalDecided(new(count))],
        StepKind.RemindApprovers => [new StepCommand.ApproversReminded(step.Number, 2)],
        StepKind.BeginRound when Rounds.HasToAsk(campaign, Rounds.Find(campaign, step.Number)!, new(count)) => [new StepCommand.RoundAsked(step.Number, count)],
        StepKind.BeginRound => [new StepCommand.RoundBegun(step.Number, count, new($"{step.Number}", count.Signatures), now)],
        StepKind.SendRound => [new StepCommand.RoundSent(step.Number)],
        StepKind.Dispatch => [new StepCommand.DispatchBegun(count)],
        StepKind.SendLetters or StepKind.FinishDispatch => [new StepCommand.Dispatched()],
        StepKind.Report => [new StepCommand.Reported()],
        StepKind.FollowUp => [new StepCommand.FollowedUp(step.Number, 2)],
        StepKind.NotifyCancelled => [new StepCommand.CancellationTold()],
        StepKind.Purge when campaign.Purge!.BegunAt is null => [new StepCommand.PurgeBegun(count, PersonalCount.Nothing), new StepCommand.Purged(PersonalCount.Nothing)],
        StepKind.Purge => [new StepCommand.Purged(PersonalCount.Nothing)],
        _ => [],
    };

    /// <summary>Carries out what is due until <paramref name="until"/>, each step at its time.</summary>
    public static Campaign Run(Campaign campaign, DateTimeOffset until, Count? count = null)
    {
        var now = Start;
        while (Plan.Next(campaign) is { DueAt: { } due } step && due <= until)
        {
            now = due > now ? due : now;
            foreach (var report in Reports(campaign, step, now, count ?? new(37, 18, 0))) campaign = Lifecycle.Decide(campaign, report, now).Campaign ?? campaign;
        }
        return campaign;
    }

    public static Campaign Do(this Campaign campaign, CampaignCommand command, DateTimeOffset now)
    {
        var decision = Lifecycle.Decide(campaign, command, now, "coordinator");
        Assert.Null(decision.Refusal);
        return decision.Campaign ?? campaign;
    }

    public static string? Refused(this Campaign campaign, CampaignCommand command, DateTimeOffset now) =>
        Lifecycle.Decide(campaign, command, now, "coordinator").Refusal;

    static DateTimeOffset? Opened(Campaign campaign, DateTimeOffset now) => Lifecycle.Decide(campaign, new StepCommand.Opening(), now).Campaign!.ClosesAt;
}
