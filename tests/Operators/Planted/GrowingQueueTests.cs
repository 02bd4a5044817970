using System.Net;
using Campaigns.Alarms;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Operators;

/// <summary>An eleventh trouble, through the whole app in virtual time: the outbox grows from minute to minute, because the mail service takes less than comes.</summary>
public sealed class GrowingQueueTests(TroubleTable table) : IClassFixture<TroubleTable>
{
    const int Waves = 10, InAWave = 15;
    static readonly TroubleRow Trouble = new("Growing queue", ["/ops", "/ops/system", "/health"], "Queue grows", TimeSpan.FromMinutes(Waves + 1), "the mail service takes mail again", null);

    [Fact]
    public async Task Mail_that_comes_faster_than_it_leaves()
    {
        await using var it = await TroubledHouse.OpenAsync(table, Trouble);
        it.House.Mail.Answer = HttpStatusCode.ServiceUnavailable;
        for (var wave = 1; wave <= Waves; wave++)
        {
            await it.House.LaunchAsync(("title", $"Wave {wave}"), ("window", "P30D"), ("reminders", ""), ("invitations", string.Join('\n', InvitedIn(wave).Select(email => $"House of {email}; NO; Jan Example; {email}; en"))));
            for (var beat = 0; beat < 3; beat++) await it.StepAsync();
        }

        await it.RedAsync();

        Assert.InRange((await it.OpenAsync())!.Trouble.Count, Troubles.SmallestQueue, (Waves * InAWave) + Waves + 10); // and each campaign's mail to its coordinator, and the alarms'
        it.House.Mail.Answer = HttpStatusCode.Accepted;
        await it.MendedAsync(TimeSpan.FromMinutes(14), waiting: TimeSpan.FromMinutes(5));
        foreach (var email in Enumerable.Range(1, Waves).SelectMany(InvitedIn)) Assert.Single(it.House.Mail.With(email, "/sign/"));
        await it.EndsWellAsync();
    }

    static IEnumerable<string> InvitedIn(int wave) => Enumerable.Range(1, InAWave).Select(number => $"jan.{wave}.{number}@example.org");
}
