using System.Net;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Data.Tables.Wire;
using static Campaigns.Tests.Tables.FakeService;

namespace Campaigns.Tests.Tables;

/// <summary>What goes over the wire, and what is made of the answers.</summary>
public sealed class WireTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST", "application/json", "http://127.0.0.1:10002/devstoreaccount1/letters", "3vW2ohzwvn/VgETRAUHY/Rt9Ph+kQ3GYUCda4gM8Y98=")]
    [InlineData("GET", null, "http://127.0.0.1:10002/devstoreaccount1/?restype=x&comp=list", "6gWaoXVioMx1CzQIe2fXjJmn78HCk/yaPjtPB0mm+eA=")]
    public void TheSignatureIsWhatOpensslComputes(string verb, string? type, string address, string expected)
    {
        var development = ConnectionString.Parse("UseDevelopmentStorage=true").Credential;

        var text = SharedKeyPolicy.StringToSign(verb, null, type, "Fri, 01 Mar 2024 10:00:00 GMT", development.AccountName, new Uri(address));

        Assert.Equal(expected, SharedKeyPolicy.Sign(development.Key, text));
    }

    [Fact]
    public async Task AnInsertAsItIsSent()
    {
        var service = new FakeService(_ => Answer(HttpStatusCode.NoContent));

        await service.Table().AddEntityAsync(new TableEntity("p'", "r") { ["Big"] = 5L, ["Text"] = "é", ["Real"] = 2.0, ["None"] = null }, Cancel);

        var request = Assert.Single(service.Requests);
        Assert.Equal("POST https://letters.table.example.org/rows", $"{request.Method} {request.RequestUri!.AbsoluteUri}");
        Assert.Equal("""{"PartitionKey":"p'","RowKey":"r","Big@odata.type":"Edm.Int64","Big":"5","Text":"é","Real@odata.type":"Edm.Double","Real":2}""", service.Bodies[0]);
        Assert.Equal("return-no-content", Header(request, "Prefer"));
        Assert.Equal("application/json;odata=minimalmetadata", Header(request, "Accept").Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("2020-12-06", Header(request, "x-ms-version"));
        Assert.StartsWith("SharedKey letters:", Header(request, "Authorization"), StringComparison.Ordinal);
        Assert.False(request.Headers.Contains("If-Match"));
    }

    [Fact]
    public async Task ARowsAddressAsItIsSent()
    {
        var service = new FakeService(_ => Answer(HttpStatusCode.NoContent));

        await service.Table().UpdateEntityAsync(new TableEntity("it's", "50% + é"), new ETag("W/\"datetime'x'\""), TableUpdateMode.Replace, Cancel);
        await service.Table().DeleteEntityAsync("a", "b", cancellationToken: Cancel);

        Assert.Equal("/rows(PartitionKey='it%27%27s',RowKey='50%25%20%2B%20%C3%A9')", service.Requests[0].RequestUri!.AbsolutePath);
        Assert.Equal("W/\"datetime'x'\"", Header(service.Requests[0], "If-Match"));
        Assert.Equal(("PUT", "DELETE"), (service.Requests[0].Method.Method, service.Requests[1].Method.Method));
        Assert.Equal("*", Header(service.Requests[1], "If-Match"));
    }

    [Fact]
    public async Task AQueryAsItIsSent()
    {
        var service = new FakeService(_ => Answer(HttpStatusCode.OK, """{"odata.metadata":"x","value":[]}"""));

        await foreach (var page in service.Table().QueryAsync<TableEntity>("A eq 'x & y'", 7, ["A", "B"]).AsPages("1!4!cA-- 1!8!c g--").WithCancellation(Cancel))
            Assert.Empty(page.Values);

        Assert.Equal(
            "https://letters.table.example.org/rows()?$filter=A%20eq%20%27x%20%26%20y%27&$top=7&$select=A%2CB&NextPartitionKey=1%214%21cA--&NextRowKey=1%218%21c%20g--",
            Assert.Single(service.Requests).RequestUri!.AbsoluteUri);
    }

    [Fact]
    public async Task AnErrorWithoutJsonKeepsItsHeadersCode()
    {
        var service = new FakeService(_ =>
        {
            var answer = Answer(HttpStatusCode.Forbidden, "<m:error xmlns:m='x'><m:code>Other</m:code></m:error>", "application/xml");
            answer.Headers.Add("x-ms-error-code", "AuthenticationFailed");
            return answer;
        });

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => service.Table().AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Equal((403, "AuthenticationFailed"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task ATokenIsSentInsteadOfASignature()
    {
        var service = new FakeService(_ => Answer(HttpStatusCode.NoContent));
        var table = new TableClient(new Uri("https://letters.table.example.org"), "rows", new FixedToken(), service.Options());

        await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);

        Assert.Equal("Bearer token-for-https://storage.azure.com/.default", Header(service.Requests[0], "Authorization"));
        Assert.Equal("letters", table.AccountName);
    }

    static string Header(HttpRequestMessage request, string name) => string.Join(", ", request.Headers.GetValues(name));

    sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token-for-" + requestContext.Scopes[0], DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
