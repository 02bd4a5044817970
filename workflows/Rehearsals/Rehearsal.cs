using Azure.Data.Tables;
using Campaigns.Checks;
using Campaigns.Letters;
using Campaigns.Mail;
using Campaigns.Networks;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Rehearsals;

/// <summary>
/// Plays a launch to its end before it is one: the rules, steps, letters and mails are those of every campaign, the clock leaps from one
/// event to the next, people are made up, and nothing is left.
/// </summary>
public sealed class Rehearsal(TableServiceClient service, NetworkStore networks, CampaignsOptions options, TimeProvider time)
{
    static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public async Task<RehearsalReport> RunAsync(CampaignDraft draft, CancellationToken cancellation = default)
    {
        var played = draft with { Invitations = [.. draft.Invitations.Take(Limits.RehearsedInvitations)], Addressees = [.. draft.Addressees.Take(Limits.RehearsedAddressees)] };
        await using var stage = new RehearsalStage(service, options, time.GetUtcNow(), networks);
        await stage.Tables.CreateAsync(cancellation);
        var leftOut = draft.Invitations.Length - played.Invitations.Length + draft.Addressees.Length - played.Addressees.Length;
        return await new RehearsalRun(stage, played).PlayAsync(cancellation) with { LeftOut = leftOut };
    }

    /// <summary>Removes what rehearsals left behind whose process died.</summary>
    public Task SweepAsync(CancellationToken cancellation = default) => RehearsalStage.SweepAsync(service, time.GetUtcNow() - Longest, cancellation);
}

/// <summary>One rehearsal, from the launch to the last report.</summary>
sealed class RehearsalRun(RehearsalStage stage, CampaignDraft draft)
{
    /// <summary>More events than any campaign within the limits has.</summary>
    const int Most = 5_000;

    readonly List<RehearsedMoment> moments = [];

    public async Task<RehearsalReport> PlayAsync(CancellationToken cancellation)
    {
        var writer = new LaunchWriter(stage.Tables, stage.Get<CampaignStore>(), stage.Get<KeyRing>(), stage.Get<Outbox>(), stage.Get<CampaignsOptions>(), stage.Clock);
        var campaign = await writer.WriteAsync(draft, CampaignId.Of("rehearsal", draft), "coordinator", cancellation);
        await NoteAsync(campaign, RehearsedAct.Launch, null, "", cancellation);
        var cast = new RehearsalCast(stage, campaign, draft.Invitations);
        for (var n = 0; n < Most && !CampaignIndex.IsOver(campaign); n++)
        {
            if (!await GoOnAsync(campaign, cast, cancellation)) break;
            campaign = (await stage.Get<CampaignStore>().FindAsync(campaign.Id, cancellation))!;
        }
        var count = campaign.FinalCount ?? await stage.Get<SignatureBook>().CountNowAsync(campaign, cancellation);
        return new(campaign, moments, count, 0);
    }

    /// <returns>False when nothing is left to happen.</returns>
    async Task<bool> GoOnAsync(Campaign campaign, RehearsalCast cast, CancellationToken cancellation)
    {
        var next = Plan.Next(campaign);
        if (campaign is { Phase: Phase.Approval, SecondApproval: true }) await LetGoAsync(campaign, cancellation);
        else if (campaign.Phase == Phase.Open && campaign.Rounds.Index().FirstOrDefault(one => one.Item.IsWaiting) is { Item: not null } waiting)
            await DecideAsync(campaign, new DeskCommand.ApproveRound(waiting.Index + 1), RehearsedAct.Approve, cancellation);
        else if (cast.Next is { } turn && (next.DueAt is not { } due || turn.At < due)) await ActAsync(campaign, cast, cancellation);
        else if (next.DueAt is { } at) return await StepAsync(campaign, next, at, cast, cancellation);
        else if (campaign.Phase == Phase.Approval) await DecideAsync(campaign, new DeskCommand.Approve(), RehearsedAct.Approve, cancellation);
        else if (campaign.Phase == Phase.Open) await DecideAsync(campaign, new DeskCommand.CloseNow(), RehearsedAct.Close, cancellation);
        else return false;
        return true;
    }

    async Task ActAsync(Campaign campaign, RehearsalCast cast, CancellationToken cancellation)
    {
        var turn = cast.Take();
        stage.Clock.GoOnTo(turn.At);
        await turn.Does(cancellation);
        cast.Hear(campaign, await NoteAsync(campaign, turn.Act, null, turn.Who, cancellation));
        foreach (var waiting in (await stage.Get<SignatureBook>().AllAsync(campaign, cancellation)).Where(signature => signature.State == SignatureState.InVetting))
            if (await stage.Get<SignatureBook>().VetAsync(campaign, waiting.Id, accept: true, cancellation))
                await NoteAsync(campaign, RehearsedAct.Accept, null, waiting.Details.Organisation.Length > 0 ? waiting.Details.Organisation : waiting.Details.Name, cancellation);
        await new TargetWatch(stage.Get<CampaignWriter>(), stage.Get<SignatureBook>(), stage.Clock).LookAsync(campaign, cancellation);
    }

    async Task<bool> StepAsync(Campaign campaign, Step step, DateTimeOffset at, RehearsalCast cast, CancellationToken cancellation)
    {
        stage.Clock.GoOnTo(at);
        var next = NextStep.Of(campaign, stage.Clock.GetUtcNow());
        if (next.Activity is null) return false;
        for (var addressee = 1; addressee <= next.Letters; addressee++)
            await stage.Get<SendLetter>().RunAsync(null!, new LetterInput(campaign.Id, next.Number, addressee));
        await stage.RunAsync(next.Activity, new StepInput(campaign.Id, next.Number));
        var mails = await NoteAsync(campaign, RehearsedAct.Step, step, "", cancellation);
        var after = (await stage.Get<CampaignStore>().FindAsync(campaign.Id, cancellation))!;
        if (step.Kind == StepKind.Open) cast.Open(after);
        cast.Hear(after, mails);
        return true;
    }

    /// <summary>The coordinator asks, another one approves.</summary>
    async Task LetGoAsync(Campaign campaign, CancellationToken cancellation)
    {
        var approvals = stage.Get<Approvals>();
        var key = await stage.Get<KeyRing>().GetAsync(campaign.Id, cancellation);
        var act = campaign.ApprovalRequest is { } request
            ? await approvals.ApproveAsync(campaign, Somebody(RehearsalCast.Second), request.Number, cancellation)
            : await approvals.AskAsync(campaign, Somebody(draft.LaunchedBy ?? draft.Coordinator), cancellation);
        await DecideAsync(campaign, act.Command, act.Command is DeskCommand.Approve ? RehearsedAct.SecondApproves : RehearsedAct.AskSecond, cancellation, act.Mails);

        Approver? Somebody(string email) => EmailAddress.TryParse(email, out var address) ? new(DeskPerson.Of(key, campaign.Id, address), true) : null;
    }

    async Task DecideAsync(Campaign campaign, DeskCommand command, RehearsedAct act, CancellationToken cancellation, MailsOf? mails = null)
    {
        await stage.Get<CampaignWriter>().DecideAsync(campaign.Id, command, "coordinator", mails, cancellation: cancellation);
        await NoteAsync(campaign, act, null, "", cancellation);
    }

    async Task<IReadOnlyList<RehearsedMail>> NoteAsync(Campaign campaign, RehearsedAct act, Step? step, string who, CancellationToken cancellation)
    {
        var mails = await stage.MailAsync(campaign, cancellation);
        moments.Add(new(stage.Clock.GetUtcNow(), act, step, who, mails));
        return mails;
    }
}
