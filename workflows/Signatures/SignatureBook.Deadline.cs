using Campaigns.Abuse;
using Campaigns.Invitations;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Signatures;

public sealed partial class SignatureBook
{
    // --- a moved deadline

    /// <summary>Tells those who wait to confirm and those who have signed of a moved deadline, each once; the fact and the mail are one transaction.</summary>
    /// <param name="toldElsewhere">Ids of addresses that have a mail about this move as invited people.</param>
    /// <param name="isLatest">Asked now and then: false ends it, because a later move is told instead.</param>
    /// <returns>How many have been told of this move, earlier calls included.</returns>
    internal async Task<int> TellDeadlineAsync(
        Campaign campaign, DeadlineMove move, IReadOnlySet<string> toldElsewhere, Func<Task<bool>> isLatest, CancellationToken cancellation = default)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        var rules = MailRules.Of(campaign, key);
        var told = 0;
        var notices = new List<Task<BookOutcome>>(NoticesAtOnce);
        await foreach (var row in ShardRows.StreamAsync(table, campaign, "", cancellation))
        {
            if (row.ToldMove == move.Number) told++;
            if (!BookDecisions.IsToBeTold(row, move) || toldElsewhere.Contains(row.Id) || (!rules.IsEmpty && IsBlocked(rules, row.Details(key).Email))) continue;
            notices.Add(writers.EnqueueAsync(row.Partition, new(row.Id, false, 2, Notice) { Row = row }));
            if (notices.Count == NoticesAtOnce && !await GoesOnAsync()) return told;
        }
        await GoesOnAsync();
        return told;

        async Task<bool> GoesOnAsync()
        {
            told += (await Task.WhenAll(notices).WaitAsync(cancellation)).Count(outcome => outcome.Decision.Changed);
            notices.Clear();
            foreach (var partition in ShardKeys.All(campaign)) outbox.Ring(table, partition);
            return await isLatest();
        }

        BookDecision Notice(BookHeader? _, BookRow? row, DateTimeOffset now) => BookDecisions.IsToBeTold(row, move)
            ? BookDecision.Write(row! with { ToldMove = move.Number, ToldClosesAt = move.To }, DeadlineMail(campaign, move, key, row!))
            : BookDecision.Keep(row);
    }

    Azure.Data.Tables.TableTransactionAction DeadlineMail(Campaign campaign, DeadlineMove move, DataKey key, BookRow row)
    {
        var details = row.Details(key);
        var message = new DeadlineChanged(
            row.Language, campaign.TitleIn(row.Language), row.HasSigned ? DeadlineReader.Signed : DeadlineReader.Unconfirmed,
            options.LinkFor(row.Language, Path(SignTokens.ForSignature(key, campaign.Id, row.Id))), row.ToldClosesAt ?? move.From, move.To, campaign.TimeZone)
        {
            ReaderZone = PersonZone.OfCountry(row.Country)?.Id,
            Code = CodeOf(SignCodes.ForSignature(key, row.Id)),
            Neutral = campaign.NeutralMail || details.Neutral,
        };
        return outbox.Add(key, row.Partition, FormattableString.Invariant($"deadline-{row.Id}-{move.Number}"), details.Email, message);
    }

    /// <summary>Numbers of the invitations of which an address stands in the book, whatever its state.</summary>
    internal async Task<IReadOnlySet<int>> KnownAsync(Campaign campaign, IReadOnlyList<Invitation> invitations, CancellationToken cancellation) =>
        await NumbersAsync(campaign, invitations, ShardRows.StreamIdsAsync(table, campaign, "", cancellation), cancellation);
}
