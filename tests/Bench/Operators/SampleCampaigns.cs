using System.Globalization;
using System.Text.RegularExpressions;
using System.Web;
using Azure.Data.Tables;
using Campaigns.Bench.Book;
using Campaigns.Listing;
using Campaigns.Storage;

namespace Campaigns.Bench.Operators;

/// <summary>
/// Storage with very many campaigns in the operator's list: their rows are made up as they are asked for, over the service's own protocol;
/// everything else is asked of the storage behind it. Azurite takes minutes to take in 100,000 rows, and goes through all of them for every page.
/// </summary>
sealed partial class SampleCampaigns : DelegatingHandler
{
    const int MostInAPage = 1_000; // the service's
    const int Given = 100;
    static readonly Phase[] Ended = [Phase.Dispatched, Phase.Cancelled, Phase.Archived];
    static readonly string[] Common = ["appeal", "let", "travel"];

    readonly Dictionary<string, int> numbers;
    readonly string[] open, ended;
    /// <summary>Where each word stands.</summary>
    readonly SortedDictionary<string, string[]> words = new(StringComparer.Ordinal);

    /// <param name="count">One of a hundred of them is open, the others have ended.</param>
    public SampleCampaigns(int count) : base(new SocketsHttpHandler())
    {
        numbers = Enumerable.Range(0, count).ToDictionary(Id);
        (open, ended) = (Keys(numbers.Values.Where(IsOpen)), Keys(numbers.Values.Where(number => !IsOpen(number))));
        foreach (var word in Common) words[word] = Keys(numbers.Values);
        foreach (var some in numbers.Values.GroupBy(GivenName)) words[some.Key] = Keys(some);
    }

    /// <summary>What a campaign's own row says besides id and title; without one there are none.</summary>
    public Campaign? Template { get; set; }

    public int Count => numbers.Count;

    /// <summary>Of those that have ended, where a page may begin.</summary>
    public IReadOnlyList<string> EndedKeys => ended;

    /// <summary>A word that stands in the titles of one of a hundred.</summary>
    public static string GivenName(int number) => $"mira{(char)('a' + (number / 100 % Given / 10))}{(char)('a' + (number / 100 % 10))}";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        if (Template is null || request.Method != HttpMethod.Get) return base.SendAsync(request, cancellationToken);
        if (OneCampaign().Match(path) is { Success: true } one && numbers.TryGetValue(one.Groups["id"].Value, out var number))
            return Task.FromResult(SampleAnswer.Of(CampaignRow.Of(Template with { Id = one.Groups["id"].Value, Title = Entry(number).Title })));
        if (!path.EndsWith("/CampaignIndex()", StringComparison.Ordinal)) return base.SendAsync(request, cancellationToken);
        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        var conditions = Condition().Matches(query["$filter"] ?? "").Select(found => (Name: found.Groups["name"].Value, Is: found.Groups["is"].Value, Value: found.Groups["value"].Value)).ToList();
        var partition = conditions.Find(one => one is { Name: "PartitionKey", Is: "eq" }).Value;
        return partition is "list-active" or "list-ended" or "due" or "word" ? Task.FromResult(Page(partition, conditions, query["NextRowKey"], query["$top"])) : base.SendAsync(request, cancellationToken);
    }

    HttpResponseMessage Page(string partition, List<(string Name, string Is, string Value)> conditions, string? next, string? top)
    {
        var after = conditions.Find(one => one is { Name: "RowKey", Is: "gt" or "ge" });
        var (from, isWith) = next is null ? (after.Value ?? "", after.Is == "ge") : (next, true);
        var end = conditions.Find(one => one is { Name: "RowKey", Is: "lt" }).Value;
        var wanted = conditions.Where(one => one.Name is "Phase" or "Network").ToList();
        var most = Math.Min(MostInAPage, top is null ? MostInAPage : int.Parse(top, CultureInfo.InvariantCulture));
        var rows = From(partition, from, isWith).TakeWhile(key => end is null || string.CompareOrdinal(key, end) < 0).Select(key => Row(partition, key))
            .Where(row => wanted.TrueForAll(one => row.GetString(one.Name) == one.Value)).Take(most + 1).ToList();
        return SampleAnswer.Of(rows.Take(most), partition, rows.Count > most ? rows[most].RowKey : null);
    }

    IEnumerable<string> From(string partition, string from, bool isWith) => partition switch
    {
        "list-active" => From(open, from, isWith),
        "list-ended" => From(ended, from, isWith),
        "due" => open.Reverse().Select(key => ListRows.DueKey(Entry(Number(key)).Next.DueAt!.Value, ListRows.IdOf(key))).SkipWhile(key => IsBefore(key, from, isWith)),
        _ => words.Keys.SkipWhile(word => string.CompareOrdinal(word, from.Split('|')[0]) < 0)
            .SelectMany(word => From(words[word], from.StartsWith(word + '|', StringComparison.Ordinal) ? from[(word.Length + 1)..] : "", isWith).Select(key => $"{word}|{key}")),
    };

    static IEnumerable<string> From(string[] keys, string from, bool isWith)
    {
        var at = Array.BinarySearch(keys, from, StringComparer.Ordinal);
        return keys.Skip(at < 0 ? ~at : isWith ? at : at + 1);
    }

    static bool IsBefore(string key, string from, bool isWith) => string.CompareOrdinal(key, from) is var order && (order < 0 || (order == 0 && !isWith));

    TableEntity Row(string partition, string key) => partition switch
    {
        "due" => new(partition, key),
        "word" => new(partition, key) { ["Title"] = Entry(Number(key)).Title },
        _ => ListRows.Of(Entry(Number(key))),
    };

    int Number(string key) => numbers[ListRows.IdOf(key)];

    static string[] Keys(IEnumerable<int> numbers) => [.. numbers.Select(number => ListRows.Key(Entry(number))).Order(StringComparer.Ordinal)];

    static bool IsOpen(int number) => number % 100 == 0;

    static ListEntry Entry(int number)
    {
        var at = DateTimeOffset.UnixEpoch.AddDays(19_000).AddMinutes(number);
        return new(Id(number), $"Let {GivenName(number)} travel, appeal {number}", "en", IsOpen(number) ? Phase.Open : Ended[number % 3], !IsOpen(number), at)
        {
            Next = IsOpen(number) ? new(StepKind.Close, DateTimeOffset.UnixEpoch.AddDays(40_000).AddMinutes(number)) : new(StepKind.End, null),
        };
    }

    static string Id(int number) => Base32.Encode([.. BitConverter.GetBytes((long)number), 0, 0])[..16];

    [GeneratedRegex(@"/Campaigns\(PartitionKey='(?<id>[a-z2-7]{16})',\s*RowKey='campaign'\)$")]
    private static partial Regex OneCampaign();

    [GeneratedRegex(@"(?<name>\w+) (?<is>eq|gt|ge|lt|le) '(?<value>[^']*)'")]
    private static partial Regex Condition();
}
