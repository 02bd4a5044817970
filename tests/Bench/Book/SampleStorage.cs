using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Bench.Book;

/// <summary>
/// Storage that makes up a campaign's rows as they are asked for, page by page, over the service's own protocol, and takes whatever is
/// written without keeping it. Azurite goes through its whole table for every page, so a million rows take it most of an hour.
/// </summary>
sealed partial class SampleStorage(int signatures, int shards, DataKey key) : HttpMessageHandler
{
    const int PageSize = 1_000;
    const string Digits = "234567abcdefghijklmnopqrstuvwxyz"; // in the order in which storage sorts them

    /// <summary>The one row besides, and the fences: the campaign's key.</summary>
    public TableEntity? Key { get; set; }

    public TableServiceClient Client(TableClientOptions options)
    {
        options.Transport = new HttpClientTransport(this);
        return new("DefaultEndpointsProtocol=http;AccountName=sample;AccountKey=c2FtcGxl;TableEndpoint=http://127.0.0.1:1/sample;", options);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal))
            return Batch(await request.Content!.ReadAsStringAsync(cancellationToken));
        if (request.Method != HttpMethod.Get) return new(HttpStatusCode.NoContent);
        if (request.RequestUri!.AbsolutePath.EndsWith("Signatures()", StringComparison.Ordinal)) return Page(HttpUtility.ParseQueryString(request.RequestUri.Query));
        if (request.RequestUri.AbsolutePath.Contains("Signatures(", StringComparison.Ordinal)) return SampleAnswer.Of(BookHeader.Freeze("shard"));
        return Key is not null && request.RequestUri.AbsolutePath.Contains("Campaigns(", StringComparison.Ordinal) ? SampleAnswer.Of(Key) : new(HttpStatusCode.NotFound);
    }

    static HttpResponseMessage Batch(string body)
    {
        var parts = Enumerable.Repeat("--p\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 204 No Content\r\nETag: W/\"1\"\r\n\r\n\r\n", Operation().Count(body));
        return new(HttpStatusCode.Accepted) { Content = new StringContent(string.Concat(parts) + "--p--\r\n", Encoding.ASCII, "multipart/mixed") };
    }

    [GeneratedRegex(@"^(POST|PUT|PATCH|MERGE|DELETE) http", RegexOptions.Multiline)]
    private static partial Regex Operation();

    [GeneratedRegex(@"PartitionKey eq '(?<partition>[^']+)'")]
    private static partial Regex Partition();

    /// <summary>Signature n is in the shard that it belongs to by its place in the order; every eighth is for an organisation.</summary>
    HttpResponseMessage Page(System.Collections.Specialized.NameValueCollection query)
    {
        var filter = query["$filter"]!;
        var partition = Partition().Match(filter).Groups["partition"].Value;
        var shard = int.Parse(partition[^3..], CultureInfo.InvariantCulture);
        var (first, end) = ((int)((long)signatures * shard / shards), (int)((long)signatures * (shard + 1) / shards));
        var step = filter.Contains("Kind eq 'Organisation'", StringComparison.Ordinal) ? 8 : 1;
        if (query["NextRowKey"] is { } next) first = int.Parse(next, CultureInfo.InvariantCulture);
        first = (first + step - 1) / step * step;
        var count = Math.Min(PageSize, Math.Max(0, (end - first + step - 1) / step));
        var rows = Enumerable.Range(0, count).Select(n => Row(partition, first + (n * step)).Entity());
        return SampleAnswer.Of(rows, partition, first + (count * step) >= end ? null : (first + (count * step)).ToString(CultureInfo.InvariantCulture));
    }

    BookRow Row(string partition, int number)
    {
        var id = new char[Base32.HashLength];
        for (var (at, rest) = (id.Length - 1, number); at >= 0; at--, rest /= 32) id[at] = Digits[rest % 32];
        return SampleRows.Confirmed(new(partition, new(id)), number, organisations: 8, key);
    }
}
