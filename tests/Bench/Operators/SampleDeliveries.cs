using System.Globalization;
using System.Text.RegularExpressions;
using System.Web;
using Azure.Data.Tables;
using Campaigns.Bench.Book;
using Campaigns.Deliveries;
using Campaigns.Invitations;
using Campaigns.Letters;
using Campaigns.Listing;
using Campaigns.Mail;
using Campaigns.Storage;

namespace Campaigns.Bench.Operators;

/// <summary>
/// Storage with very many letters and mails, a hundred to a campaign, as they were counted: their rows are made up as they are asked for, over the service's own
/// protocol; everything else is asked of the storage behind it. (Azurite goes through all rows of a table for every page of a query.)
/// </summary>
sealed partial class SampleDeliveries(int campaigns) : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>In a campaign: letters and invitations in its own partition, confirmations in one of its book.</summary>
    const int Letters = 40, Invitations = 40, Confirmations = 20;
    const int MostInAPage = 1_000; // the service's
    const string Title = "Sample campaign";

    readonly Dictionary<string, int> numbers = Enumerable.Range(0, campaigns).ToDictionary(Id);
    Dictionary<string, TableEntity[]> counted = [];
    Campaign? template;

    public int Count => numbers.Count * (Letters + Invitations + Confirmations);

    /// <summary>What a campaign's own row says besides id and title; without one there are no letters and mails.</summary>
    public Campaign? Template
    {
        get => template;
        set
        {
            template = value;
            counted = value is null ? [] : Counted().GroupBy(row => row.PartitionKey).ToDictionary(rows => rows.Key, rows => rows.OrderBy(row => row.RowKey, StringComparer.Ordinal).ToArray());
        }
    }

    public static string Id(int number) => Base32.Encode([.. BitConverter.GetBytes((long)number), 0, 0])[..16];

    /// <summary>Where a page begins whose first row is of this campaign.</summary>
    public string Before(int number) => Uri.EscapeDataString($"{Order(number)}|{Id(number)}/");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        if (Template is null || request.Method != HttpMethod.Get) return base.SendAsync(request, cancellationToken);
        if (OneCampaign().Match(path) is { Success: true } one && numbers.TryGetValue(one.Groups["id"].Value, out var number)) return Task.FromResult(SampleAnswer.Of(CampaignRow.Of(Sample(number))));
        var query = HttpUtility.ParseQueryString(request.RequestUri.Query);
        var conditions = Condition().Matches(query["$filter"] ?? "").Select(found => (Name: found.Groups["name"].Value, Is: found.Groups["is"].Value, Value: found.Groups["value"].Value.Trim('\''))).ToList();
        if (RowsOf(conditions.Find(each => each is { Name: "PartitionKey", Is: "eq" }).Value ?? "") is not { } rows) return base.SendAsync(request, cancellationToken);
        var most = Math.Min(MostInAPage, int.TryParse(query["$top"], CultureInfo.InvariantCulture, out var top) ? top : MostInAPage);
        var from = query["NextRowKey"] ?? "";
        var found = rows.Where(row => string.CompareOrdinal(row.RowKey, from) >= 0 && conditions.TrueForAll(each => Holds(row, each))).Take(most + 1).ToList();
        return Task.FromResult(SampleAnswer.Of(found.Take(most), found.Count == 0 ? "" : found[0].PartitionKey, found.Count > most ? found[most].RowKey : null));
    }

    /// <summary>Null: not made up.</summary>
    IEnumerable<TableEntity>? RowsOf(string partition) => counted.TryGetValue(partition, out var rows) ? rows
        : partition.StartsWith("deliveries-", StringComparison.Ordinal) ? []
        : !numbers.TryGetValue(ShardKeys.CampaignOf(partition), out var number) ? null
        : partition.Contains('-', StringComparison.Ordinal) ? Enumerable.Range(1, Confirmations).Select(n => Confirmation(number, n)) : Own(number);

    /// <summary>In the order of their names.</summary>
    IEnumerable<TableEntity> Own(int number) =>
        Enumerable.Range(1, Invitations).Select(n => Told(number, n)).Concat(Enumerable.Range(1, Letters).Select(n => Letter(number, n))).Concat(Enumerable.Range(1, Invitations).Select(n => Invitation(number, n)));

    TableEntity Letter(int number, int addressee) => new(Id(number), Rows.Letter(1, addressee))
    {
        ["Round"] = 1,
        ["Addressee"] = addressee,
        ["Attempt"] = 1,
        ["State"] = LetterOf(number, addressee).ToString(),
        ["ClaimedAt"] = At(number),
        ["ChangedAt"] = At(number),
    };

    TableEntity Told(int number, int invitation) => new(Id(number), Rows.Delivery(0, invitation))
    {
        ["State"] = InvitationOf(number, invitation).ToString(),
        ["ChangedAt"] = At(number),
        ["Place"] = 0,
        ["Number"] = invitation,
    };

    TableEntity Invitation(int number, int invitation) => Mail(Id(number), string.Create(CultureInfo.InvariantCulture, $"invitation-{invitation:D4}"), nameof(InvitationToSign), "Sent", number);

    TableEntity Confirmation(int number, int n) => Mail(ShardKeys.Partition(Id(number), 0), string.Create(CultureInfo.InvariantCulture, $"confirm-{n:D8}"), nameof(ConfirmSignature), IsRefused(number, n) ? "Rejected" : "Sent", number);

    TableEntity Mail(string partition, string id, string kind, string state, int number) =>
        new(partition, Rows.Mail(id)) { ["Kind"] = kind, ["State"] = state, ["ChangedAt"] = At(number), ["Attempts"] = 1 };

    /// <summary>One of ten came back, one of ten is not heard of yet.</summary>
    static LetterState LetterOf(int number, int n) => ((number + n) % 10) switch { 0 => LetterState.Bounced, 1 => LetterState.Accepted, _ => LetterState.Delivered };

    static MailState InvitationOf(int number, int n) => (number + n) % 10 == 0 ? MailState.Bounced : MailState.Delivered;

    static bool IsRefused(int number, int n) => (number + n) % 20 == 0;

    DateTimeOffset Now => Template!.LaunchedAt;

    DateTimeOffset At(int number) => Now.AddHours(-number);

    Campaign Sample(int number) => Template! with { Id = Id(number), Title = $"{Title} {number}", LaunchedAt = At(number) };

    string Order(int number) => ListRows.Key(ListEntry.Of(Sample(number))).Split('|')[0];

    /// <summary>Where they are, and how many in all.</summary>
    IEnumerable<TableEntity> Counted()
    {
        var rows = numbers.Values.Select(number => new CountedRow(Id(number), DeliveryFilter.NoNetwork, Order(number), Now,
        [
            .. Enumerable.Range(1, Letters).CountBy(n => LetterOf(number, n)).Select(one => new PartitionCount(Id(number), DeliveryKind.Letter, DeliveryStates.Of(one.Key), one.Value)),
            .. Enumerable.Range(1, Invitations).CountBy(n => InvitationOf(number, n)).Select(one => new PartitionCount(Id(number), DeliveryKind.Invitation, DeliveryStates.Of(one.Key), one.Value)),
            .. Enumerable.Range(1, Confirmations).CountBy(n => IsRefused(number, n) ? DeliveryState.Refused : DeliveryState.Accepted)
                .Select(one => new PartitionCount(ShardKeys.Partition(Id(number), 0), DeliveryKind.Confirmation, one.Key, one.Value)),
        ])).ToList();
        return rows.SelectMany(row => row.Shelves())
            .Append(DeliverySums.Row(DeliveryFilter.NoNetwork, rows.SelectMany(row => row.Counts).Select(one => new DeliveryCount(one.Kind, one.State, one.Count)), Now));
    }

    static bool Holds(TableEntity row, (string Name, string Is, string Value) one)
    {
        var order = row.TryGetValue(one.Name, out var value) && value is int number ? number - int.Parse(one.Value, CultureInfo.InvariantCulture) : value is string text ? string.CompareOrdinal(text, one.Value) : -1;
        return one.Is switch { "eq" => order == 0, "ne" => order != 0, "gt" => order > 0, "ge" => order >= 0, "lt" => order < 0, _ => order <= 0 };
    }

    [GeneratedRegex(@"/Campaigns\(PartitionKey='(?<id>[a-z2-7]{16})',\s*RowKey='campaign'\)$")]
    private static partial Regex OneCampaign();

    [GeneratedRegex(@"(?<name>\w+) (?<is>eq|ne|gt|ge|lt|le) (?<value>'[^']*'|\d+)")]
    private static partial Regex Condition();
}
