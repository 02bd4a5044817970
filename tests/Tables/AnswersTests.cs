using System.Net;
using Azure;
using Azure.Data.Tables;
using static Campaigns.Tests.Tables.FakeService;

namespace Campaigns.Tests.Tables;

/// <summary>Answers as Azure writes them where Azurite writes them otherwise.</summary>
public sealed class AnswersTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ARowInMinimalMetadata()
    {
        var service = new FakeService(_ => Answer(HttpStatusCode.OK, """
            {"odata.metadata":"https://letters.table.example.org/$metadata#rows/@Element","odata.etag":"W/\"datetime'x'\"","PartitionKey":"p","RowKey":"r",
             "Timestamp":"2024-03-01T10:00:00.1234567Z","Big@odata.type":"Edm.Int64","Big":"-9","Real":5.0,"Tiny":1e-7,"Nan@odata.type":"Edm.Double","Nan":"NaN",
             "When@odata.type":"Edm.DateTime","When":"2024-03-01T10:00:00Z","Whole":3,"Nothing":null,"Text":"2024-03-01T10:00:00Z"}
            """));

        var row = (await service.Table().GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value;

        Assert.Equal("W/\"datetime'x'\"", row.ETag.ToString("H"));
        Assert.Equal(1_234_567, row.Timestamp!.Value.Ticks % TimeSpan.TicksPerSecond);
        Assert.Equal((-9L, 5.0, 1e-7, double.NaN), (row["Big"], row["Real"], row["Tiny"], row["Nan"]));
        Assert.Equal((3, "2024-03-01T10:00:00Z"), (row["Whole"], row["Text"]));
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 10, 0, 0, TimeSpan.Zero), row["When"]);
        Assert.Equal(new DateTime(2024, 3, 1, 10, 0, 0, DateTimeKind.Utc), row.GetDateTime("When"));
        Assert.DoesNotContain("odata.metadata", row.Keys);
    }

    [Fact]
    public async Task AnEmptyPageMayGoOn()
    {
        var service = new FakeService(n =>
        {
            var answer = Answer(HttpStatusCode.OK, n == 1 ? """{"value":[]}""" : """{"value":[{"PartitionKey":"p","RowKey":"r"}]}""");
            if (n == 1)
                answer.Headers.Add("x-ms-continuation-NextPartitionKey", "1!4!cA--"); // without a row key
            return answer;
        });

        var rows = new List<TableEntity>();
        await foreach (var row in service.Table().QueryAsync<TableEntity>().WithCancellation(Cancel))
            rows.Add(row);

        Assert.Equal("r", Assert.Single(rows).RowKey);
        Assert.EndsWith("?NextPartitionKey=1%214%21cA--", service.Requests[1].RequestUri!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATransactionsAnswer()
    {
        var service = new FakeService(_ => Answer(HttpStatusCode.Accepted, Multipart("""
            HTTP/1.1 204 No Content
            Content-ID: 0
            ETag: W/"datetime'a'"

            """, """
            HTTP/1.1 204 No Content
            DataServiceVersion: 1.0;

            """), "text/plain"));

        var answer = await service.Table().SubmitTransactionAsync(Two(), Cancel);

        Assert.Equal(new ETag("W/\"datetime'a'\""), answer.Value[0].Headers.ETag);
        Assert.Equal((204, "No Content", null), (answer.Value[1].Status, answer.Value[1].ReasonPhrase, answer.Value[1].Headers.ETag));
        Assert.Equal(202, answer.GetRawResponse().Status);
    }

    [Fact]
    public async Task ATransactionsFailure()
    {
        var service = new FakeService(_ => Answer(HttpStatusCode.Accepted, Multipart("""
            HTTP/1.1 412 Precondition Failed
            Content-Type: application/json;odata=minimalmetadata

            {"odata.error":{"code":"UpdateConditionNotSatisfied","message":{"lang":"en-US","value":"1:The update condition was not satisfied.\nRequestId:x"}}}
            """), "text/plain"));

        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => service.Table().SubmitTransactionAsync(Two(), Cancel));

        Assert.Equal((1, 412, "UpdateConditionNotSatisfied"), (failure.FailedTransactionActionIndex, failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task ATransactionIsNotBelievedWithoutAnAnswerForEachAction()
    {
        var service = new FakeService(_ => Answer(HttpStatusCode.Accepted, Multipart("HTTP/1.1 204 No Content\n\n"), "text/plain"));

        await Assert.ThrowsAsync<RequestFailedException>(() => service.Table().SubmitTransactionAsync(Two(), Cancel));
    }

    static TableTransactionAction[] Two() =>
        [new(TableTransactionActionType.Add, new TableEntity("p", "a")), new(TableTransactionActionType.Delete, new TableEntity("p", "b"))];

    static string Multipart(params string[] parts)
    {
        const string Head = "--changesetresponse_y\nContent-Type: application/http\nContent-Transfer-Encoding: binary\n\n";
        var text = "--batchresponse_x\nContent-Type: multipart/mixed; boundary=changesetresponse_y\n\n"
            + string.Concat(parts.Select(p => Head + p + "\n\n")) + "--changesetresponse_y--\n--batchresponse_x--\n";
        return text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
    }
}
