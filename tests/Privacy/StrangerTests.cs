using System.Diagnostics;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Campaigns.Abuse;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Campaigns.Tests.Doors;
using Campaigns.Tests.House;
using Campaigns.Tests.Letters;

namespace Campaigns.Tests.Privacy;

/// <summary>
/// Somebody who wants to know whether an address has signed types it into the form and looks at all there is to see. For an address that
/// signed, one that waits, one that said no, one that had itself removed and one nobody knows, all of it is the same.
/// </summary>
public sealed partial class StrangerTests(AzuriteFixture azurite)
{
    static readonly string[] Known = ["signed", "pending", "declined", "erased", "withdrawn", "held", "invalid", "blocked", "throwaway"];

    [Fact]
    public async Task The_answers_the_work_and_the_pages_are_the_same_for_every_address()
    {
        var wire = new StorageWire();
        await using var house = await DoorsHouse.OpenAsync((await azurite.GetAsync()).ConnectionString, storage: wire.Options());
        await house.Get<CampaignTables>().CreateAsync();
        var campaign = await PeopleAsync(house);
        var seen = new Dictionary<string, (string Answer, string Work, int Written)>();
        foreach (var pause in new[] { 0, 5 }) // at once after the last mail to the address, and later
        {
            house.Time.Advance(TimeSpan.FromMinutes(pause));
            foreach (var who in (string[])[.. Known, $"unknown{pause}"])
            {
                var list = await ListAsync(house, campaign);
                var waiting = await WaitingAsync(house, campaign);
                wire.Clear();
                var answer = await AskAsync(house, campaign, who);
                var work = string.Join(", ", wire.Calls.Order(StringComparer.Ordinal)); // the calls of one request, in whatever order they ended
                seen[$"{who}{pause}"] = (answer, work, (await WaitingAsync(house, campaign)) - waiting);
                Assert.Equal(list, await ListAsync(house, campaign));
            }
        }
        var first = seen.Values.First();
        Assert.Contains("/check-mail", first.Answer, StringComparison.Ordinal);
        Assert.Equal(1, first.Written);
        foreach (var (who, same) in seen) Assert.True(first == same, $"{who}:\n{same}\ninstead of\n{first}");
    }

    /// <summary>A Mann-Whitney test over interleaved samples. The bound is far above chance (z over 5: one in three million), and far below
    /// what an extra call to storage would make.</summary>
    [Fact]
    [Trait("Category", "Long")]
    public async Task The_time_that_an_answer_takes_does_not_tell_either()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await PeopleAsync(house);
        const int Rounds = 60;
        var times = Known.Append("unknown").ToDictionary(who => who, _ => new List<double>());
        for (var round = -3; round < Rounds; round++)
            foreach (var who in times.Keys.OrderBy(_ => Random.Shared.Next()).ToList())
            {
                house.Time.Advance(TimeSpan.FromSeconds(1));
                var page = await house.GetAsync($"/campaigns/{campaign.Id}");
                var began = Stopwatch.GetTimestamp();
                await SendAsync(house, page, who == "unknown" ? $"unknown{round + 3}" : who);
                if (round >= 0) times[who].Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        foreach (var who in Known) Assert.InRange(Z(times[who], times["unknown"]), -5, 5);
    }

    [Fact]
    public async Task A_mail_to_one_person_says_nothing_of_another()
    {
        await using var house = await DoorsHouse.OpenAsync(azurite);
        var campaign = await PeopleAsync(house);
        house.Time.Advance(TimeSpan.FromMinutes(5));
        await AskAsync(house, campaign, "signed");
        var key = await house.Get<KeyRing>().GetAsync(campaign.Id);
        foreach (var (table, partition) in Partitions(house, campaign))
            await foreach (var row in table.QueryAsync<TableEntity>(Rows.Filter(partition, Rows.OutboxRows)))
            {
                var envelope = Outbox.Open(key, row);
                var said = MailText.Render(MessageWords.Write(envelope.Message()));
                Assert.All(Known.Where(who => envelope.To != Address(who)), other =>
                {
                    Assert.DoesNotContain(Address(other), said, StringComparison.Ordinal);
                    Assert.DoesNotContain($"Speaker {other}", said, StringComparison.Ordinal);
                });
            }
    }

    [Fact]
    public async Task Signing_in_answers_and_works_alike_for_those_who_may_and_those_who_may_not()
    {
        await using var house = await DeskHouse.OpenAsync();
        var seen = new List<string>();
        foreach (var who in new[] { DeskHouse.Coordinator, "stranger@example.org", DeskHouse.Operator, "nobody@example.org" })
        {
            using var browser = house.NewBrowser();
            var answer = await DeskHouse.SendAsync(browser, await DeskHouse.GetAsync(browser, "/signin"), ("email", who));
            var next = await DeskHouse.GetAsync(browser, answer.Location!);
            seen.Add($"{Whole(answer.Response, answer.Body)}\n{Whole(next.Response, next.Body)}");
        }
        Assert.All(seen, one => Assert.Equal(seen[0], one));

        var wire = new StorageWire();
        await using var office = await PostOffice.OpenAsync(azurite, storage: wire.Options());
        office.Get<CampaignsOptions>().Coordinators = DeskHouse.Coordinator;
        var work = new List<string>();
        foreach (var who in new[] { DeskHouse.Coordinator, "stranger@example.org" })
            for (var times = 0; times < 8; times++) // more than an address gets links at once
            {
                wire.Clear();
                await office.Get<Access.SignIn>().RequestAsync(who, "en");
                work.Add(string.Join(", ", wire.Calls));
            }
        Assert.Equal(work.Take(8), work.Skip(8));
    }

    /// <summary>Of a domain that is trusted by the campaign, held by its list, blocked, or held in all campaigns.</summary>
    static string Address(string who) => who switch
    {
        "held" => "held@odd.example.org",
        "blocked" => "blocked@bad.example.org",
        "throwaway" => "throwaway@yopmail.com",
        _ => $"{who}@example.org",
    };

    static async Task<Campaign> PeopleAsync(DoorsHouse house)
    {
        var campaign = await house.OpenCampaignAsync(("holdDomains", "odd.example.org"), ("blockDomains", "bad.example.org"));
        foreach (var who in Known)
        {
            await AskAsync(house, campaign, who);
            var token = (await house.LinkAsync(campaign, Address(who)))["/sign/".Length..];
            var book = house.Get<SignatureBook>();
            if (who is "signed" or "erased" or "withdrawn" or "held" or "throwaway" or "invalid") Assert.Equal(SignLinkState.Signed, (await book.ConfirmAsync(token, null)).State);
            if (who == "invalid") await InvalidateAsync(house, campaign);
            if (who == "withdrawn") await book.WithdrawAsync(token);
            if (who == "declined") Assert.Equal(SignLinkState.Declined, (await book.DeclineAsync(token)).State);
            if (who == "erased") Assert.Equal(SignLinkState.Erased, (await house.Get<Campaigns.Privacy.Erasure>().EraseAsync(token)).State);
        }
        return campaign;
    }

    static async Task InvalidateAsync(DoorsHouse house, Campaign campaign)
    {
        var pattern = new BulkPattern("Speaker invalid", "", "", null, house.Time.GetUtcNow(), Alike.No);
        Assert.Null((await house.Get<BulkDesk>().ApplyAsync(campaign, new string('a', 32), BulkAct.Invalidate, pattern, "because", "coordinator")).Refusal);
    }

    static async Task<string> AskAsync(DoorsHouse house, Campaign campaign, string who)
    {
        var answer = await SendAsync(house, await house.GetAsync($"/campaigns/{campaign.Id}"), who);
        var next = await house.Http.GetAsync(answer.Location);
        return $"{Whole(answer.Response, await answer.Response.Content.ReadAsStringAsync())}\n{Whole(next, await next.Content.ReadAsStringAsync())}";
    }

    static Task<Page> SendAsync(DoorsHouse house, Page page, string who) => house.SendAsync(page,
        ("kind", "organisation"), ("organisation", $"Committee {who}"), ("country", "NO"), ("name", $"Speaker {who}"), ("role", "chair"), ("email", Address(who)), ("publication", "public"));

    /// <summary>Status, headers and body, byte for byte but for the date and the hidden input.</summary>
    static string Whole(HttpResponseMessage answer, string body)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").OrderBy(header => header.Key, StringComparer.Ordinal);
        return $"{(int)answer.StatusCode} {string.Join("; ", headers.Select(header => $"{header.Key}={string.Join(',', header.Value)}"))}\n{HiddenToken().Replace(body, "")}";
    }

    /// <summary>All that is public about who signed.</summary>
    static async Task<string> ListAsync(DoorsHouse house, Campaign campaign)
    {
        var page = HiddenToken().Replace(await house.Http.GetStringAsync($"/campaigns/{campaign.Id}"), "");
        return page + await house.Http.GetStringAsync($"/campaigns/{campaign.Id}/signatories.json");
    }

    static async Task<int> WaitingAsync(DoorsHouse house, Campaign campaign)
    {
        var waiting = 0;
        foreach (var (table, partition) in Partitions(house, campaign))
            waiting += await table.QueryAsync<TableEntity>(Rows.Filter(partition, Rows.OutboxRows), select: ["RowKey"]).CountAsync();
        return waiting;
    }

    static IEnumerable<(TableClient Table, string Partition)> Partitions(DoorsHouse house, Campaign campaign)
    {
        var tables = house.Get<CampaignTables>();
        return [(tables.Campaigns, campaign.Id), .. ShardKeys.All(campaign).Select(shard => (tables.Signatures, shard))];
    }

    /// <summary>How many deviations the ranks of one sample are away from what chance would give.</summary>
    static double Z(List<double> some, List<double> others)
    {
        double m = some.Count, n = others.Count;
        var u = some.Sum(one => others.Sum(other => one > other ? 1 : one == other ? .5 : 0));
        return (u - m * n / 2) / Math.Sqrt(m * n * (m + n + 1) / 12);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"form\" value=\"[^\"]*\"[ /]*>")]
    private static partial Regex HiddenToken();
}
