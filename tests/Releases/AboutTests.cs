using System.Text.Json.Nodes;
using Campaigns.Functions.Doors;
using Campaigns.Local.Launcher;
using Campaigns.Tests.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace Campaigns.Tests.Releases;

/// <summary>Everybody can find out what runs here, and get its source.</summary>
public sealed class AboutTests
{
    const string Source = "https://source.example.org/campaigns";

    [Fact]
    public void The_version_is_the_one_that_the_changelog_describes_last()
    {
        var last = File.ReadLines(Repository.PathTo("CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal));
        Assert.Equal($"## {ProductVersion.Number}", last);
    }

    [Fact]
    public async Task Every_page_leads_to_the_version_and_to_where_the_source_is()
    {
        await using var house = await DeskHouse.OpenAsync(builder => builder.Services.PostConfigure<CampaignsOptions>(options => options.SourceUrl = Source));

        Assert.EndsWith($"Campaigns {ProductVersion.Number}", (await DeskHouse.GetAsync(house.Browser, "/")).Document.QuerySelector("footer a[href='/about']")!.TextContent, StringComparison.Ordinal);
        var page = await DeskHouse.GetAsync(house.Browser, "/about");
        Assert.Contains("AGPL-3.0-or-later", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='{Source}']"));
        var json = JsonNode.Parse(await (await house.LookAsync("/about")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal((ProductVersion.Number, Source), ($"{json["version"]}", $"{json["source"]}"));
    }

    [Fact]
    public async Task Where_no_source_is_named_readers_are_told_to_ask()
    {
        await using var house = await DeskHouse.OpenAsync();
        Assert.Contains("gives you its source", (await DeskHouse.GetAsync(house.Browser, "/about")).Text, StringComparison.Ordinal);
    }
}
