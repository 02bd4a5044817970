using System.Globalization;
using Campaigns.Alarms;
using Campaigns.Language;
using Texts = Campaigns.Functions.Pages.Texts;

namespace Campaigns.Functions.Coordinators;

/// <summary>Says in sentences what happens to a campaign, and what has happened.</summary>
static class Story
{
    /// <summary>One entry of the journal. Instants among the arguments are said in the campaign's zone.</summary>
    public static string Say(this Texts texts, JournalEntry entry, Campaign campaign)
    {
        object[] said = entry.What is "AlarmRaised" or "AlarmMended"
            ? [AlarmWords.Say(Trouble.Read(entry.Arguments), texts.Language)]
            : [.. entry.Arguments.Select(argument => Argument(texts, argument, campaign.TimeZone))];
        var what = texts["Journal_" + entry.What, said];
        return entry.Actor == JournalEntry.ByItself ? char.ToUpper(what[0], CultureInfo.CurrentUICulture) + what[1..] : texts["Journal_By", texts["Actor_" + entry.Actor], what];
    }

    /// <summary>The next step as a clause: "the window closes".</summary>
    public static string Say(this Texts texts, Step step, Campaign campaign) => step.Kind switch
    {
        StepKind.DecideApproval => texts[$"Ahead_{step.Kind}_{(campaign.SecondApproval ? "Second" : "")}{Rule(campaign)}"],
        StepKind.DecideExtension => texts["Ahead_DecideExtension", texts.SayDuration(campaign.ExtendBy!)],
        StepKind.NotifyCancelled when campaign.NotSentAt is not null || campaign.CancelledAt is null => texts["Ahead_NotifyNotSent"], // nobody has cancelled
        StepKind.Wait => texts[campaign.IsHeld ? "Ahead_Held" : campaign.SecondApproval ? "Ahead_WaitForSecond" : "Ahead_Wait"],
        StepKind.RemindApprovers => texts["Ahead_RemindApprovers", SecondPerson.ReminderOf(step.Number)],
        StepKind.Invite => texts.Count("Ahead_Invite", campaign.Invitations),
        StepKind.SendLetters or StepKind.SendRound => texts.Count("Ahead_SendLetters", Enumerable.Range(1, campaign.Addressees).Count(number => Rounds.Goes(campaign, step.Number, number))),
        StepKind.BeginRound => texts[Rounds.Find(campaign, step.Number) is { IsEarly: true } ? "Ahead_BeginRound_Early" : Rounds.Find(campaign, step.Number) is { ApprovedAt: null } && campaign.Approval != ApprovalRule.Automatic ? "Ahead_BeginRound_Ask" : "Ahead_BeginRound", Rounds.Find(campaign, step.Number)!.Name],
        StepKind.Close when step.DueAt is null => campaign.Target is { } target ? texts.Count("Ahead_CloseByTarget", target) : texts["Ahead_CloseByHand"],
        StepKind.Close when campaign.Grace is { } grace && step.DueAt == campaign.GraceUntil => texts["Ahead_CloseAfterGrace", texts.Say(grace)],
        StepKind.Remind => texts["Ahead_Remind", step.Number],
        StepKind.FollowUp => texts["Ahead_FollowUp", FollowUps.NumberOf(step.Number)],
        _ => texts["Ahead_" + step.Kind],
    };

    /// <summary>The rules for the letters, as one word.</summary>
    static string Rule(Campaign campaign) => campaign switch
    {
        { WhenMissed: MissedRule.DoNotSend } => campaign.Approval == ApprovalRule.Always ? "DoNotSendOrAsk" : nameof(MissedRule.DoNotSend),
        { WhenMissed: MissedRule.Ask or MissedRule.Extend, Approval: ApprovalRule.Automatic } => nameof(ApprovalRule.BelowThreshold),
        _ => campaign.Approval.ToString(),
    };

    /// <summary>What is worth reading of what is to come; bookkeeping is left out.</summary>
    /// <param name="reached">What the conditions are held against; null: all are met.</param>
    public static IEnumerable<Step> Ahead(Campaign campaign, DateTimeOffset now, Reached? reached = null) => Timetable.Of(campaign, now, reached).Where(step => step.Kind switch
    {
        StepKind.MoveDeadline => false,
        StepKind.Invite => campaign.Invitations > 0,
        StepKind.Remind => campaign.Invitations > 0,
        StepKind.DecideApproval => campaign.Approval != ApprovalRule.Automatic || campaign.SecondApproval || campaign.WhenMissed != MissedRule.Approval,
        StepKind.RemindApprovers => campaign.Phase == Phase.Approval, // before, nobody knows yet whether they are needed
        StepKind.FinishDispatch => false,
        _ => true,
    });

    static object Argument(Texts texts, string argument, string zone) =>
        argument.EndsWith('Z') && DateTimeOffset.TryParse(argument, CultureInfo.InvariantCulture, out var at)
            ? $"{Moment.In(zone, at, texts.Language)} ({Moment.Zone(zone, at)})"
            : argument;
}
