using Campaigns.Abuse;
using Campaigns.Functions.Signatories;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Mail;
using Campaigns.Signatures;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators;

/// <summary>The desk for scripts: the same facts as the page.</summary>
static class DeskJson
{
    public static IResult List(DeskListView view) => Results.Json(new { active = view.Active.Select(Entry), past = view.Past.Select(Entry) });

    public static IResult One(DeskFacts facts)
    {
        var campaign = facts.Campaign;
        var next = Plan.Next(campaign);
        return Results.Json(new
        {
            campaign.Id,
            campaign.Title,
            state = Word(campaign.Phase),
            campaign.OpensAt,
            campaign.ClosesAt,
            campaign.GraceUntil,
            campaign.TimeZone,
            languages = CampaignDoor.LanguagesOf(campaign),
            campaign.EmbargoUntil,
            retention = Retention.Of(campaign),
            keptUntil = Retention.EndsAt(campaign),
            purge = campaign.Purge is { CompletedAt: not null } ? CertificateDoor.Facts(campaign) : null,
            nextStep = Word(next.Kind),
            nextDueAt = next.DueAt,
            facts.Count.Organisations,
            facts.Count.Countries,
            facts.Count.Individuals,
            campaign.MinimumSignatures,
            campaign.MinimumCountries,
            campaign.MaximumObjections,
            whenMissed = Conditions.Word(campaign.WhenMissed),
            campaign.ExtendBy,
            campaign.ExtendedFrom,
            conditions = Board(facts.Conditions),
            campaign.Target,
            campaign.Network,
            secondApproval = Second(facts.Second),
            toTellOfADeadline = facts.ToTellOfADeadline,
            mayRemindAt = Plan.MayRemindAt(campaign),
            nextReminder = Reminder(facts.NextReminder),
            toVet = facts.ToVet.Count,
            mailDomains = new { allow = facts.MailRules.Allow, hold = facts.MailRules.Hold, block = facts.MailRules.Block },
            webhook = facts.Webhook is { } hook
                ? new { hook.Webhook.Address, hook.Secret, hook.Webhook.Attempts, hook.Webhook.NextAt, hook.Webhook.GivenUpAt, hook.Log }
                : null,
            addendumOwed = facts.Owed.Count,
            updates = new { people = facts.WantUpdates, latest = campaign.Update is { } update ? new { update.Number, update.WrittenAt, update.SentAt, update.People } : null },
            signatories = facts.Signatures.Select(signature => Signatory(signature, facts.StandingOf(signature))),
            invitations = new
            {
                total = facts.Invitations.Count,
                sent = facts.Invitations.Count(one => one.InvitedAt is not null),
                answered = facts.Answered,
                standings = facts.Standings.ToDictionary(one => Word(one.Standing), one => one.Count),
                list = facts.Invitations.Select(Invitation),
            },
            letters = Letters(facts),
            rounds = RoundJson.Of(facts),
            journal = facts.Journal.Select(entry => new { entry.At, entry.Actor, entry.What, entry.Arguments, entry.Note }),
        });
    }

    static object Letters(DeskFacts facts) => new
    {
        facts.LetterCounts.Total,
        facts.LetterCounts.Accepted,
        facts.LetterCounts.Delivered,
        facts.LetterCounts.Bounced,
        facts.LetterCounts.Failed,
        answered = facts.Replied.Count,
        incoming = facts.Incoming.Values.Sum(),
        followUps = facts.Campaign.FollowUps.Select((plan, index) => new
        {
            plan.DueAt,
            plan.SentAt,
            list = facts.FollowUps.Where(row => row.Round == FollowUps.RoundOf(index + 1)).Select(row => new { addressee = row.Addressee.Number, state = Word(row.State!.Value) }),
        }),
        list = facts.Letters.Select(letter => Letter(letter, facts.Replied.Contains(letter.Addressee.Number))),
    };

    static object Entry(DeskEntry entry)
    {
        var next = Plan.Next(entry.Campaign);
        return new
        {
            entry.Campaign.Id,
            entry.Campaign.Title,
            state = Word(entry.Campaign.Phase),
            entry.Campaign.OpensAt,
            entry.Campaign.ClosesAt,
            entry.Campaign.TimeZone,
            nextStep = Word(next.Kind),
            nextDueAt = next.DueAt,
            entry.Count.Organisations,
            entry.Count.Countries,
            entry.Count.Individuals,
        };
    }

    public static object Signatory(Signature signature, Standing? standing) => new
    {
        signature.Id,
        kind = Word(signature.Kind),
        signature.Country,
        state = Word(signature.State),
        publication = Word(signature.Publication),
        pseudonym = signature.Details.Pseudonym is { Length: > 0 } pseudonym ? pseudonym : null,
        signature.Details.Organisation,
        signature.Details.Name,
        signature.Details.Role,
        signature.Details.Email,
        standing = standing is { } known ? Word(known) : null,
        doubts = signature.Doubts.Each().Select(Word),
        signature.RequestedAt,
        signature.ConfirmedAt,
        updates = signature.UpdatesAt is not null,
        withdrawnAfterDispatchAt = signature.LeftAt,
        signature.ErasedAt,
    };

    static object? Second(SecondFacts? second) => second is null ? null : new
    {
        letters = second.Letters,
        waitingFor = second.WaitingFor,
        late = second.IsLate,
        request = second.Request is { } request
            ? new { request.Number, request.AskedAt, second.AskedBy, request.ByItself, request.Letters, request.Count.Organisations, request.Count.Countries, request.Count.Individuals, second.ApprovedBy }
            : null,
    };

    static object? Board(ConditionBoard? board) => board is null ? null : new
    {
        missed = board.AreMissed,
        atDeadline = Word(board.AtDeadline),
        ifClosedNow = Word(board.ByHand),
        board.Reached.Objections,
        mustSign = board.Named.Select(one => new { one.Organisation, one.Country, signed = one.HasSigned, invited = one.IsInvited }),
    };

    static object? Reminder(ReminderPreview? next) => next is null ? null : new
    {
        next.Number,
        next.DueAt,
        people = next.People.Select(one => new { one.Invitation.Number, one.Invitation.Organisation, one.At, one.TimeZone }),
        mails = next.Mails.Select(mail => new { mail.Language, mail.Subject, text = MailText.Render(mail) }),
    };

    static object Invitation(InvitationStatus one) => new
    {
        one.Invitation.Number,
        one.Invitation.Organisation,
        one.Invitation.Country,
        one.Invitation.Email,
        one.Invitation.TimeZone,
        one.Invitation.Phone,
        one.InvitedAt,
        one.Reminded,
        one.LastRemindedAt,
        answer = one.Answer is { } answer ? Word(answer) : null,
        standing = Word(one.Standing),
        mails = one.Mails.Select(mail => new { mail.Email, state = Word(mail.State), mail.ToldAt, mail.Reason }),
        alternates = one.Invitation.Alternates.IsDefault ? [] : one.Invitation.Alternates.Select(other => other.Email),
    };

    public static object Letter(LetterRow letter, bool answered) => new
    {
        letter.Round,
        addressee = letter.Addressee.Number,
        letter.Addressee.Office,
        letter.Addressee.Body,
        letter.Addressee.Country,
        letter.Addressee.Email,
        state = letter.State is { } state ? Word(state) : "waiting",
        letter.ChangedAt,
        letter.Attempt,
        letter.Reason,
        answered,
        letter.SentTo,
        letter.Way,
        earlier = letter.Earlier.Select(Attempt),
    };

    static object Attempt(LetterRow letter) => new { letter.Attempt, state = Word(letter.State!.Value), letter.ChangedAt, letter.Reason, letter.SentTo, letter.Way };

    /// <summary>Reads what <see cref="Word"/> writes; null for anything else.</summary>
    public static T? Value<T>(string? word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
            if (Word(value) == word) return value;
        return null;
    }

    /// <summary>As in addresses and forms: <c>NameWithheld</c> is <c>name-withheld</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
