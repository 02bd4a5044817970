using Azure;
using Campaigns.Abuse;
using Campaigns.Alarms;
using Campaigns.Letters;
using Campaigns.Letters.Alternates;
using Campaigns.Mail;
using Campaigns.Privacy;
using Campaigns.Reconciling;
using Campaigns.Signatures;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns;

/// <summary>Null <see cref="Refusal"/>: done. Otherwise why not, as the resource key <c>Refusal_{Refusal}</c>:
/// NotFound, NotOpen, AlreadyOpen, AlreadyClosed, Cancelled, InThePast, BeforeOpening, TooFarAhead, NotWaiting (for an approval), NoSecondPerson (one is enough here), NeedsAPerson (a script cannot), AskedAlready, AskedTooOften, NotAsked, AskedByAnother, AskedAnew (another request than the one seen),
/// SamePerson (who asked cannot approve), NotAnApprover (none of its coordinators, or an operator), LettersChanged (since they were asked for),
/// LettersAreLeaving (too late to cancel), NotEnded (too early to purge), NotDispatched (the letters have not left), AfterRetention (the data is destroyed by then), TooManyFollowUps, Archived (purged), AllInvited (everybody named has been invited), NobodyInvited, RemindedLately (too soon to remind again), UpdatedLately (too soon to write again), TooManyUpdates, NobodyAsked (for updates), Busy (others were faster, again and again; try again).</summary>
public sealed record DeskResult(string? Refusal);

/// <summary>Launches campaigns and carries out the coordinator's decisions: the row first, then the doorbell.</summary>
public sealed class CampaignDesk
{
    public const string Doorbell = "Doorbell";
    static readonly TimeSpan LongestEnding = TimeSpan.FromSeconds(30);

    readonly CampaignTables tables;
    readonly CampaignStore store;
    readonly SignatureBook book;
    readonly TimeProvider time;
    readonly ILogger logger;
    readonly CampaignWriter writer;
    readonly KeyRing keys;
    readonly LaunchWriter launches;
    readonly LetterLedger letters;
    readonly AlarmBook alarms;
    readonly AlternateLetters alternates;

    public CampaignDesk(CampaignTables tables, CampaignStore store, CampaignWriter writer, KeyRing keys, Outbox outbox, SignatureBook book,
        LetterLedger letters, AlarmBook alarms, AlternateLetters alternates, CampaignsOptions options, TimeProvider time, ILogger<CampaignDesk> logger, Witness? witness = null)
    {
        (this.tables, this.store, this.writer, this.book, this.time, this.logger) = (tables, store, writer, book, time, logger);
        (this.keys, this.letters, this.alarms, this.alternates) = (keys, letters, alarms, alternates);
        launches = new(tables, store, keys, outbox, options, time, witness);
    }

    /// <summary>Stores the campaign and starts its orchestration exactly once for each <paramref name="launchKey"/> and content.</summary>
    /// <param name="launchKey">From the form's hidden input or the header Idempotency-Key; random when there is none.</param>
    /// <param name="actor">coordinator or script.</param>
    public async Task<Campaign> LaunchAsync(
        DurableTaskClient client, CampaignDraft draft, string launchKey, string actor, CancellationToken cancellation = default)
    {
        var id = CampaignId.Of(launchKey, draft);
        var campaign = await store.FindAsync(id, cancellation) ?? await launches.WriteAsync(draft, id, actor, cancellation);
        if (!CampaignIndex.IsOver(campaign)) await StartAsync(client, id, cancellation);
        return campaign;
    }

    public Task<DeskResult> ActAsync(DurableTaskClient client, string id, DeskCommand command, string actor, CancellationToken cancellation = default) =>
        ActAsync(client, id, command, actor, null, cancellation);

    /// <param name="mails">The mails that the decision causes, written with it.</param>
    public async Task<DeskResult> ActAsync(DurableTaskClient client, string id, DeskCommand command, string actor, MailsOf? mails, CancellationToken cancellation = default)
    {
        try
        {
            // Should this process die before it has started the purge, the sweep looks at it.
            if (command is DeskCommand.Purge) await new CampaignIndex(tables).LookAtAsync(id, time.GetUtcNow(), cancellation);
            // It had ended, and goes on: it is among the active ones before anything says so, as at its launch.
            if (command is DeskCommand.SetFollowUps { Times.IsEmpty: false }) await new CampaignIndex(tables).AddAsync(id, time.GetUtcNow(), cancellation);
            if (await writer.DecideAsync(id, command, actor, mails, cancellation: cancellation) is not { } done) return new("NotFound");
            if (done.Decision.Refusal is { } refusal) return new(refusal);
            await TellTheBookAsync(done.Campaign, cancellation);
            if (Plan.Next(done.Campaign).Kind == StepKind.Purge) await new Orchestrations(client, logger).StartAgainAsync(id, cancellation);
            else if (!CampaignIndex.IsOver(done.Campaign)) await new Orchestrations(client, logger).WakeAsync(id, byAPerson: false, cancellation);
            return new(Refusal: null);
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            return new("Busy");
        }
    }

    /// <summary>The campaign's lists of mail domains.</summary>
    public async Task<MailRules> MailRulesAsync(Campaign campaign, CancellationToken cancellation = default) =>
        campaign.MailRules is not null && await keys.FindAsync(campaign.Id, cancellation) is { } key ? MailRules.Of(campaign, key) : MailRules.None;

    /// <summary>Replaces them, for whoever asks or confirms from now on.</summary>
    public async Task<DeskResult> SetMailRulesAsync(
        DurableTaskClient client, Campaign campaign, MailRules rules, string actor, CancellationToken cancellation = default)
    {
        if (rules.Same(await MailRulesAsync(campaign, cancellation))) return new(Refusal: null);
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return new("Archived");
        var command = new DeskCommand.SetMailRules(rules.Seal(key, campaign.Id), rules.Allow.Length, rules.Hold.Length, rules.Block.Length);
        return await ActAsync(client, campaign.Id, command, actor, cancellation);
    }

    /// <summary>
    /// Rings for a campaign whether or not it is due, and starts its orchestration when it is missing, failed or terminated: the
    /// operator's "try again".
    /// </summary>
    /// <returns>False when it is suspended or could not be reached.</returns>
    public Task<bool> WakeAsync(DurableTaskClient client, string id, CancellationToken cancellation = default) =>
        new Orchestrations(client, logger).WakeAsync(id, byAPerson: true, cancellation);

    /// <summary>Lets a new orchestration take the campaign up from its rows, also where one is at work and does it badly.</summary>
    /// <returns>False when it could not be reached, or did not end in time: to be asked for again.</returns>
    public async Task<bool> ReattachAsync(DurableTaskClient client, Campaign campaign, CancellationToken cancellation = default)
    {
        using var patience = new CancellationTokenSource(LongestEnding, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await new Orchestrations(client, logger).AttachAnewAsync(campaign.Id, Rounds.Instances(campaign), either.Token);
            return true;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(error, "The orchestration of campaign {CampaignId} could not be attached anew.", campaign.Id);
            return false;
        }
    }

    /// <summary>
    /// The watchdog's round, for a timer that comes every twenty seconds: raises and mends alarms, rings for overdue campaigns, starts
    /// orchestrations that are gone, repairs the index, begins the purges whose time has come. Returns for how many campaigns it rang.
    /// </summary>
    public async Task<int> SweepAsync(DurableTaskClient client, CancellationToken cancellation = default)
    {
        var orchestrations = new Orchestrations(client, logger);
        var rung = await new Sweep(tables, store, letters, alarms, orchestrations, new(writer, book, time), alternates, client, time, logger).RunAsync(cancellation);
        await new RetentionSweep(new(tables), store, writer, orchestrations, client, keys, new(tables, keys), time, logger).RunAsync(cancellation);
        return rung;
    }

    // The campaign is stored: if this fails, the sweep starts it.
    async Task StartAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        try
        {
            await new Orchestrations(client, logger).StartAsync(id, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(error, "The orchestration of campaign {CampaignId} could not be started; the sweep will.", id);
        }
    }

    // Only to be quick: the step MoveDeadline does it again and writes down that it is done.
    async Task TellTheBookAsync(Campaign campaign, CancellationToken cancellation)
    {
        if (campaign.Phase != Phase.Open || campaign.BookClosesAt == campaign.ClosesAt) return;
        try
        {
            await book.MoveDeadlineAsync(campaign, cancellation);
        }
        catch (RequestFailedException error)
        {
            logger.LogWarning(error, "The book of campaign {CampaignId} was not told the new deadline; the campaign does it itself.", campaign.Id);
        }
    }
}
