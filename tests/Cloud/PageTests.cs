using System.Text.RegularExpressions;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Cloud;

/// <summary>The handbooks can be followed: scripts, files, settings, outputs and tests that they name are there.</summary>
public sealed partial class PageTests
{
    static readonly string[] Pages = ["README.md", "docs/azure.md", "docs/operations.md", "docs/backup.md", "docs/testing.md", "docs/scale.md"];

    /// <summary>What azd keeps by itself, beside the outputs of main.bicep.</summary>
    static readonly string[] Azds = ["AZURE_ENV_NAME", "AZURE_LOCATION", "AZURE_SUBSCRIPTION_ID"];

    [Fact]
    public void The_pages_name_what_is_there() => Assert.Empty(Pages.SelectMany(page => Complaints(page, Sources.Read(page))));

    [Theory]
    [InlineData("Then `./deploy --now`.", "./deploy")]
    [InlineData("`./campaigns rescue --from FOLDER`", "campaigns rescue")]
    [InlineData("azd env get-value CAMPAIGNS_ADDRESS", "CAMPAIGNS_ADDRESS")]
    [InlineData("azd env set CAMPAIGNS_COLOUR blue", "CAMPAIGNS_COLOUR")]
    [InlineData("az keyvault secret show --vault-name v --name main-key", "main-key")]
    [InlineData("set `Campaigns__Colour`", "Campaigns__Colour")]
    [InlineData("see [there](nowhere.md)", "nowhere.md")]
    [InlineData("see [there](azure.md#no-such-part)", "no-such-part")]
    [InlineData("held by `RoleTests.Nobody_is_asked`", "RoleTests.Nobody_is_asked")]
    public void A_name_that_is_not_there_is_seen(string planted, string said) =>
        Assert.Contains(said, Assert.Single(Complaints("docs/azure.md", planted)), StringComparison.Ordinal);

    static IEnumerable<string> Complaints(string page, string text) =>
        Missing(Script(), text, name => Sources.In().Contains(name), name => $"./{name}")
            .Concat(Missing(Command(), text, IsCommand, name => $"./campaigns {name}"))
            .Concat(Missing(Output(), text, name => Azds.Contains(name) || Sources.Read("infra/azure/main.bicep").Contains($"output {name} ", StringComparison.Ordinal), name => name))
            .Concat(Missing(Choice(), text, name => Azds.Contains(name) || Sources.Read("infra/azure/main.bicepparam").Contains($"'{name}'", StringComparison.Ordinal), name => name))
            .Concat(Missing(Secret(), text, name => Sources.Read("infra/azure/modules/settings.bicep").Contains($"'{name}'", StringComparison.Ordinal), name => name))
            .Concat(Missing(Setting(), text, name => Sources.Read("infra/azure/modules/settings.bicep").Contains($"{name}:", StringComparison.Ordinal), name => name))
            .Concat(Missing(Link(), text, name => LeadsSomewhere(page, name), name => name))
            .Concat(Missing(Test(), text, IsTest, name => name))
            .Select(missing => $"{page} names {missing}");

    static IEnumerable<string> Missing(Regex names, string text, Predicate<string> isThere, Func<string, string> said) =>
        names.Matches(text).Select(match => match.Groups[1].Value).Distinct().Where(name => !isThere(name)).Select(said);

    /// <summary>A relative link: the file, and the heading in it as GitHub makes its anchor.</summary>
    static bool LeadsSomewhere(string page, string link)
    {
        var (file, anchor) = link.Split('#') is [var name, var part] ? (name, part) : (link, "");
        var path = file.Length == 0 ? page : Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(page) ?? "", file)).Replace('\\', '/');
        if (!Sources.In().Any(one => one == path || one.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal))) return false;
        return anchor.Length == 0 || Heading().Matches(Sources.Read(path)).Any(heading => Anchor(heading.Groups[1].Value) == anchor);
    }

    /// <summary>One that <c>./campaigns</c> has, as its first lines list them.</summary>
    static bool IsCommand(string name) => Commands().Match(Sources.Read("command-line/main.mjs")).Groups[1].Value.Split(',', StringSplitOptions.TrimEntries).Contains(name);

    static string Anchor(string heading) => NotInAnchors().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    static bool IsTest(string name)
    {
        var parts = name.Split('.');
        return typeof(PageTests).Assembly.GetTypes().Any(type => type.Name == parts[0] && (parts.Length == 1 || type.GetMethod(parts[1]) is not null));
    }

    [GeneratedRegex(@"(?:^|[`\s(])\./([a-z]+)(?=[\s`);,.]|$)", RegexOptions.Multiline)]
    private static partial Regex Script();

    [GeneratedRegex(@"\./campaigns ([a-z]+)")]
    private static partial Regex Command();

    [GeneratedRegex(@"const commands = \{([^}]+)\}")]
    private static partial Regex Commands();

    [GeneratedRegex(@"azd env get-value ([A-Z_]+)")]
    private static partial Regex Output();

    [GeneratedRegex(@"azd env set ([A-Z]+_[A-Z_]+) ")]
    private static partial Regex Choice();

    [GeneratedRegex(@"keyvault secret \w+ [^`\n]*--name ([a-z-]+)")]
    private static partial Regex Secret();

    [GeneratedRegex(@"`((?:Campaigns|SendGrid)__\w+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\((?!https?:|mailto:)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([A-Z]\w+Tests(?:\.\w+)?)`")]
    private static partial Regex Test();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{Nd}_ -]")]
    private static partial Regex NotInAnchors();
}
