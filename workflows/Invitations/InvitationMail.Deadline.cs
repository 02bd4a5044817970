using Azure;
using Azure.Data.Tables;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Invitations;

public sealed partial class InvitationMail
{
    // --- a moved deadline

    /// <summary>Tells everyone concerned of a moved deadline, each once: those who have signed or asked to (the book does that), and those who were
    /// invited and are not in the book. Who said no, withdrew, was refused or removed gets nothing.</summary>
    /// <param name="isLatest">Asked now and then: false ends it, because a later move is told instead.</param>
    /// <returns>How many have been told of this move, earlier runs included.</returns>
    public async Task<int> TellDeadlineAsync(Campaign campaign, DeadlineMove move, Func<Task<bool>> isLatest, CancellationToken cancellation = default)
    {
        var key = await keys.GetAsync(campaign.Id, cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var invited = (await InvitationRow.ReadAsync(tables, campaign, key, cancellation)).Where(row => row.InvitedAt is not null && !row.Invitation.IsErased).ToList();
            var told = await ToldRow.ReadAsync(tables, campaign.Id, cancellation);
            var now = invited.Where(row => told.IsTold(row.Number, move)).ToList();
            var inBook = await book.TellDeadlineAsync(campaign, move, now.Select(row => SignatureBook.IdOf(key, row.Invitation.Email)).ToHashSet(StringComparer.Ordinal), isLatest, cancellation);
            var known = await book.KnownAsync(campaign, [.. invited.Select(row => row.Invitation)], cancellation);
            var silent = invited.Except(now).Where(row => !known.Contains(row.Number) && told.Before(row.Number, move) != move.To).ToList();
            try
            {
                foreach (var batch in silent.Chunk(PeopleOfATransaction))
                    if (await isLatest()) await WriteAsync(campaign, batch, row => ToldRow.Insert(campaign.Id, move, row.Number, time.GetUtcNow()), row => MessageAsync(row, told), cancellation);
                return inBook + now.Count + silent.Count;
            }
            catch (RequestFailedException other) when (IsAlreadyDone(other) && attempt < Attempts) { } // another run is at it: read again
        }

        async Task<TableTransactionAction> MessageAsync(InvitationRow row, ToldRows told) => Add(
            campaign, key, row, FormattableString.Invariant($"deadline-{move.Number}-{row.Number:D4}"),
            new DeadlineChanged(
                row.Invitation.Language, campaign.TitleIn(row.Invitation.Language), DeadlineReader.Invited, await LinkAsync(campaign, row, cancellation), told.Before(row.Number, move), move.To, campaign.TimeZone)
            {
                ReaderZone = PersonZone.Known(row.Invitation)?.Id,
                Code = await book.InvitationCodeAsync(campaign, row.Invitation, cancellation),
                Neutral = campaign.NeutralMail,
            });
    }
}
