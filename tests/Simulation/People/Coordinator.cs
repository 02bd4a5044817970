using Campaigns.Letters;
using Campaigns.Signatures;

namespace Campaigns.Tests.Simulation;

/// <summary>Launches the campaign, interferes as the seed says, vets, approves, and sends letters again that are unknown, rejected or bounced.</summary>
sealed class Coordinator
{
    const string Actor = "coordinator";

    readonly World world;
    readonly SimulatedCampaign campaign;
    readonly Random luck;

    public Coordinator(World world, SimulatedCampaign campaign)
    {
        (this.world, this.campaign) = (world, campaign);
        luck = Seeds.Stream(world.Plan.Seed, "coordinator", campaign.Place);
        NeverApproves = luck.Chance(0.15);
    }

    public bool NeverApproves { get; }

    public async void Begin()
    {
        await LaunchAsync();
        if (luck.Chance(0.5)) _ = InterfereAsync();
        await LookAfterAsync();
    }

    async Task LaunchAsync()
    {
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var clicks = luck.Chance(0.1) ? 2 : 1; // a double click
            var replies = await Task.WhenAll(Enumerable.Range(0, clicks).Select(_ => world.AskAsync(app =>
                app.Get<CampaignDesk>().LaunchAsync(app.Client, campaign.Plan.Draft, campaign.LaunchKey, Actor))));
            world.Trace.Say($"Campaign {campaign.Place} is launched: {(replies.Any(reply => reply.IsAnswered) ? "done" : "no answer")}.");
            if (campaign.Truth.IsLaunched = replies.Any(reply => reply.IsAnswered)) return;
            await world.SleepAsync(luck.Spread(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(20)));
        }
    }

    async Task InterfereAsync()
    {
        for (var left = luck.Next(1, 4); left > 0; left--)
        {
            await world.SleepAsync(luck.NextDouble() * campaign.Plan.Window / 2);
            await DecideAsync(luck.Next(10) switch
            {
                0 or 1 or 2 => new DeskCommand.Extend(campaign.Deadline + luck.Spread(TimeSpan.FromSeconds(10), campaign.Plan.Window)),
                3 or 4 or 5 => new DeskCommand.Extend(world.Now + luck.Spread(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30))),
                6 => new DeskCommand.OpenNow(),
                7 => new DeskCommand.Cancel($"because {Marker.Name("somebody")} asked for it"),
                _ => new DeskCommand.CloseNow(),
            });
        }
    }

    async Task DecideAsync(DeskCommand command)
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var reply = await world.AskAsync(app => app.Get<CampaignDesk>().ActAsync(app.Client, campaign.Id, command, Actor));
            world.Trace.Say($"The coordinator of campaign {campaign.Place}: {Words(command)}: {(reply.IsAnswered ? reply.Value!.Refusal ?? "done" : "no answer")}.");
            if (reply is { IsAnswered: true, Value.Refusal: null } && command is DeskCommand.Cancel) campaign.Truth.IsCancelled = true;
            if (reply.IsAnswered) return;
            await world.SleepAsync(luck.Spread(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10)));
        }
    }

    static string Words(DeskCommand command) => command is DeskCommand.Extend extend ? $"deadline {extend.ClosesAt:yyyy-MM-dd HH:mm:ss}" : command.GetType().Name;

    async Task LookAfterAsync()
    {
        var pause = TimeSpan.FromMinutes(Math.Max(7, campaign.Plan.Window.TotalMinutes / 25));
        var rounds = 0;
        while (world.Faults.AreOn && rounds < 6)
        {
            await world.SleepAsync(pause * (0.5 + luck.NextDouble()));
            var found = await world.AskAsync(app => app.Get<CampaignStore>().FindAsync(campaign.Id));
            if (found is not { IsAnswered: true, Value: { } now }) continue;
            if (now.Vetting == VettingRule.Coordinator && !Lifecycle.IsEnded(now)) await VetAsync(now);
            if (now is { Phase: Phase.Open, ClosesAt: null } && world.Now >= campaign.Plan.PlannedClose) await DecideAsync(new DeskCommand.CloseNow());
            if (now.Phase == Phase.Approval && !NeverApproves) await DecideAsync(new DeskCommand.Approve());
            if (now.Phase >= Phase.Dispatching) await SendAgainAsync(now);
            if (Lifecycle.IsEnded(now)) rounds++;
        }
    }

    async Task VetAsync(Campaign now)
    {
        var all = await world.AskAsync(app => app.Get<SignatureBook>().AllAsync(now));
        foreach (var signature in all.Value?.Where(signature => signature.State == SignatureState.InVetting) ?? [])
        {
            var accept = luck.Chance(0.8);
            campaign.Truth.AnyRefused |= !accept;
            await world.AskAsync(app => app.Get<SignatureBook>().VetAsync(now, signature.Id, accept));
        }
    }

    async Task SendAgainAsync(Campaign now)
    {
        var board = await world.AskAsync(app => app.Get<LetterLedger>().BoardAsync(now));
        foreach (var letter in board.Value?.Where(letter => letter.State is LetterState.Unknown or LetterState.Rejected or LetterState.Bounced) ?? [])
        {
            if (luck.Chance(0.6)) continue;
            var number = letter.Addressee.Number;
            campaign.Truth.SentAgain[number] = campaign.Truth.SentAgain.GetValueOrDefault(number) + 1;
            var reply = await world.AskAsync(app => app.Get<LetterSender>().SendAgainAsync(now, letter.Round, number, new($"{Marker.Name("the secretary")} asked for it")));
            world.Trace.Say($"The coordinator of campaign {campaign.Place} sends the letter to addressee {number} again ({letter.State}): {(reply.IsAnswered ? reply.Value?.ToString() ?? "refused" : "no answer")}.");
        }
    }
}
