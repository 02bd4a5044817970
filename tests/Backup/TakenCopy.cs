using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Backup;
using Campaigns.Storage;
using Campaigns.Tests.Letters;

namespace Campaigns.Tests.Backup;

/// <summary>A copy of one campaign in memory, taken and brought back through the services that the doors use.</summary>
sealed record TakenCopy(CopyUnit Unit, string Id, DateTimeOffset At, IReadOnlyDictionary<CopyPlace, IReadOnlyList<string>> Rows)
{
    public static async Task<TakenCopy> OfAsync(PostOffice office, Campaign campaign)
    {
        var reading = office.Get<CopyReading>();
        var unit = Assert.Single((await reading.UnitAsync(campaign.Id)).Units);
        var rows = new Dictionary<CopyPlace, IReadOnlyList<string>>();
        foreach (var place in Places(unit)) rows[place] = await LinesAsync(reading, place);
        return new(unit, $"copy-{Base32.Random(8)}", office.Time.GetUtcNow(), rows);
    }

    static IEnumerable<CopyPlace> Places(CopyUnit unit) =>
        [new("Campaigns", unit.Id), .. Enumerable.Range(0, unit.Shards).Select(shard => new CopyPlace("Signatures", ShardKeys.Partition(unit.Id, shard)))];

    public static async Task<IReadOnlyList<string>> LinesAsync(CopyReading reading, CopyPlace place)
    {
        var lines = new List<string>();
        for (var after = (string?)""; after is not null;)
        {
            var page = Encoding.UTF8.GetString((await reading.RowsAsync(place, after)).Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.AddRange(page[..^1]);
            using var last = JsonDocument.Parse(page[^1]);
            after = last.RootElement.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        return lines;
    }

    /// <summary>All of it, as often as it takes; gives the refusal, if any.</summary>
    public async Task<string?> RestoreAsync(PostOffice office, bool overwrite = false)
    {
        RestoreBegin begun;
        do begun = await BeginAsync(office, overwrite); while (begun.Action == RestoreAction.Clear);
        if (begun.Action != RestoreAction.Write) return begun.Refusal;
        foreach (var place in Rows.Keys) Assert.True(await WriteAsync(office, place));
        return await EndAsync(office);
    }

    public Task<RestoreBegin> BeginAsync(PostOffice office, bool overwrite = false) =>
        office.Get<Restoring>().BeginAsync(Unit, Id, Row(Storage.Rows.Key)?.GetBinary("Wrapped"), overwrite);

    public Task<bool> WriteAsync(PostOffice office, CopyPlace place) => office.Get<Restoring>().WriteAsync(Unit, Id, place, [.. Rows[place].Select(line => CopyRow.Read(line, place))]);

    public Task<string?> EndAsync(PostOffice office) => office.Get<RestoreEnd>().EndAsync(Unit, Id, At, Row(Storage.Rows.Campaign)!, "script");

    public TableEntity? Row(string name)
    {
        var home = Rows.Keys.First();
        return Rows[home].Select(line => CopyRow.Read(line, home)).FirstOrDefault(row => row.RowKey == name);
    }

    /// <summary>Nothing of the campaign is stored any more.</summary>
    public static async Task WipeAsync(PostOffice office, Campaign campaign)
    {
        await office.Tables.Campaigns.DeleteAllAsync(campaign.Id, default);
        foreach (var shard in ShardKeys.All(campaign)) await office.Tables.Signatures.DeleteAllAsync(shard, default);
        foreach (var side in new[] { "active", "ended" }) await office.Tables.Index.DeleteEntityAsync(side, campaign.Id);
    }
}
