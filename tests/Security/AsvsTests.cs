using System.Text.RegularExpressions;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Security;

/// <summary>What <c>docs/asvs.md</c> claims can be looked up: its files are there, nothing is asked twice, its sums are right.</summary>
public sealed partial class AsvsTests
{
    /// <summary>The items of level 2 in version 4.0.3, as the standard lists them; <c>1.1.1-7</c> are seven.</summary>
    const string LevelTwo = """
        1.1.1-7 1.2.1-4 1.4.1 1.4.4-5 1.5.1-4 1.6.1-4 1.7.1-2 1.8.1-2 1.9.1-2 1.10.1 1.11.1-2 1.12.2 1.14.1-6
        2.1.1-12 2.2.1-3 2.3.1-3 2.4.1-5 2.5.1-7 2.6.1-3 2.7.1-6 2.8.1-7 2.9.1-3 2.10.1-4
        3.1.1 3.2.1-4 3.3.1-4 3.4.1-5 3.5.1-3 3.7.1
        4.1.1-3 4.1.5 4.2.1-2 4.3.1-3
        5.1.1-5 5.2.1-8 5.3.1-10 5.4.1-3 5.5.1-4
        6.1.1-3 6.2.1-6 6.3.1-2 6.4.1-2
        7.1.1-4 7.2.1-2 7.3.1 7.3.3-4 7.4.1-3
        8.1.1-4 8.2.1-3 8.3.1-8
        9.1.1-3 9.2.1-4
        10.2.1-2 10.3.1-3
        11.1.1-8
        12.1.1-3 12.2.1 12.3.1-6 12.4.1-2 12.5.1-2 12.6.1
        13.1.1 13.1.3-5 13.2.1-3 13.2.5-6 13.3.1-2 13.4.1-2
        14.1.1-4 14.2.1-6 14.3.2-3 14.4.1-7 14.5.1-4
        """;

    static readonly string[] States = ["met", "platform", "n/a", "partly", "no"];

    [Fact]
    public void The_page_can_be_looked_up() => Assert.Empty(Complaints(Sources.Read("docs/asvs.md")));

    [Theory]
    [InlineData("`Packed.cs`", "`Packt.cs`", "Packt.cs")]
    [InlineData("| 3.4.4 |", "| 3.4.3 |", "3.4.3")]
    [InlineData("| 3.4.4 | host prefix of the cookie | met |", "| 3.4.4 | host prefix of the cookie | nearly |", "nearly")]
    [InlineData("| 3.4.4 |", "| 3.4.6 |", "3.4.4 is missing")]
    [InlineData("| 3.4.4 |", "| 3.6.1 |", "3.6.1 is not of level 2")]
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
        foreach (var missing in Asked().Except(items.Select(one => one.Number))) yield return $"{missing} is missing";
        foreach (var other in items.Select(one => one.Number).Except(Asked())) yield return $"{other} is not of level 2";
        foreach (var item in items.Where(one => one.State is "partly" or "no" && !one.Where.Contains("**To mend:**", StringComparison.Ordinal) && !one.Where.Contains("**Stays:**", StringComparison.Ordinal)))
            yield return $"{item.Number} does not say what would mend it";

        var names = Sources.In().Select(path => path[(path.LastIndexOf('/') + 1)..]).ToHashSet();
        foreach (var file in File().Matches(page).Select(match => match.Groups[1].Value).Where(file => !names.Contains(file))) yield return $"there is no {file}";

        var sums = Sum().Matches(page).Select(row => row.Value.Trim()).ToList();
        var right = items.GroupBy(one => one.Number.Split('.')[0]).Select(chapter => $"| V{chapter.Key} {Row(chapter.Select(one => one.State))}").Append($"| all {Row(items.Select(one => one.State))}");
        if (!sums.SequenceEqual(right)) yield return "the sums are not those of the tables:\n" + string.Join('\n', right);
    }

    static IEnumerable<string> Asked() =>
        from run in LevelTwo.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        let section = run[..(run.LastIndexOf('.') + 1)]
        let ends = run[section.Length..].Split('-').Select(end => int.Parse(end, System.Globalization.CultureInfo.InvariantCulture)).ToArray()
        from number in Enumerable.Range(ends[0], ends[^1] - ends[0] + 1)
        select $"{section}{number}";

    static string Row(IEnumerable<string> states) => $"| {string.Join(" | ", States.Select(state => states.Count(one => one == state)))} |";

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \|[^|\n]*\| ([^|\n]+) \|(.*)\|$", RegexOptions.Multiline)]
    private static partial Regex Item();

    [GeneratedRegex(@"^\| (?:V\d+|all) \|[\d |]+$", RegexOptions.Multiline)]
    private static partial Regex Sum();

    /// <summary>A file by its name: in back ticks, with an ending that files of this checkout have.</summary>
    [GeneratedRegex(@"`([\w.-]+\.(?:cs|razor|js|mjs|json|bicep|sh|props|targets|md|yaml|css))`")]
    private static partial Regex File();
}
