using System.Text;
using System.Text.Json;
using Campaigns.Storage;
using Campaigns.Tests.Desk;

namespace Campaigns.Tests.Backup;

/// <summary>The command line when the way to the app, or the app, is not well; and when it is killed itself.</summary>
public sealed class FaultyDoorTests
{
    static async Task<(DeskHouse House, string Id)> OpenAsync()
    {
        var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("reminders", ""), ("invitations", ""));
        await house.UntilStateAsync(id, "open");
        await house.SignAsync(id, "kari@example.org", "Sample Committee");
        return (house, id);
    }

    [Fact]
    public async Task A_book_in_which_people_sign_all_the_time_is_counted_by_its_rows()
    {
        var (house, id) = await OpenAsync();
        await using var _ = house;
        await using var crowd = await FaultyDoors.OpenAsync(house.Address, (path, number, body) =>
            path.Contains("/mark?table=Signatures", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes($$"""{"mark":"{{number}}"}""")
            : path.Contains("/rows?table=Signatures", StringComparison.Ordinal) ? Counting(body, 99) : body);
        using var line = new CommandLine(crowd.Address);
        await line.DoAsync("backup", "--to", line.Copy);

        Assert.Contains("1 confirmed", await line.DoAsync("verify", line.Copy), StringComparison.Ordinal);
        Assert.Contains("\"recounted\": true", await File.ReadAllTextAsync(Path.Combine(line.Copy, "campaigns", id, "unit.json")), StringComparison.Ordinal);
        await using var fresh = await DeskHouse.OpenAsync();
        using var there = new CommandLine(fresh.Address.ToString());
        await there.DoAsync("restore", "--from", line.Copy);
        Assert.Equal(new Count(1, 1, 0), await fresh.Get<Signatures.SignatureBook>().CountNowAsync((await fresh.Get<CampaignStore>().FindAsync(id))!));
    }

    [Fact]
    public async Task A_campaign_that_changed_while_it_was_read_is_read_again()
    {
        var (house, id) = await OpenAsync();
        await using var _ = house;
        var marks = 0;
        await using var restless = await FaultyDoors.OpenAsync(house.Address, (path, number, body) =>
            path.Contains("/mark?table=Campaigns", StringComparison.Ordinal) && ++marks <= 2 ? Encoding.UTF8.GetBytes($$"""{"mark":"{{marks}}"}""") : body);
        using var line = new CommandLine(restless.Address);
        await line.DoAsync("backup", "--to", line.Copy, "--campaign", id);
        Assert.Equal(4, marks);
        await line.DoAsync("verify", line.Copy);
    }

    [Fact]
    public async Task Answers_that_do_not_come_or_come_in_half_are_asked_for_again()
    {
        var (house, id) = await OpenAsync();
        await using var _ = house;
        await using var poor = await FaultyDoors.OpenAsync(house.Address, (path, number, body) => number % 5 == 0 ? null
            : number % 7 == 0 && path.Contains("/rows?", StringComparison.Ordinal) && path.Contains("backup", StringComparison.Ordinal) ? body[..(body.Length / 2)] : body);
        using var line = new CommandLine(poor.Address);
        await line.DoAsync("backup", "--to", line.Copy, "--campaign", id);
        await line.DoAsync("verify", line.Copy);
        Assert.Contains("1 of 1", await line.DoAsync("restore", "--from", line.Copy, "--campaign", id, "--overwrite", id), StringComparison.Ordinal);
        await house.UntilAsync($"/campaigns/{id}", text => text.Contains("\"organisations\":1", StringComparison.Ordinal));
    }

    /// <summary>The process is killed with its n-th request under way, again and again, until it comes through.</summary>
    [Fact]
    public async Task Killed_in_the_middle_and_given_again_it_finishes()
    {
        var (first, id) = await OpenAsync();
        using var here = new CommandLine(first.Address.ToString());
        await here.DoAsync("backup", "--to", here.Copy);
        await first.DisposeAsync();
        await using var house = await DeskHouse.OpenAsync();
        var kill = 0;
        CommandLine? killed = null;
        await using var doors = await FaultyDoors.OpenAsync(house.Address, (path, number, body) =>
        {
            if (--kill == 0) killed!.Kill();
            return body;
        });
        using var line = killed = new(doors.Address);
        var codes = new List<int>();
        for (var at = 1; codes.LastOrDefault(-1) != 0; at += 3)
        {
            kill = at;
            codes.Add((await line.RunAsync("restore", "--from", here.Copy)).Code);
            var there = await house.Get<CampaignStore>().FindAsync(id);
            Assert.True(there is null or { IsHeld: true });
            Assert.InRange(at, 1, 300);
        }
        Assert.InRange(codes.Count, 4, 100);
        Assert.True((await house.Get<CampaignStore>().FindAsync(id))!.IsHeld);
        await house.UntilAsync($"/campaigns/{id}", text => text.Contains("\"organisations\":1", StringComparison.Ordinal));
        Assert.False(await house.Get<CampaignTables>().Campaigns.QueryAsync<Azure.Data.Tables.TableEntity>(row => row.RowKey == Rows.Restoring).AnyAsync());
    }

    /// <summary>A backup that was killed is no copy, and is begun anew in the same folder.</summary>
    [Fact]
    public async Task A_copy_that_was_broken_off_is_none()
    {
        var (house, id) = await OpenAsync();
        await using var _ = house;
        var kill = 6;
        CommandLine? killed = null;
        await using var doors = await FaultyDoors.OpenAsync(house.Address, (path, number, body) =>
        {
            if (--kill == 0) killed!.Kill();
            return body;
        });
        using var line = killed = new(doors.Address);
        Assert.NotEqual(0, (await line.RunAsync("backup", "--to", line.Copy)).Code);
        Assert.Contains("not finished", (await line.RunAsync("verify", line.Copy)).Errors, StringComparison.Ordinal);
        await line.DoAsync("backup", "--to", line.Copy);
        await line.DoAsync("verify", line.Copy);
    }

    /// <summary>As a header would be that was read before other rows of its shard.</summary>
    static byte[] Counting(byte[] page, int confirmed) => Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(page).Split('\n').Select(line =>
        line.Contains("\"row\":\"header\"", StringComparison.Ordinal) && JsonDocument.Parse(line).RootElement.GetProperty("values").TryGetProperty("Counted", out var said)
            ? line.Replace($"\"Counted\":{said.GetRawText()}", $"\"Counted\":[\"Int32\",{confirmed}]", StringComparison.Ordinal) : line)));
}
