using System.Text.RegularExpressions;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Security;

/// <summary>What <c>docs/asvs.md</c> claims can be looked up: its files are there, nothing is asked twice, its sums are right.</summary>
public sealed partial class AsvsTests
{
    static readonly string[] States = ["met", "platform", "n/a", "partly", "no"];

    [Fact]
    public void The_page_can_be_looked_up() => Assert.Empty(Complaints(Sources.Read("docs/asvs.md")));

    [Theory]
    [InlineData("`Packed.cs`", "`Packt.cs`", "Packt.cs")]
    [InlineData("| 3.4.4 |", "| 3.4.3 |", "3.4.3")]
    [InlineData("| 3.4.4 | host prefix of the cookie | met |", "| 3.4.4 | host prefix of the cookie | nearly |", "nearly")]
    [InlineData("| V3 ", "| V4 ", "sums")]
    public void A_mistake_is_seen(string right, string wrong, string said)
    {
        var page = Sources.Read("docs/asvs.md");
        Assert.Contains(right, page, StringComparison.Ordinal);

        Assert.Contains(Complaints(page.Replace(right, wrong, StringComparison.Ordinal)), complaint => complaint.Contains(said, StringComparison.Ordinal));
    }

    static IEnumerable<string> Complaints(string page)
    {
        var items = Item().Matches(page).Select(row => (Number: row.Groups[1].Value, State: row.Groups[2].Value, Where: row.Groups[3].Value)).ToList();
        foreach (var item in items.Where(one => !States.Contains(one.State))) yield return $"{item.Number} is {item.State}";
        foreach (var twice in items.GroupBy(one => one.Number).Where(all => all.Count() > 1)) yield return $"{twice.Key} stands there twice";
        foreach (var item in items.Where(one => one.State is "partly" or "no" && !one.Where.Contains("**To mend:**", StringComparison.Ordinal) && !one.Where.Contains("**Stays:**", StringComparison.Ordinal)))
            yield return $"{item.Number} does not say what would mend it";

        var names = Sources.In().Select(path => path[(path.LastIndexOf('/') + 1)..]).ToHashSet();
        foreach (var file in File().Matches(page).Select(match => match.Groups[1].Value).Where(file => !names.Contains(file))) yield return $"there is no {file}";

        var sums = Sum().Matches(page).Select(row => row.Value.Trim()).ToList();
        var right = items.GroupBy(one => one.Number.Split('.')[0]).Select(chapter => $"| V{chapter.Key} {Row(chapter.Select(one => one.State))}").Append($"| all {Row(items.Select(one => one.State))}");
        if (!sums.SequenceEqual(right)) yield return "the sums are not those of the tables:\n" + string.Join('\n', right);
    }

    static string Row(IEnumerable<string> states) => $"| {string.Join(" | ", States.Select(state => states.Count(one => one == state)))} |";

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \|[^|\n]*\| ([^|\n]+) \|(.*)\|$", RegexOptions.Multiline)]
    private static partial Regex Item();

    [GeneratedRegex(@"^\| (?:V\d+|all) \|[\d |]+$", RegexOptions.Multiline)]
    private static partial Regex Sum();

    /// <summary>A file by its name: in back ticks, with an ending that files of this checkout have.</summary>
    [GeneratedRegex(@"`([\w.-]+\.(?:cs|razor|js|mjs|json|bicep|sh|props|targets|md|yaml|css))`")]
    private static partial Regex File();
}
