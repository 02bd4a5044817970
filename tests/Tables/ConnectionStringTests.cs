using Azure.Data.Tables;

namespace Campaigns.Tests.Tables;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=letters;AccountKey=a2V5;EndpointSuffix=core.example.org", "https://letters.table.core.example.org/", "letters")]
    [InlineData("AccountName=letters;AccountKey=a2V5", "https://letters.table.core.windows.net/", "letters")]
    [InlineData("accountname=letters;ACCOUNTKEY=a2V5ZQ==;TableEndpoint=http://localhost:7/letters/", "http://localhost:7/letters", "letters")]
    public void IsUnderstood(string text, string endpoint, string account)
    {
        var service = new TableServiceClient(text);

        Assert.Equal((endpoint, account), (service.Uri.AbsoluteUri, service.AccountName));
        Assert.Equal(endpoint.TrimEnd('/') + "/rows", service.GetTableClient("rows").Uri.AbsoluteUri);
        Assert.Equal("rows", new TableClient(text, "rows").Name);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=letters")]
    [InlineData("AccountKey=c2VjcmV0")]
    [InlineData("AccountName=letters;AccountKey=not base64!")]
    public void IsRefusedWithoutRepeatingIt(string text)
    {
        var failure = Assert.Throws<FormatException>(() => new TableServiceClient(text));

        Assert.DoesNotContain("c2VjcmV0", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not base64!", failure.Message, StringComparison.Ordinal);
    }
}
