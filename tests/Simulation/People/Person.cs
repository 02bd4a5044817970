using Campaigns.Signatures;

namespace Campaigns.Tests.Simulation;

/// <summary>Somebody who was invited, or who comes by themselves, and who signs, declines, withdraws, or does nothing.</summary>
sealed class Person(World world, SimulatedCampaign campaign, PersonPlan plan)
{
    const int Tries = 4;
    readonly Random luck = new(plan.Luck);
    readonly List<string> tokens = [];
    bool isActing;

    string Who => $"Person {plan.Number} of campaign {campaign.Place}";

    public void Begin()
    {
        if (plan.Habit == Habit.Ignores) return;
        world.Mail.Read(plan.Address, Mailed);
        if (plan.Invitation is null || plan.Habit == Habit.SignsByBothLinks)
            world.Agenda.At(Sometime(0, 0.9), async () => await AskForALinkAsync());
    }

    void Mailed(SimulatedMail mail)
    {
        if (mail.Token is not { } token) return;
        if (!tokens.Contains(token)) tokens.Add(token);
        if (isActing) return;
        isActing = true;
        _ = ActAsync(token);
    }

    async Task ActAsync(string token)
    {
        await world.SleepUntilAsync(When());
        switch (plan.Habit)
        {
            case Habit.SignsTwice:
                var first = ConfirmAsync(token);
                if (luck.Chance(0.5)) await first;
                await ConfirmAsync(token);
                await first;
                break;
            case Habit.SignsByBothLinks or Habit.AsksAgainAndAgain:
                await ConfirmAsync(token);
                await AskForALinkAsync();
                await world.SleepAsync(Soon());
                await ConfirmAsync(tokens[^1]);
                break;
            case Habit.Withdraws or Habit.ChangesTheirMind:
                await ConfirmAsync(token);
                await world.SleepAsync(luck.NextDouble() * campaign.Plan.Window);
                await DoAsync(Deed.Withdraws, app => app.Get<SignatureBook>().WithdrawAsync(token));
                if (plan.Habit == Habit.Withdraws) break;
                await world.SleepAsync(Soon());
                await ConfirmAsync(token);
                break;
            case Habit.Declines:
                await DoAsync(Deed.Declines, app => app.Get<SignatureBook>().DeclineAsync(token));
                break;
            default:
                await ConfirmAsync(token);
                break;
        }
    }

    /// <summary>Around the deadline it is a matter of milliseconds.</summary>
    DateTimeOffset When() => plan.Habit switch
    {
        Habit.SignsAtOnce => world.Now + TimeSpan.FromSeconds(luck.Next(1, 30)),
        Habit.SignsAtTheDeadline => campaign.Deadline + TimeSpan.FromMilliseconds(luck.Next(-2_000, 200)),
        Habit.SignsTooLate => campaign.Deadline + luck.Spread(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(2)),
        _ => Sometime(0, 1.02),
    };

    DateTimeOffset Sometime(double from, double to)
    {
        var (begin, end) = (world.Now, campaign.Deadline);
        return end <= begin ? begin + Soon() : begin + (end - begin) * (from + (to - from) * luck.NextDouble());
    }

    TimeSpan Soon() => luck.Spread(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(20));

    Task ConfirmAsync(string token)
    {
        var reply = new InvitationReply(Marker.Name($"Signer {plan.Number}"), luck.Chance(0.5) ? "chair" : "",
            luck.Of(Publication.Public, Publication.NameWithheld, Publication.AddresseeOnly));
        return DoAsync(Deed.Confirms, app => app.Get<SignatureBook>().ConfirmAsync(token, reply));
    }

    async Task DoAsync(Deed deed, Func<AppProcess, Task<SignLink>> act)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var done = campaign.Truth.Begin(plan.Address, deed, world.Now);
            var reply = await world.AskAsync(act);
            SignLinkState? told = reply.IsAnswered ? reply.Value!.State : deed == Deed.Confirms && world.Planted.SaysSignedUnheard ? SignLinkState.Signed : null;
            done.End(world.Now, told);
            world.Trace.Say($"{Who} {deed.ToString().ToLowerInvariant()}: {told?.ToString() ?? "no answer"}.");
            if (told is not null) return;
            await world.SleepAsync(Soon());
        }
    }

    async Task AskForALinkAsync()
    {
        var request = new SignatureRequest(
            plan.Kind, plan.Kind == SignatoryKind.Individual ? "" : plan.Organisation.Length > 0 ? plan.Organisation : Marker.Name($"Society {plan.Number}"),
            plan.Country.Length > 0 ? plan.Country : "NO", Marker.Name($"Signer {plan.Number}"), "", plan.Address,
            luck.Of(Publication.Public, Publication.NameWithheld, Publication.AddresseeOnly), "en");
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var reply = await world.AskAsync(async app =>
            {
                if (await app.Get<CampaignStore>().FindAsync(campaign.Id) is not { } found) return false;
                await app.Get<SignatureBook>().RequestAsync(found, request);
                return true;
            });
            world.Trace.Say($"{Who} asks for a link: {(reply.IsAnswered ? "sent" : "no answer")}.");
            if (reply is { IsAnswered: true, Value: true }) return;
            await world.SleepAsync(Soon());
        }
    }
}
