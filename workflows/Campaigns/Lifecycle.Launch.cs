namespace Campaigns;

public static partial class Lifecycle
{
    // What comes to one shard at the same time is committed together: with more shards there is less of it in each, and more
    // transactions. Azure Storage takes 2,000 rows a second in each of them.
    const int Shards = 4;

    /// <summary>The campaign that a draft becomes. Without an opening of its own it opens at once.</summary>
    public static Campaign Launch(CampaignDraft draft, string id, DateTimeOffset now)
    {
        var opens = draft.OpensAt ?? now;
        var campaign = WithTimes(new Campaign
        {
            Id = id,
            Title = draft.Title,
            Phase = Phase.Scheduled,
            Language = draft.Language,
            Languages = [draft.Language, .. draft.Texts.Keys.Where(tag => tag != draft.Language)],
            CoordinatorLanguage = draft.CoordinatorLanguage,
            Titles = draft.Titles,
            ApprovedBy = draft.ApprovedBy,
            TextHash = TextHash.Of(draft.Texts, draft.Addressees, draft.Titles is { } titles ? titles.Add(draft.Language, draft.Title) : null),
            TimeZone = draft.TimeZone,
            OpensAt = opens,
            Window = draft.Window,
            ClosesAt = draft.ClosesAt,
            Grace = draft.Grace,
            Signatories = draft.Signatories,
            DefaultPublication = draft.DefaultPublication,
            Publications = draft.Publications,
            NeutralMail = draft.NeutralMail,
            Urgent = draft.Urgent,
            Vetting = draft.Vetting,
            Approval = draft.Approval,
            SecondApproval = draft.SecondApproval,
            MinimumSignatures = draft.MinimumSignatures,
            MinimumCountries = draft.MinimumCountries,
            MustSigns = draft.MustSigns?.Length ?? 0,
            MaximumObjections = draft.MaximumObjections,
            WhenMissed = draft.WhenMissed,
            ExtendBy = draft.ExtendBy,
            EmbargoUntil = draft.EmbargoUntil,
            EmbargoExceptReviewers = draft.EmbargoExceptReviewers,
            Rounds = draft.Rounds ?? [],
            Network = draft.Network,
            Target = draft.Target,
            Retention = draft.Retention ?? Retention.Default,
            Reminders = [.. draft.Reminders.Select(chosen => new ReminderPlan(chosen, opens, null))],
            FollowUps = [.. (draft.FollowUps ?? []).Select(chosen => new FollowUpPlan(chosen, null))],
            Addressees = draft.Addressees.Length,
            Invitations = draft.Invitations.Length,
            Shards = Shards,
            LaunchedAt = now,
        });
        return campaign with { Reminders = [.. campaign.Reminders.OrderBy(reminder => reminder.DueAt)] };
    }
}
