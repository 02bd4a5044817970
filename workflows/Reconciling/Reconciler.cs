using Campaigns.Alarms;
using Campaigns.Letters;
using Campaigns.Signatures;
using Campaigns.Storage;
using Microsoft.Extensions.Logging;

namespace Campaigns.Reconciling;

/// <summary>
/// Compares what pages, headers, letters and journal say with the rows, mends what can be mended, and writes what it found into
/// the campaign's journal, where desk and operator read it. Each minute for campaigns that something was written about lately,
/// each hour for all.
/// </summary>
public sealed class Reconciler(
    CampaignTables tables, CampaignStore store, CampaignWriter writer, SignatureBook book, LetterLedger letters, Witness witness,
    AlarmBook alarms, WatchNotes notes, TimeProvider time, ILogger<Reconciler> logger)
{
    static readonly TimeSpan Aftermath = TimeSpan.FromDays(1);

    /// <returns>How many campaigns something was found about.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var found = 0;
        var red = (await alarms.RowsAsync(cancellation)).Where(alarm => alarm.Place == AlarmPlace.Count).Select(alarm => alarm.CampaignId);
        var ids = witness.Campaigns.Union(red).Union(time.GetUtcNow().Minute == 0 ? await AllAsync(cancellation) : []).ToList();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation }, async (id, stop) =>
        {
            try
            {
                if (await CheckAsync(id, stop)) Interlocked.Increment(ref found);
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                logger.LogWarning("Campaign {CampaignId} could not be compared with its rows ({Error}); the next round tries again.", id, error.GetType().Name);
            }
        });
        witness.ForgetOldLetters();
        await notes.ReconciledAsync(ids.Count, found, cancellation);
        return found;
    }

    /// <returns>Whether something was found.</returns>
    public async Task<bool> CheckAsync(string id, CancellationToken cancellation = default)
    {
        var decisions = witness.DecisionsOf(id);
        if (await store.FindAsync(id, cancellation) is not { } campaign)
        {
            if (decisions is not null) logger.LogCritical("Storage has lost campaign {CampaignId}, which it had acknowledged. The same launch again brings it back.", id);
            return decisions is not null;
        }
        if (campaign.Purge?.BegunAt is not null)
        {
            witness.Forget(id); // what is gone is meant to be
            await alarms.WatchCountAsync(id, differs: false, cancellation);
            return false;
        }
        var entries = new List<(string What, object[] Arguments)>();
        if (campaign.Changes < decisions) entries.Add(("DecisionsGone", [decisions.Value - campaign.Changes]));
        if (campaign.OpenedAt is not null) await LookAtTheBookAsync(campaign, entries, cancellation);
        if (await letters.WriteBackAsync(campaign, cancellation) is > 0 and var lost) entries.Add(("LettersGone", [lost]));
        foreach (var (what, arguments) in entries) await SayAsync(campaign, what, arguments, cancellation);
        witness.SettledDecisions(id, evenIfFresh: campaign.Changes < decisions);
        return entries.Count > 0;
    }

    async Task LookAtTheBookAsync(Campaign campaign, List<(string What, object[] Arguments)> entries, CancellationToken cancellation)
    {
        var check = await book.CheckAsync(campaign, cancellation);
        if (check.Restored > 0) entries.Add(("SignaturesRestored", [check.Restored]));
        if (check.Gone > 0) entries.Add(("SignaturesGone", [check.Gone]));
        if (check.CacheWasWrong) entries.Add(("CountMended", []));
        if (campaign.FinalCount is not { } sent) return;
        var rows = await book.CountNowAsync(campaign, cancellation);
        await alarms.WatchCountAsync(campaign.Id, differs: rows != sent, cancellation);
        if (rows == sent) return;
        object[] both = [sent.Organisations, sent.Countries, sent.Individuals, rows.Organisations, rows.Countries, rows.Individuals];
        if (!await IsSaidAsync(campaign, "CountDiffers", JournalEntry.Of(default, "", "", both).Arguments, cancellation)) entries.Add(("CountDiffers", both));
    }

    /// <summary>What cannot be mended is found again each time, and said once.</summary>
    async Task<bool> IsSaidAsync(Campaign campaign, string what, IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        (await store.JournalAsync(campaign.Id, cancellation)).Any(entry => entry.What == what && entry.Arguments.SequenceEqual(arguments));

    async Task SayAsync(Campaign campaign, string what, object[] arguments, CancellationToken cancellation)
    {
        logger.LogError("Campaign {CampaignId}: {What} {Arguments}", campaign.Id, what, string.Join(", ", arguments));
        await writer.NoteAsync(campaign.Id, JournalEntry.Of(time.GetUtcNow(), JournalEntry.ByItself, what, arguments), cancellation);
    }

    async Task<IEnumerable<string>> AllAsync(CancellationToken cancellation)
    {
        var index = new CampaignIndex(tables);
        var active = await index.IdsAsync(active: true, cancellation);
        return active.Union(await index.EndedSinceAsync(time.GetUtcNow() - Aftermath, cancellation));
    }
}
