using System.Text.Json;
using Campaigns.Backup;
using Campaigns.Drafting;
using Campaigns.Storage;
using Campaigns.Tests.Desk;
using Microsoft.Extensions.Configuration;

namespace Campaigns.Tests.Backup;

/// <summary>Copies in files and back, by the command line over the doors, from one installation to another.</summary>
public sealed class CommandLineTests
{
    const string Minister = "minister@example.org";

    /// <summary>Two organisations have signed; one person has asked and not confirmed.</summary>
    static async Task<(DeskHouse House, string Id)> OpenAsync()
    {
        var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("reminders", ""), ("invitations", ""));
        await house.UntilStateAsync(id, "open");
        await house.SignAsync(id, "kari@example.org", "Sample Committee");
        await house.SignAsync(id, "jan@example.org", "Other House", "name-withheld");
        return (house, id);
    }

    [Fact]
    public async Task Copied_wiped_restored_into_fresh_storage_it_goes_on_to_its_end()
    {
        var (first, id) = await OpenAsync();
        using var here = new CommandLine(first.Address.ToString());
        var draft = (await first.Get<DraftDesk>().CreateAsync(new("A draft", "en", "UTC"), DeskHouse.Coordinator)).Id;
        var network = (await first.Get<Networks.NetworkDesk>().CreateAsync("Sample Network")).Id;
        Assert.Contains("3 copied", await here.DoAsync("backup", "--to", here.Copy), StringComparison.Ordinal);
        Assert.Contains("Whole: 3 copied", await here.DoAsync("verify", here.Copy), StringComparison.Ordinal);
        Assert.Contains("made a copy", (await DeskHouse.GetAsync(await first.SignedInAsync(DeskHouse.Operator), $"/ops/{id}")).Text, StringComparison.Ordinal);
        await first.DisposeAsync();

        await using var house = await DeskHouse.OpenAsync();
        using var there = new CommandLine(house.Address.ToString());
        Assert.Contains("3 of 3 are there", await there.DoAsync("restore", "--from", here.Copy), StringComparison.Ordinal);
        Assert.NotNull(await house.Get<DraftStore>().FindAsync(draft));
        Assert.Equal("Sample Network", (await house.Get<Networks.NetworkStore>().FindAsync(network))!.Name);
        Assert.Contains("1 of 1 are there", await there.DoAsync("restore", "--from", here.Copy, "--campaign", id), StringComparison.Ordinal);
        await house.UntilAsync($"/campaigns/{id}", text => text.Contains("\"organisations\":2", StringComparison.Ordinal));
        await house.SignAsync(id, "eva@example.org", "Third Centre"); // people can sign while it is held
        house.Time.Advance(TimeSpan.FromHours(7));
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"kind\":\"held\"", StringComparison.Ordinal));
        Assert.Equal(0, house.Mail.CountTo(Minister));

        var said = await there.DoAsync("ops", "release", id, "--letters", "send", "--mail", "send", "--reason", "the first machine is gone");
        Assert.Contains("the first machine is gone", said, StringComparison.Ordinal);
        await house.UntilStateAsync(id, "dispatched");
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"what\":\"Reported\"", StringComparison.Ordinal));
        var campaign = (await house.Get<CampaignStore>().FindAsync(id))!;
        Assert.Equal((1, new Count(3, 1, 0), 3), (house.Mail.CountTo(Minister), campaign.FinalCount, campaign.List!.Size));
    }

    [Fact]
    public async Task The_audit_trail_is_in_a_copy_of_everything_and_is_not_written_back()
    {
        var (first, id) = await OpenAsync();
        using var here = new CommandLine(first.Address.ToString());
        await here.DoAsync("ops", "suspend", id, "--reason", "to be looked at");
        await here.DoAsync("backup", "--to", here.Copy);
        await first.DisposeAsync();
        var file = Path.Combine(here.Copy, "audit.jsonl");
        var whole = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("\"ops.suspend\"", whole, StringComparison.Ordinal);
        Assert.Contains("Whole", await here.DoAsync("verify", here.Copy), StringComparison.Ordinal);

        await using var house = await DeskHouse.OpenAsync();
        using var there = new CommandLine(house.Address.ToString());
        await there.DoAsync("restore", "--from", here.Copy);
        Assert.DoesNotContain("suspend", await there.DoAsync("ops", "audit"), StringComparison.Ordinal); // it tells of the other installation
        Assert.Contains("Whole, as computed here", await there.DoAsync("ops", "audit", "--verify"), StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, whole.Replace("ops.suspend", "ops.resumed", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Contains("audit.jsonl: changed", (await there.RunAsync("verify", here.Copy)).Text, StringComparison.Ordinal);
        File.Delete(file);
        Assert.Equal(1, (await there.RunAsync("verify", here.Copy)).Code);
    }

    [Fact]
    public async Task A_damaged_copy_is_found_and_nothing_is_written()
    {
        var (house, id) = await OpenAsync();
        await using var _ = house;
        using var line = new CommandLine(house.Address.ToString());
        await line.DoAsync("backup", "--to", line.Copy, "--campaign", id);
        var rows = Path.Combine(line.Copy, "campaigns", id, "campaign.ndjson");
        var whole = await File.ReadAllBytesAsync(rows);

        await SpoiltAsync("changed", () => File.WriteAllBytes(rows, [.. whole[..^20], (byte)(whole[^20] ^ 1), .. whole[^19..]]));
        await SpoiltAsync("cut off", () => File.WriteAllBytes(rows, whole[..^200]));
        await SpoiltAsync("cut off", () => File.WriteAllBytes(rows, whole[..(Array.IndexOf(whole, (byte)'\n') + 1)]));
        await SpoiltAsync("missing", () => File.Delete(rows));
        await SpoiltAsync("unit.json: changed", () => File.AppendAllText(Path.Combine(line.Copy, "campaigns", id, "unit.json"), " "));
        await SpoiltAsync("manifest.sha256", () => File.AppendAllText(Path.Combine(line.Copy, "manifest.json"), " "));

        async Task SpoiltAsync(string says, Action spoil)
        {
            await File.WriteAllBytesAsync(rows, whole);
            spoil();
            foreach (var arguments in new string[][] { ["verify", line.Copy], ["restore", "--from", line.Copy, "--campaign", id, "--overwrite", id] })
            {
                var said = await line.RunAsync(arguments);
                Assert.Equal(1, said.Code);
                Assert.Contains(says, said.Text + said.Errors, StringComparison.Ordinal);
            }
            Assert.Null((await house.Get<CampaignStore>().FindAsync(id))!.Restored);
        }
    }

    [Fact]
    public async Task What_is_there_is_left_alone_unless_its_id_is_spelled_and_another_master_key_is_told_before_anything_is_written()
    {
        var (house, id) = await OpenAsync();
        await using var _ = house;
        using var line = new CommandLine(house.Address.ToString());
        await line.DoAsync("backup", "--to", line.Copy);
        var refused = await line.RunAsync("restore", "--from", line.Copy);
        Assert.Equal((1, true), (refused.Code, refused.Text.Contains("It is there already", StringComparison.Ordinal)));
        Assert.Equal(2, (await line.RunAsync("restore", "--from", line.Copy, "--overwrite", id)).Code);
        Assert.Equal(2, (await line.RunAsync("backup", "--to", line.Copy)).Code);

        Assert.Contains("1 of 1", await line.DoAsync("restore", "--from", line.Copy, "--campaign", id, "--overwrite", id), StringComparison.Ordinal);
        Assert.Contains("left alone", await line.DoAsync("restore", "--from", line.Copy, "--campaign", id), StringComparison.Ordinal);
        Assert.True((await house.Get<CampaignStore>().FindAsync(id))!.IsHeld);

        await using var stranger = await DeskHouse.OpenAsync(builder =>
            builder.Configuration.AddInMemoryCollection([new("Campaigns:MasterKey", Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]))]));
        using var there = new CommandLine(stranger.Address.ToString());
        var other = await there.RunAsync("restore", "--from", line.Copy);
        Assert.Equal((1, true), (other.Code, other.Text.Contains("master key", StringComparison.Ordinal)));
        Assert.Null(await stranger.Get<CampaignStore>().FindAsync(id));
        Assert.False(await stranger.Get<CampaignTables>().Campaigns.QueryAsync<Azure.Data.Tables.TableEntity>().AnyAsync());
    }

    [Fact]
    public async Task A_restore_that_was_broken_off_is_no_campaign_and_is_finished_by_giving_it_again()
    {
        var (first, id) = await OpenAsync();
        using var here = new CommandLine(first.Address.ToString());
        await here.DoAsync("backup", "--to", here.Copy);
        await first.DisposeAsync();
        await using var house = await DeskHouse.OpenAsync();
        var unit = CopyUnit.Of("campaign", id)!;
        var home = CopyPlace.Of("Campaigns", id)!;
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(here.Copy, "manifest.json")));
        var copy = manifest.RootElement.GetProperty("id").GetString()!;
        Assert.Equal(RestoreAction.Write, (await house.Get<Restoring>().BeginAsync(unit, copy, null, false)).Action);
        var lines = await File.ReadAllLinesAsync(Path.Combine(here.Copy, "campaigns", id, "campaign.ndjson"));
        Assert.False(await house.Get<Restoring>().WriteAsync(unit, "another", home, []));
        await house.Get<Restoring>().WriteAsync(unit, copy, home, [.. lines.Take(lines.Length / 2).Select(line => CopyRow.Read(line, home))]);
        Assert.Equal(404, (int)(await house.LookAsync($"/campaigns/{id}")).StatusCode);

        using var there = new CommandLine(house.Address.ToString());
        await there.DoAsync("restore", "--from", here.Copy);
        Assert.True((await house.Get<CampaignStore>().FindAsync(id))!.IsHeld);
    }

    /// <summary>People sign while the copy is made: whatever of it is in the copy is whole.</summary>
    [Fact]
    public async Task A_copy_made_while_people_sign_is_whole()
    {
        var (house, id) = await OpenAsync();
        await using var _ = house;
        using var line = new CommandLine(house.Address.ToString());
        var crowd = Task.WhenAll(Enumerable.Range(0, 30).Select(n => house.SignAsync(id, $"person{n}@example.org", $"Committee {n}")));
        for (var copy = 0; copy == 0 || !crowd.IsCompleted; copy++)
        {
            await line.DoAsync("backup", "--to", $"{line.Copy}{copy}");
            await line.DoAsync("verify", $"{line.Copy}{copy}");
        }
        await crowd;
        await line.DoAsync("backup", "--to", line.Copy);
        Assert.Contains("32 confirmed", await line.DoAsync("verify", line.Copy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operators_room_in_a_shell()
    {
        await using var house = await DeskHouse.OpenAsync();
        var id = await house.LaunchAsync(("title", "Watched"), ("opensAt", "2026-06-01T10:00Z"), ("window", "P2D"));
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"running\"", StringComparison.Ordinal));
        using var line = new CommandLine(house.Address.ToString());

        Assert.Contains(id, await line.DoAsync("ops", "list"), StringComparison.Ordinal);
        using var list = JsonDocument.Parse(await line.DoAsync("ops", "list", "--json"));
        Assert.Equal("Watched", list.RootElement.GetProperty("campaigns")[0].GetProperty("title").GetString());
        Assert.Contains("2026-06-01 10:00:00Z", await line.DoAsync("ops", "now"), StringComparison.Ordinal);
        Assert.Contains("taskHub.name", await line.DoAsync("ops", "system"), StringComparison.Ordinal);
        Assert.Contains(id, await line.DoAsync("ops", "list", "--search", "watch", "--all"), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await line.DoAsync("ops", "list", "--state=ended"), StringComparison.Ordinal);
        Assert.Equal(1, (await line.RunAsync("ops", "list", "--state", "elsewhere")).Code);
        Assert.Contains("2026-06-01 10:00:00Z", await line.DoAsync("ops", "show", id), StringComparison.Ordinal);
        Assert.Contains("DecideNextStep", await line.DoAsync("ops", "history", id), StringComparison.Ordinal);
        Assert.Contains("the office moves", await line.DoAsync("ops", "suspend", id, "--reason", "the office moves"), StringComparison.Ordinal);
        await house.UntilAsync($"/ops/{id}", text => text.Contains("\"orchestration\":\"suspended\"", StringComparison.Ordinal));
        await line.DoAsync("ops", "resume", id, "--reason=moved in");

        foreach (var wrongly in new string[][] { ["ops"], ["ops", "retry", id], ["ops", "explode", id, "--reason", "x"], ["ops", "purge", id, "--why", "danger"], ["ops", "list", "--loud"], ["restart"] })
            Assert.Equal(2, (await line.RunAsync(wrongly)).Code);
        var refused = await line.RunAsync("ops", "release", id, "--letters", "send", "--mail", "send", "--reason", "x");
        Assert.Equal((1, "This campaign is not held.\n"), (refused.Code, refused.Errors));
        Assert.Equal(1, (await line.RunAsync("ops", "show", "aaaaaaaaaaaaaaaa")).Code);
        using var wrong = new CommandLine(house.Address.ToString(), "another key");
        Assert.Contains("does not take this key", (await wrong.RunAsync("ops", "list")).Errors, StringComparison.Ordinal);
        using var keyless = new CommandLine(house.Address.ToString(), null);
        Assert.Equal(2, (await keyless.RunAsync("ops", "list")).Code);
        using var nobody = new CommandLine($"http://127.0.0.1:{Local.Launcher.FreePorts.Take(1)[0]}");
        Assert.Equal(3, (await nobody.RunAsync("ops", "list")).Code);
    }

    /// <summary>The command line offers every action that the operator's room has.</summary>
    [Fact]
    public async Task Every_action_of_the_room_is_a_command()
    {
        using var line = new CommandLine("http://127.0.0.1:9");
        var help = await line.DoAsync("ops", "--help");
        Assert.All(Functions.Operators.OpsActions.Names, name => Assert.Contains($"\n  {name} ", help, StringComparison.Ordinal));
    }
}
