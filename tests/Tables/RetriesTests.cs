using System.Net;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using static Campaigns.Tests.Tables.FakeService;

namespace Campaigns.Tests.Tables;

public sealed class RetriesTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RetriesAreSignedAfreshAndCarryTheBody()
    {
        var service = new FakeService(n => n < 3 ? Answer(HttpStatusCode.ServiceUnavailable) : Answer(HttpStatusCode.NoContent));

        var response = await service.Table().AddEntityAsync(new TableEntity("p", "r"), Cancel);

        Assert.Equal((204, 3), (response.Status, service.Requests.Count));
        Assert.Single(service.Bodies.Distinct());
        Assert.All(service.Requests, r => Assert.Single(r.Headers.GetValues("Authorization")));
    }

    /// <summary>As in the official package: the row is there, and the caller learns it as a conflict.</summary>
    [Fact]
    public async Task AnInsertWhoseAnswerWasLostEndsAsAConflict()
    {
        var service = new FakeService(n => n == 1
            ? throw new HttpRequestException("the connection broke")
            : Answer(HttpStatusCode.Conflict, """{"odata.error":{"code":"EntityAlreadyExists","message":{"lang":"en-US","value":"It is there."}}}"""));

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => service.Table().AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Equal((409, 2), (failure.Status, service.Requests.Count));
        Assert.True(failure.ErrorCode == TableErrorCode.EntityAlreadyExists);
        Assert.StartsWith("It is there.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancellingEndsTheWait()
    {
        var service = new FakeService(_ => Answer(HttpStatusCode.ServiceUnavailable));
        var options = service.Options();
        options.Retry.Delay = TimeSpan.FromHours(1);
        options.Retry.MaxDelay = TimeSpan.FromHours(1);
        var table = new TableClient(new Uri("https://letters.table.example.org"), "rows", Credential, options);
        using var cancel = new CancellationTokenSource();

        var add = table.AddEntityAsync(new TableEntity("p", "r"), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => add);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: cancel.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in table.QueryAsync<TableEntity>().WithCancellation(cancel.Token))
                Assert.Fail(row.RowKey);
        });
    }
}
