using System.Text;
using Azure.Data.Tables;

namespace Campaigns.Tests.Scenarios;

/// <summary>What a campaign leaves behind: no name and no address of a person in a log, an address or, in clear, a table.</summary>
public sealed class TraceTests(SharedRuns runs)
{
    [Fact]
    public async Task TheAppsLogNamesNobody()
    {
        var run = await runs.ScriptedAsync();

        var log = run.Stage.Log("app.log");
        Assert.NotEmpty(log);
        AssertNamesNobody(run, log);
        AssertNamesNobody(run, await File.ReadAllTextAsync(run.Stage.RunFile));
    }

    [Fact]
    public async Task NoAddressNamesAnybody()
    {
        var run = await runs.ScriptedAsync();

        Assert.True(run.Stage.Addresses.Count > 100);
        AssertNamesNobody(run, Uri.UnescapeDataString(string.Join('\n', run.Stage.Addresses)));
    }

    [Fact]
    public async Task NoTableHoldsAPersonInClear()
    {
        var run = await runs.ScriptedAsync();
        var everything = await DumpAsync(run.Stage.Storage());

        Assert.Contains(run.Id, everything, StringComparison.Ordinal);
        Assert.Contains(ScriptedCampaign.Title, everything, StringComparison.Ordinal); // a title is public: the dump does read texts
        AssertNamesNobody(run, everything);
    }

    static void AssertNamesNobody(ScriptedCampaign run, string text)
    {
        Assert.DoesNotContain(ScriptedCampaign.Mark, text, StringComparison.OrdinalIgnoreCase); // in every name, organisation and address
        Assert.DoesNotContain(Stage.CoordinatorAddress, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(run.Offices, office => text.Contains(office.Title, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Every value of every row of every table, the product's and the task hub's; bytes also as text.</summary>
    static async Task<string> DumpAsync(TableServiceClient storage)
    {
        var dump = new StringBuilder();
        await foreach (var table in storage.QueryAsync())
            await foreach (var row in storage.GetTableClient(table.Name).QueryAsync<TableEntity>())
                foreach (var (name, value) in row)
                    dump.Append(table.Name).Append(' ').Append(name).Append(": ").AppendJoin(' ', Texts(value)).Append('\n');
        return dump.ToString();
    }

    static IEnumerable<string> Texts(object? value) => value switch
    {
        byte[] bytes => [Encoding.UTF8.GetString(bytes), Encoding.Unicode.GetString(bytes)],
        BinaryData data => [Encoding.UTF8.GetString(data), Encoding.Unicode.GetString(data)],
        string text when Decoded(text) is { } inner => [text, inner],
        _ => [$"{value}"],
    };

    /// <summary>Base64 hides nothing.</summary>
    static string? Decoded(string text)
    {
        var bytes = new byte[text.Length];
        return text.Length >= 8 && Convert.TryFromBase64String(text, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }
}
