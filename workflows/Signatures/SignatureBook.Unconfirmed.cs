using Campaigns.Abuse;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Signatures;

public sealed partial class SignatureBook
{
    // --- those who asked and did not confirm

    /// <summary>Reminds everyone who has not confirmed and whose time has come (<see cref="Unconfirmed"/>), each once in the campaign; the
    /// fact and the mail are one transaction. Nobody who said no, and nobody any more shortly before the close.</summary>
    /// <returns>How many were reminded by this call.</returns>
    public async Task<int> RemindUnconfirmedAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        if (!campaign.TakesSignatures(now) || Unconfirmed.IsLastCall(now, campaign.ClosesAt)) return 0;
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var rules = MailRules.Of(campaign, key);
        var reminded = 0;
        foreach (var partition in ShardKeys.All(campaign))
        {
            var pending = (await ShardRows.ReadAsync(table, partition, null, SignatureState.Pending, cancellation)).Select(BookRow.Read);
            var writes = pending.Where(row => Unconfirmed.IsDue(row, campaign.ClosesAt, now) && (rules.IsEmpty || !IsBlocked(rules, row.Details(key).Email)))
                .Select(row => writers.EnqueueAsync(partition, new(row.Id, false, 2, Remind) { Row = row }));
            var outcomes = await Task.WhenAll(writes).WaitAsync(cancellation);
            reminded += outcomes.Count(outcome => outcome.Decision.Changed);
            if (outcomes.Length > 0) outbox.Ring(table, partition);
        }
        return reminded;

        BookDecision Remind(BookHeader? _, BookRow? row, DateTimeOffset at) => Unconfirmed.IsDue(row, campaign.ClosesAt, at)
            ? BookDecisions.Mail(row! with { RemindedAt = at }, at, (after, _) => MailFor(campaign, key, after, isReminder: true))
            : BookDecision.Keep(row);
    }

    /// <summary>Sends the mail again that an address got last, on the word of whoever types the address. The caller cannot tell whether
    /// there was one: an address that never asked costs the same work and gets nothing.</summary>
    /// <remarks>Within the same pauses as <see cref="RequestAsync"/>.</remarks>
    /// <param name="email">A checked address.</param>
    public async Task ResendAsync(Campaign campaign, string email, CancellationToken cancellation = default)
    {
        if (!campaign.TakesSignatures(time.GetUtcNow())) return;
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var id = IdOf(key, email);
        var partition = ShardKeys.PartitionOf(campaign, id);
        var blocked = IsBlocked(MailRules.Of(campaign, key), email);
        await writers.WriteAsync(partition, new(id, false, 2, (_, row, now) =>
            row is null ? BookDecision.Only(Nothing()) : BookDecisions.Resend(row, now, blocked, (asked, discard) => MailFor(campaign, key, asked, discard: discard))), cancellation);
        outbox.Ring(table, partition);

        Azure.Data.Tables.TableTransactionAction Nothing() => outbox.Add(
            key, partition, $"nothing-{Base32.Random(16)}", email, new AlreadySigned(campaign.Language, campaign.Title, options.BaseUrl), discard: true);
    }
}
