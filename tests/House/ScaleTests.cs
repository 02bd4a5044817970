using System.Text.Json;
using Campaigns.Bench.Scale;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.House;

/// <summary>The model behind docs/scale.md: the page is what it says, and the storm at a shard's header loses nobody.</summary>
public sealed class ScaleTests
{
    static readonly ScaleModel Model = ScaleModel.Read();

    [Fact]
    public void The_page_has_the_tables_that_the_model_makes()
    {
        var page = File.ReadAllText(Repository.PathTo("docs/scale.md"));
        foreach (var (name, table) in ScaleTables.Of(Model))
            Assert.True(page.Contains($"<!-- {name} -->\n{table}\n", StringComparison.Ordinal), $"docs/scale.md should have, after <!-- {name} -->:\n{table}");
    }

    [Fact]
    public void A_number_that_is_changed_changes_the_tables_and_one_that_is_missing_or_unknown_is_refused()
    {
        var dearer = Model with { Prices = Model.Prices with { ThousandMoreMails = 5 } };
        Assert.NotEqual(ScaleTables.Of(Model)["cost"], ScaleTables.Of(dearer)["cost"]);
        Assert.Equal(ScaleTables.Of(Model)["days"], ScaleTables.Of(dearer)["days"]);

        var file = File.ReadAllText(Repository.PathTo("docs/scale-model.json"));
        Assert.Throws<JsonException>(() => ScaleModel.Parse(file.Replace("\"shards\"", "\"shard\"", StringComparison.Ordinal)));
        Assert.Throws<JsonException>(() => ScaleModel.Parse(file.Replace("\"shards\": 4,", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(80, 4)]
    [InlineData(80, 16)]
    public void In_a_storm_everybody_is_acknowledged_once_and_one_instance_alone_loses_no_transaction(double perSecond, int instances)
    {
        const int Seconds = 30;
        var storm = ShardStorm.Play(Model, perSecond, instances, Seconds);

        Assert.InRange(storm.Confirmed + storm.Waiting, perSecond * Seconds * 0.8, perSecond * Seconds * 1.2); // who comes at random
        Assert.InRange(storm.Waiting, 0, perSecond); // less than a second's worth: it keeps up
        Assert.True(storm.P50 >= Model.Storage.WriteMilliseconds && storm.P50 <= storm.P99);
        Assert.Equal(instances == 1, storm.Lost == 0);
        Assert.InRange(storm.RowsPerSecond * Seconds, storm.Confirmed, 2.1 * (storm.Confirmed + storm.Waiting)); // each with a header at most, and those under way
        Assert.Equal(storm, ShardStorm.Play(Model, perSecond, instances, Seconds));
    }

    [Fact]
    public void More_than_a_shard_can_take_is_seen_as_waiting()
    {
        var storm = ShardStorm.Play(Model, 20_000, 1, 5);
        Assert.True(storm.Waiting > 20_000, $"{storm}");
        Assert.True(storm.P99 > 1_000, $"{storm}");
    }

    [Fact]
    public void A_mail_service_that_takes_less_than_comes_leaves_a_backlog_with_its_delay()
    {
        var slow = NationalDays.Play(Model with { Limits = Model.Limits with { MailRequestsPerSecond = 1, MailsInRequest = 30 } }, 6_000_000);
        Assert.True(slow.MailBacklog > 100_000 && slow.MailDelay > 600, $"{slow}");
        Assert.Equal(0, NationalDays.Play(Model, 6_000_000).MailBacklog);
    }

    [Fact]
    public void A_plan_is_the_smallest_that_takes_the_mails_and_what_goes_beyond_the_largest_is_paid_for()
    {
        Assert.Equal(19.95, CampaignCost.Of(Model, 50, 57).Plan);
        Assert.Equal(1099 + ((12_000_200 - 2_500_000) / 1000.0 * 0.5), CampaignCost.Of(Model, 6_000_000, 200).Plan, 3);
    }
}
