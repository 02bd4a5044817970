using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Campaigns.Storage;
using Campaigns.Tests.House;
using Campaigns.Tests.Life;

namespace Campaigns.Tests.Doors;

/// <summary>Storage has forgotten its tables: that is an outage, and it ends by itself.</summary>
public sealed class ForgottenTableTests
{
    [Fact]
    public async Task A_table_that_is_gone_is_an_outage_and_is_made_again()
    {
        await using var storage = new OwnAzurite();
        await using var house = await DoorsHouse.OpenAsync(storage.Fixture);
        var campaign = await house.OpenCampaignAsync();
        var form = await house.GetAsync($"/campaigns/{campaign.Id}");
        await house.Get<CampaignTables>().Signatures.DeleteAsync();

        var refused = await house.SendAsync(form, DoorsHouse.Organisation(1));

        Assert.Equal((503, "10"), (refused.Status, refused.Header("Retry-After")));
        Assert.Equal("Committee 1", refused.Document.QuerySelector("input[name=organisation]")!.GetAttribute("value"));
        Assert.NotEqual(503, (await house.GetAsync($"/campaigns/{campaign.Id}")).Status);
    }

    [Fact]
    public async Task A_transaction_into_a_table_that_is_gone_was_not_lost_to_somebody_faster()
    {
        await using var storage = new OwnAzurite();
        await using var house = await DoorsHouse.OpenAsync(storage.Fixture);
        var table = house.Get<CampaignTables>().Index;
        var row = new TableEntity("a", "b");
        Assert.True(await table.TrySubmitAsync([new(TableTransactionActionType.Add, row)], TestContext.Current.CancellationToken));
        Assert.False(await table.TrySubmitAsync([new(TableTransactionActionType.Add, row)], TestContext.Current.CancellationToken));
        await table.DeleteAsync();

        var gone = await Assert.ThrowsAnyAsync<RequestFailedException>(() => table.TrySubmitAsync([new(TableTransactionActionType.Add, row)], TestContext.Current.CancellationToken));

        Assert.Equal(TableErrorCode.TableNotFound, gone.ErrorCode);
    }
}
