using System.Net;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.House;

public sealed class AzuriteTests(AzuriteFixture fixture)
{
    [Fact]
    public async Task AnswersOnTheAddressItNames()
    {
        var azurite = await fixture.GetAsync();
        using var http = new HttpClient();

        using var answer = await http.GetAsync($"{azurite.TableUrl}/Tables");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode); // unsigned, but understood
        Assert.Contains(azurite.TableUrl, fixture.ConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TellsWhatIsWrongWhenAPortIsTaken()
    {
        var other = await fixture.GetAsync();
        var taken = new Uri(other.BlobUrl).Port;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Azurite.StartAsync(blobPort: taken));

        Assert.Contains("EADDRINUSE", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StopsWhenDisposedOf()
    {
        var azurite = await Azurite.StartAsync();
        var port = new Uri(azurite.TableUrl).Port;

        await azurite.DisposeAsync();

        Assert.True(FreePorts.IsFree(port));
    }
}
