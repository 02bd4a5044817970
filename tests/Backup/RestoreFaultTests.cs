using Azure;
using Campaigns.Backup;
using Campaigns.Storage;
using Campaigns.Tests.Letters;
using Campaigns.Tests.Life;
using Campaigns.Tests.Privacy;

namespace Campaigns.Tests.Backup;

/// <summary>A restore that is cut off at any call to storage, before or after the call has done its work, is given again and finishes.</summary>
[Collection(CampaignTests.Name)]
public sealed class RestoreFaultTests(OwnAzurite azurite)
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Cut_off_at_any_call_it_ends_with_the_same_rows(bool afterItsWork, bool overwrite)
    {
        await using var house = await CampaignHouse.BuildAsync(azurite);
        var campaign = await house.LaunchAsync(draft => draft with { Invitations = [.. Stories.People(2)] });
        await house.PassAsync(TimeSpan.FromMinutes(1));
        await house.SignAsync(campaign, 1);
        var copy = await TakenCopy.OfAsync(house.Office, campaign);
        await house.LoseOrchestrationAsync(campaign.Id);
        var wire = new StorageWire();
        await using var office = await PostOffice.OpenAsync(azurite.Fixture, storage: wire.Options());
        var (calls, whole) = (0, (string?)null);
        do
        {
            if (!overwrite) await TakenCopy.WipeAsync(house.Office, campaign);
            var mine = copy with { Id = $"copy-{calls}" }; // another copy each time: what the one before left has to go
            wire.FailAt(++calls, afterItsWork);
            try
            {
                await mine.RestoreAsync(office, overwrite);
            }
            catch (RequestFailedException)
            {
                if (await house.Store.FindAsync(campaign.Id) is { } there) Assert.True(overwrite || there.Restored?.Copy == mine.Id); // never half of it
            }
            wire.Mend();
            Assert.Null(await mine.RestoreAsync(office, overwrite));
            var rows = await RowsAsync(house.Office, copy);
            whole ??= rows;
            Assert.Equal(whole, rows);
        } while (wire.HasFailed && calls < 300);
        Assert.InRange(calls, 12, 299);
    }

    /// <summary>What is stored, but for what tells of the restore itself.</summary>
    static async Task<string> RowsAsync(PostOffice office, TakenCopy copy)
    {
        var lines = new List<string>();
        foreach (var place in copy.Rows.Keys) lines.AddRange(await TakenCopy.LinesAsync(office.Get<CopyReading>(), place));
        Assert.DoesNotContain(lines, line => line.Contains($"\"row\":\"{Rows.Restoring}\"", StringComparison.Ordinal));
        return string.Join('\n', lines.Where(line => !line.Contains("\"row\":\"journal|", StringComparison.Ordinal) && !line.Contains("\"row\":\"campaign\"", StringComparison.Ordinal)));
    }
}
