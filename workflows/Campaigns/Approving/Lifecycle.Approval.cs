namespace Campaigns;

/// <summary>Who lets the letters go: one person, or one who asks and another who approves.</summary>
public static partial class Lifecycle
{
    /// <summary>The rule chosen at launch, applied to the count at the close.</summary>
    static Decision ApprovalDecided(Campaign campaign, StepCommand.ApprovalDecided decided, DateTimeOffset now)
    {
        var count = decided.Reached.Count;
        var outcome = Conditions.Outcome(campaign, Conditions.AreMissed(campaign, decided.Reached));
        if (outcome == AtClose.DoNotSend) return Decision.Of(campaign with { Phase = Phase.Cancelled, CancelledAt = now, NotSentAt = now }, Counted(now, "NotSent", count));
        if (outcome == AtClose.Ask || campaign is { SecondApproval: true, LaunchedBy: null }) return Decision.Of(campaign with { Phase = Phase.Approval, ApprovalAskedAt = now }, Counted(now, "ApprovalAsked", count));
        if (!campaign.SecondApproval) return Decision.Of(campaign with { ApprovedAt = now }, Counted(now, "ApprovedByRule", count));
        var waiting = Asked(campaign, campaign.LaunchedBy!, byItself: true, count, decided.Letters, now) with { Phase = Phase.Approval, ApprovalAskedAt = now };
        return Decision.Of(waiting, Counted(now, "SecondAskedByRule", count));
    }

    static Decision AskApproval(Campaign campaign, DeskCommand.AskApproval ask, DateTimeOffset now, string actor)
    {
        if (Unasked(campaign) is { } refusal) return Decision.Refuse(refusal);
        if (ask.By is null) return Decision.Refuse("NeedsAPerson");
        if (campaign.ApprovalRequest is { } waiting) return waiting.By.Hash == ask.By.Person.Hash ? Decision.Nothing : Decision.Refuse("AskedAlready");
        if (campaign.ApprovalRequests >= Limits.ApprovalRequests) return Decision.Refuse("AskedTooOften");
        var (count, letters) = (ask.Count, campaign.Addressees);
        return Decision.Of(
            Asked(campaign, ask.By.Person, byItself: false, count, ask.Letters, now),
            JournalEntry.Of(now, actor, "SecondAsked", letters, count.Organisations, count.Countries, count.Individuals));
    }

    static Decision Approve(Campaign campaign, DeskCommand.Approve approve, DateTimeOffset now, string actor)
    {
        if (campaign is { Phase: Phase.Closed, ApprovedAt: not null } or { Phase: Phase.Dispatching or Phase.Dispatched }) return Decision.Nothing;
        if (!campaign.SecondApproval)
            return campaign.Phase == Phase.Approval
                ? Decision.Of(campaign with { Phase = Phase.Closed, ApprovedAt = now }, JournalEntry.Of(now, actor, "Approved"))
                : Decision.Refuse(NotWaiting(campaign));
        if (NotTheSecond(campaign, approve.By, approve.Request) is { } refusal) return Decision.Refuse(refusal);
        var request = campaign.ApprovalRequest!;
        if (request.Letters != approve.Letters) return Decision.Refuse("LettersChanged");
        return Decision.Of(
            campaign with { Phase = Phase.Closed, ApprovedAt = now, ApprovalRequest = request with { ApprovedBy = approve.By!.Person } },
            JournalEntry.Of(now, actor, "SecondApproved"));
    }

    static Decision RefuseApproval(Campaign campaign, DeskCommand.RefuseApproval refuse, DateTimeOffset now, string actor) =>
        NotTheSecond(campaign, refuse.By, refuse.Request) is { } refusal
            ? Decision.Refuse(refusal)
            : Decision.Of(campaign with { ApprovalRequest = null }, JournalEntry.Of(now, actor, "SecondRefused") with { Note = refuse.Reason });

    static Decision TakeBackApproval(Campaign campaign, DeskCommand.TakeBackApproval back, DateTimeOffset now, string actor)
    {
        if (Unasked(campaign) is { } refusal) return Decision.Refuse(refusal);
        if (back.By is null) return Decision.Refuse("NeedsAPerson");
        if (campaign.ApprovalRequest is not { } request) return Decision.Refuse("NotAsked");
        if (request.By.Hash != back.By.Person.Hash) return Decision.Refuse("AskedByAnother");
        return Decision.Of(campaign with { ApprovalRequest = null }, JournalEntry.Of(now, actor, "SecondTakenBack"));
    }

    /// <summary>The reminder of that number was written.</summary>
    static Decision ApproversReminded(Campaign campaign, StepCommand.ApproversReminded reminded, DateTimeOffset now)
    {
        var request = campaign.ApprovalRequest!;
        return Decision.Of(
            campaign with { ApprovalRequest = request with { Reminders = request.Reminders + 1 } },
            Entry(now, "ApproversReminded", SecondPerson.ReminderOf(reminded.Number), reminded.Messages));
    }

    /// <summary>Why this person cannot say yes or no to this request; null: they can.</summary>
    static string? NotTheSecond(Campaign campaign, Approver? by, int request)
    {
        if (Unasked(campaign) is { } refusal) return refusal;
        if (by is null) return "NeedsAPerson";
        if (campaign.ApprovalRequest is not { } waiting) return "NotAsked";
        if (waiting.By.Hash == by.Person.Hash) return "SamePerson";
        if (!by.IsOfTheCampaign) return "NotAnApprover";
        return waiting.Number == request ? null : "AskedAnew";
    }

    /// <summary>Why nothing can be asked or said about a second person; null: it can.</summary>
    static string? Unasked(Campaign campaign) =>
        campaign.Phase != Phase.Approval ? NotWaiting(campaign) : campaign.SecondApproval ? null : "NoSecondPerson";

    static string NotWaiting(Campaign campaign) => campaign.Phase == Phase.Cancelled ? "Cancelled" : "NotWaiting";

    static Campaign Asked(Campaign campaign, DeskPerson by, bool byItself, Count count, string letters, DateTimeOffset now)
    {
        var number = campaign.ApprovalRequests + 1;
        return campaign with { ApprovalRequests = number, ApprovalRequest = new(number, now, by, byItself, count, letters) };
    }
}
