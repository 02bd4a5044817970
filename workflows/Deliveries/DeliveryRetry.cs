using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Mail;
using Campaigns.Storage;
using Microsoft.Extensions.Logging;

namespace Campaigns.Deliveries;

/// <summary>One that was chosen.</summary>
/// <param name="Delivery">As it is now; null: there is none any more.</param>
public sealed record RetryLine(DeliveryKey Key, Delivery? Delivery, RetryVerdict Verdict)
{
    /// <summary>As it was read, to be changed only while it is so.</summary>
    internal ITableEntity? Row { get; init; }
}

/// <summary>What became of one.</summary>
/// <param name="Refusal">As <see cref="RetryVerdict.Why"/>, or Failed (storage did not answer: look whether it was done), or NotTried (there was no time left); null: done.</param>
/// <param name="State">Of a letter that was sent: where it stands now.</param>
public sealed record RetryResult(RetryLine Line, string? Refusal, DeliveryState? State = null);

/// <summary>
/// Sends several letters and mails again on a person's word. Each is done for itself: a letter's new attempt and the journal entry stand in one transaction, and so do an
/// invitation that is written anew and its entry. For mails that wait the entry comes first. Cut off anywhere, the same order once more does what was left, and nothing twice,
/// because each names the attempt that the person saw.
/// </summary>
public sealed class DeliveryRetry(
    CampaignTables tables, CampaignWriter journal, LetterSender letters, InvitationMail invitations, Outbox outbox, DeliveryCounting counting, TimeProvider time, ILogger<DeliveryRetry> logger)
{
    const int AtOnce = 4;
    /// <summary>Whoever waits for the answer waits no longer.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(150);

    /// <summary>What would be done. Changes nothing.</summary>
    /// <param name="campaign">To which all of them belong; null: to none.</param>
    public async Task<IReadOnlyList<RetryLine>> PreviewAsync(Campaign? campaign, IReadOnlyList<DeliveryKey> chosen, CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var found = new List<(DeliveryKey Key, Delivery? Delivery, ITableEntity? Row)>();
        foreach (var some in chosen.Chunk(AtOnce))
            found.AddRange(await Task.WhenAll(some.Select(async key => await DeliveryRows.FindAsync(tables, key, now, cancellation) is { } one
                ? (key, (Delivery?)one.Delivery, (ITableEntity?)new TableEntity(key.Partition, key.Row) { ETag = one.ETag }) : (key, null, null))));
        var refused = found.Select(one => one.Delivery).OfType<Delivery>().Where(one => one is { Kind: DeliveryKind.Invitation, State: DeliveryState.Refused }).Select(one => (one.Number, one.Place)).ToHashSet();
        var notAgain = campaign is null ? new Dictionary<(int, int), string>() : await invitations.NotAgainAsync(campaign, refused, cancellation);
        return [.. found.Select(one => new RetryLine(one.Key, one.Delivery, Verdict(one.Key, one.Delivery)) { Row = one.Row })];

        RetryVerdict Verdict(DeliveryKey seen, Delivery? one) =>
            one is null ? RetryVerdict.Not("Gone") : one.Key != seen ? RetryVerdict.Not("Changed")
            : RetryRule.Of(one, campaign, notAgain.GetValueOrDefault((one.Number, one.Place)), now);
    }

    /// <summary>Does it, as far as it can be.</summary>
    /// <param name="actor">As in the journal.</param>
    public async Task<IReadOnlyList<RetryResult>> ApplyAsync(Campaign? campaign, IReadOnlyList<DeliveryKey> chosen, string reason, string actor, CancellationToken cancellation = default)
    {
        var began = time.GetTimestamp();
        var lines = await PreviewAsync(campaign, chosen, cancellation);
        var waiting = lines.Count(line => line.Verdict.Act == RetryAct.TryNow);
        if (campaign is not null && waiting > 0) await journal.NoteAsync(campaign.Id, JournalEntry.Of(time.GetUtcNow(), actor, "MailTriedNow", waiting) with { Note = reason }, cancellation);
        var results = new ConcurrentDictionary<RetryLine, RetryResult>();
        await Parallel.ForEachAsync(lines, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (line, stop) =>
            results[line] = time.GetElapsedTime(began) > Longest ? new(line, "NotTried") : await TryAsync(campaign, line, reason, actor, stop));
        foreach (var partition in lines.Where(line => line.Verdict.Act == RetryAct.TryNow).Select(line => line.Key.Partition).Distinct()) outbox.Ring(DeliveryRows.TableOf(tables, partition), partition);
        return [.. lines.Select(line => results[line])];
    }

    async Task<RetryResult> TryAsync(Campaign? campaign, RetryLine line, string reason, string actor, CancellationToken cancellation)
    {
        try
        {
            return line.Verdict.Act switch
            {
                RetryAct.SendLetter => await SendAsync(campaign!, line, reason, actor, cancellation),
                RetryAct.InviteAgain => new(line, await invitations.InviteAgainAsync(campaign!, line.Delivery!.Number, line.Row!,
                    JournalEntry.Of(time.GetUtcNow(), actor, "InvitedAgain", line.Delivery.Number) with { Note = reason }, cancellation) ? null : "Changed"),
                RetryAct.TryNow => new(line, await TryNowAsync(line, cancellation) ? null : "BeingSent"),
                _ => new(line, line.Verdict.Why),
            };
        }
        catch (Exception trouble) when (trouble is RequestFailedException or MailServiceBusyException)
        {
            logger.LogWarning("{Kind} {Number} of {CampaignId} could not be sent again: {Trouble}", line.Delivery?.Kind, line.Delivery?.Number, campaign?.Id, trouble.GetType().Name);
            return new(line, "Failed");
        }
    }

    async Task<RetryResult> SendAsync(Campaign campaign, RetryLine line, string reason, string actor, CancellationToken cancellation)
    {
        var one = line.Delivery!;
        var state = await letters.SendAgainAsync(campaign, one.Round, one.Number, new(reason, actor, one.Attempt), cancellation);
        return state is { } now ? new(line, null, DeliveryStates.Of(now)) : new(line, "Changed");
    }

    Task<bool> TryNowAsync(RetryLine line, CancellationToken cancellation) =>
        DeliveryRows.TableOf(tables, line.Key.Partition).TrySubmitAsync([Outbox.TryNow(line.Row!)], cancellation);

    /// <summary>Only so that the numbers follow at once.</summary>
    public async Task CountAgainAsync(IEnumerable<DeliveryKey> chosen, CancellationToken cancellation = default)
    {
        try
        {
            await counting.RefreshAsync(chosen.Select(key => ShardKeys.CampaignOf(key.Partition)), cancellation);
        }
        catch (RequestFailedException) { } // the timer comes by
    }
}
