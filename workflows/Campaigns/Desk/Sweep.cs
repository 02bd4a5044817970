using System.Collections.Concurrent;
using Campaigns.Alarms;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Letters.Alternates;
using Campaigns.Listing;
using Campaigns.Storage;
using Campaigns.Telemetry;
using Campaigns.Updates;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns;

/// <summary>
/// The watchdog's round: finds what is wrong with any campaign, whatever was lost on the way, raises and mends alarms, rings for what
/// is overdue, starts orchestrations that are gone, and mends the index.
/// </summary>
sealed class Sweep(
    CampaignTables tables, CampaignStore store, LetterLedger letters, AlarmBook alarms, Orchestrations orchestrations, TargetWatch targets, AlternateLetters alternates, DurableTaskClient client, TimeProvider time, ILogger logger)
{
    /// <summary>A launch that never came to its end is cleared away after this time.</summary>
    static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);
    /// <summary>How often the orchestration is looked at also of campaigns that have nothing to do.</summary>
    static readonly TimeSpan BetweenThoroughRounds = TimeSpan.FromMinutes(10);
    /// <summary>How long after its end a campaign is looked after in every round, and in the thorough ones.</summary>
    static readonly TimeSpan JustEnded = TimeSpan.FromMinutes(15);
    static readonly TimeSpan Aftermath = TimeSpan.FromDays(3);

    readonly CampaignIndex index = new(tables);
    /// <summary>The open alarms of the campaigns that this round looked at.</summary>
    readonly ConcurrentDictionary<string, IReadOnlyList<Alarm>> settled = new();
    bool wasWatched;

    /// <returns>For how many campaigns it rang.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var began = time.GetUtcNow();
        var rung = 0;
        var waiting = new ConcurrentBag<DateTimeOffset>();
        var rows = (await alarms.RowsAsync(cancellation)).ToLookup(alarm => alarm.CampaignId);
        wasWatched = began - await alarms.LookedAtAsync(cancellation) <= AlarmBook.LongestPause;
        var isThorough = !(began - await alarms.LookedAtAsync(thoroughly: true, cancellation) < BetweenThoroughRounds);
        var active = await index.IdsAsync(active: true, cancellation);
        var ended = await index.EndedSinceAsync(began - (isThorough ? Aftermath : JustEnded), cancellation);
        var due = await index.EndedDueAsync(began, cancellation); // a purge that does not come to its end
        var alarmed = rows.Select(group => group.Key).Where(id => id != Alarm.Everywhere);
        var ids = active.Concat(ended).Concat(due).Concat(alarmed).Distinct();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (id, stop) =>
        {
            try
            {
                if (await LookAfterAsync(id, [.. rows[id]], isThorough, waiting, stop)) Interlocked.Increment(ref rung);
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                logger.LogError(error, "Campaign {CampaignId} could not be looked after; the next round tries again.", id);
            }
        });
        await alarms.LookedAsync(began, isThorough, WaitingSteps.Of(waiting), cancellation);
        if (isThorough) await MendListAsync(cancellation);
        Meters.Watched(OpenNow(rows).Select(alarm => alarm.Trouble.Kind));
        return rung;
    }

    /// <summary>What is wrong after the round: what was settled in it, and what it read at its beginning and left alone.</summary>
    IEnumerable<Alarm> OpenNow(ILookup<string, Alarm> rows) => rows.SelectMany(group => group)
        .Where(alarm => alarm.MendedAt is null && !(settled.ContainsKey(alarm.CampaignId) && Troubles.OfACampaign.Contains(alarm.Place)))
        .Concat(settled.Values.SelectMany(open => open));

    async Task MendListAsync(CancellationToken cancellation)
    {
        try
        {
            await new ListRepair(tables, store, time).RunAsync(cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            logger.LogError(error, "The operators' list could not be held against the campaigns; the next thorough round tries again.");
        }
    }

    async Task<bool> LookAfterAsync(string id, IReadOnlyList<Alarm> rows, bool isThorough, ConcurrentBag<DateTimeOffset> waiting, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await store.FindAsync(id, cancellation) is not { } campaign)
        {
            if (now - await index.SinceAsync(id, cancellation) > Abandoned) await ClearAwayAsync(id, cancellation);
            return false;
        }
        if (await targets.LookAsync(campaign, cancellation)) return await orchestrations.WakeAsync(id, byAPerson: false, cancellation);
        if (campaign.IsUpdating) await UpdateDesk.StartAsync(orchestrations, campaign, cancellation);
        var isOver = CampaignIndex.IsOver(campaign);
        if (isOver) await index.EndAsync(id, now, cancellation);
        var isDue = Plan.Next(campaign).DueAt <= now;
        if (isDue) waiting.Add(Plan.Next(campaign).DueAt!.Value);
        if (!isDue && !isOver && !isThorough && !campaign.IsHeld && rows.Count == 0) return false;

        var facts = await FactsAsync(campaign, cancellation) with { Red = rows.FirstOrDefault(alarm => alarm is { Place: AlarmPlace.Run, MendedAt: null })?.Trouble };
        var open = await alarms.SettleAsync(id, [.. rows.Where(alarm => Troubles.OfACampaign.Contains(alarm.Place))], Troubles.Of(facts, now), cancellation);
        settled[id] = open;
        if (open.FirstOrDefault(alarm => alarm.Place == AlarmPlace.Run) is { } alarm) return await RingAsync(alarm, cancellation);
        return isDue && facts.IsGone && await orchestrations.StartAsync(id, cancellation); // launched a moment ago
    }

    async Task<WatchFacts> FactsAsync(Campaign campaign, CancellationToken cancellation)
    {
        var (isKnown, status) = await orchestrations.StatusAsync(campaign.Id, cancellation);
        var (returned, invited) = await InvitationsAsync(campaign, cancellation);
        var facts = new WatchFacts(campaign, isKnown, status) { Returned = returned, Mailed = invited, WasWatched = wasWatched };
        if (!Rounds.Begun(campaign).Any()) return facts;
        var watch = await letters.WatchAsync(campaign.Id, cancellation);
        foreach (var letter in watch.Alternates) await alternates.TryAsync(client, letter, cancellation); // whoever was to do it died
        return facts with { UnknownLetters = watch.Unknown, LastLetterAt = watch.Begun, Returned = returned + watch.Returned, Mailed = invited + watch.Sent };
    }

    /// <summary>How many invitations came back, and of how many the mail service has told something.</summary>
    async Task<(int Returned, int All)> InvitationsAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (campaign.Invitations == 0 || campaign.Phase == Phase.Archived) return (0, 0);
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.Deliveries, cancellation, ["State"]);
        return (rows.Count(row => row.GetString("State") is nameof(MailState.Bounced) or nameof(MailState.Refused)), rows.Count);
    }

    async Task<bool> RingAsync(Alarm alarm, CancellationToken cancellation)
    {
        if (alarm.Trouble.Kind is AlarmKind.Suspended or AlarmKind.Terminated or AlarmKind.Held || !IsTimeToRing(alarm, time.GetUtcNow())) return false;
        if (!await orchestrations.WakeAsync(alarm.CampaignId, byAPerson: false, cancellation)) return false;
        await alarms.WriteAsync(alarm with { RungAt = time.GetUtcNow(), Rings = alarm.Rings + 1 }, cancellation);
        return true;
    }

    // Each minute at first, then each hour: doorbells that nobody answers are kept, and would pile up.
    static bool IsTimeToRing(Alarm alarm, DateTimeOffset now) =>
        !(now - alarm.RungAt < (alarm.Rings < 10 ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1)));

    async Task ClearAwayAsync(string id, CancellationToken cancellation)
    {
        await tables.Campaigns.DeleteAllAsync(id, cancellation);
        await index.ForgetAsync(id, cancellation);
    }
}
