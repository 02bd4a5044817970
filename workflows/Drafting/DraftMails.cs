using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Drafting;

/// <summary>The mails of drafting, as inserts for the transaction that causes them: to reviewers in their language, to editors in the draft’s.</summary>
public sealed class DraftMails(Outbox outbox, CampaignsOptions options)
{
    internal IEnumerable<TableTransactionAction> Write(StatementDraft draft, DraftMail mail, DataKey key)
    {
        if (mail.Kind == DraftMailKind.RoundOver) return draft.Editors.Select((to, index) => Over(draft, to, index, key));
        if (mail.Kind == DraftMailKind.OpeningStopped) return draft.Editors.Select((to, index) => Stopped(draft, to, index, key));
        var reviewer = draft.Reviewers[mail.Reviewer - 1];
        var link = options.LinkFor(reviewer.Language, ReviewTokens.Path(key, draft.Id, reviewer.Number));
        var round = draft.Round!;
        Message message = mail.Kind == DraftMailKind.Asked
            ? new ReviewAsked(reviewer.Language, draft.Title, reviewer.Name, link, round.Deadline, draft.TimeZone)
            : new ReviewReminder(reviewer.Language, draft.Title, reviewer.Name, link, round.Deadline, draft.TimeZone);
        return [outbox.Add(key, draft.Id, $"review-{round.Number}-{mail.Kind}-{reviewer.Number}", reviewer.Email, message)];
    }

    TableTransactionAction Stopped(StatementDraft draft, string to, int index, DataKey key)
    {
        var message = new OpeningStopped(draft.Language, draft.Title, $"{options.BaseUrl}/desk/drafts/{draft.Id}", draft.Launch!.StoppedBy == WaitingLaunch.Objection);
        return outbox.Add(key, draft.Id, $"opening-{draft.Changes}-{index}", to, message);
    }

    TableTransactionAction Over(StatementDraft draft, string to, int index, DataKey key)
    {
        var round = draft.Round!;
        var words = draft.Verdicts.Where(word => word.Reviewer > 0 && word.At >= round.OpenedAt).ToList();
        var silent = draft.Asked.Count(reviewer => !draft.HasAnswered(reviewer));
        var message = new ReviewRoundOver(draft.Language, draft.Title, $"{options.BaseUrl}/desk/drafts/{draft.Id}", words.Count(word => word.Approves), words.Count(word => !word.Approves), silent);
        return outbox.Add(key, draft.Id, $"round-{round.Number}-over-{index}", to, message);
    }
}
