using System.Globalization;
using Campaigns.Signatures;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;

namespace Campaigns.Drafting;

/// <summary>What a reviewer does through the link of their mail. Looking changes nothing.</summary>
public sealed class ReviewRoom(KeyRing keys, DraftStore store, DraftWriter writer, DraftLauncher launcher, CampaignStore campaigns, SignatureBook book, TimeProvider time)
{
    /// <returns>Null for a link that is none, of a draft that is gone, or of somebody who has left.</returns>
    public async Task<(StatementDraft Draft, Reviewer Reviewer)?> OpenAsync(string token, CancellationToken cancellation = default)
    {
        if (ReviewTokens.Read(token) is not var (id, number) || await keys.FindAsync(id, cancellation) is not { } key || !ReviewTokens.IsGenuine(key, token)) return null;
        return await store.FindAsync(id, cancellation) is { } draft && draft.Reviewers.FirstOrDefault(one => one.Number == number) is { HasLeft: false } reviewer
            ? (draft, reviewer) : null;
    }

    public Task<DraftDecision?> CommentAsync(StatementDraft draft, int reviewer, string by, string language, int version, int paragraph, string quote, string text, CancellationToken cancellation = default)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcTicks:D19}-{Base32.Random(6)}");
        var cut = quote.Length <= Limits.DraftQuote ? quote : quote[..(char.IsHighSurrogate(quote[Limits.DraftQuote - 1]) ? Limits.DraftQuote - 1 : Limits.DraftQuote)];
        return writer.DecideAsync(draft.Id, new DraftCommand.Comment(reviewer, by, language, version, paragraph, cut, text, id), cancellation: cancellation);
    }

    /// <summary>The last approval may open the campaign that waits for it.</summary>
    public async Task<DraftDecision?> JudgeAsync(DurableTaskClient client, StatementDraft draft, int reviewer, string by, ReviewWord word, CancellationToken cancellation = default)
    {
        var judge = new DraftCommand.Judge(reviewer, by, word.Language, word.Version, word.Approves, word.Text) { Organisation = word.Organisation };
        var decision = await writer.DecideAsync(draft.Id, judge, cancellation: cancellation);
        return decision is not { Refusal: null } ? decision : decision with { Draft = await launcher.OpenAsync(client, decision.Draft, cancellation) };
    }

    /// <summary>While an embargo lasts that excepts reviewers: who has signed the campaign that opened with the draft, as everybody will see it afterwards. Null otherwise.</summary>
    public async Task<(Campaign Campaign, IReadOnlyList<ListedSignatory> List)?> SignedSoFarAsync(StatementDraft draft, CancellationToken cancellation = default)
    {
        if (draft.Launch?.Campaign is not { } id || await campaigns.FindAsync(id, cancellation) is not { EmbargoExceptReviewers: true } campaign) return null;
        return campaign.IsUnderEmbargo(time.GetUtcNow()) && campaign.OpenedAt is not null ? (campaign, await book.PublicListAsync(campaign, cancellation)) : null;
    }

    /// <summary>Takes name and address out, and lets no further mail go there.</summary>
    public Task<DraftDecision?> LeaveAsync(StatementDraft draft, Reviewer reviewer, CancellationToken cancellation = default) =>
        writer.DecideAsync(draft.Id, new DraftCommand.Leave(reviewer.Number), cancellation: cancellation);
}
