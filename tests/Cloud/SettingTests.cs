using System.Text.RegularExpressions;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Cloud;

/// <summary>Every setting that the code reads is set by the templates and explained in docs/azure.md, and nothing else is.</summary>
public sealed partial class SettingTests
{
    const string Page = "docs/azure.md";

    /// <summary>Read by the code, and not for an app that has an identity: a connection string is for a laptop, an address for other clouds.</summary>
    static readonly string[] InsteadOfAName = ["AzureWebJobsStorage__tableServiceUri"];

    /// <summary>A laptop's data folder, and what App Service says of itself.</summary>
    static readonly string[] OfThePlace = ["CAMPAIGNS_DATA", "WEBSITE_AUTH_ENABLED"];

    /// <summary>Read by the Functions host or by the packages that the code is built from.</summary>
    static readonly string[] OfThePlatform =
    [
        "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId", "AZURE_CLIENT_ID", "AZURE_TOKEN_CREDENTIALS", "AzureWebJobsDisableHomepage",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__type", "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName",
        "DURABLE_TASK_SCHEDULER_CONNECTION_STRING", "OTEL_EXPORTER_OTLP_PROTOCOL",
    ];

    [Fact]
    public async Task Code_templates_and_page_name_the_same_settings()
    {
        var set = (await TemplateTests.SmallAsync()).Settings.Keys.Union((await TemplateTests.LargeAsync()).Settings.Keys).ToHashSet();
        var read = Read(Sources.CSharpIn("functions", "workflows").Select(Sources.Read)).Except(InsteadOfAName).Except(OfThePlace).Concat(OfThePlatform);

        Assert.Empty(Differences(read, set));
        Assert.Empty(Differences(set, Explained(Section(Sources.Read(Page), "The app's settings"))));
    }

    /// <summary>The names for <c>azd env set</c>; those that azd sets by itself need no word.</summary>
    [Fact]
    public void Page_and_parameters_name_the_same_choices() => Assert.Empty(Differences(Chosen(Parameters), Offered(Sources.Read(Page))));

    [Fact]
    public void A_choice_that_is_missing_somewhere_is_seen()
    {
        Assert.Equal(["CAMPAIGNS_NEW"], Differences(Chosen(Parameters + "readEnvironmentVariable('CAMPAIGNS_NEW', '')"), Offered(Sources.Read(Page))));
        Assert.Equal(["CAMPAIGNS_OLD"], Differences(Chosen(Parameters), Offered(Sources.Read(Page).Replace("| `CAMPAIGNS_SIZE` |", "| `CAMPAIGNS_OLD`, `CAMPAIGNS_SIZE` |", StringComparison.Ordinal))));
        Assert.Equal(["CAMPAIGNS_SIZE"], Differences(Chosen(Parameters), Offered(Sources.Read(Page).Replace("| `CAMPAIGNS_SIZE` |", "| |", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_setting_that_is_missing_somewhere_is_seen()
    {
        var set = (await TemplateTests.SmallAsync()).Settings.Keys.ToHashSet();
        var read = Read(["configuration[\"CAMPAIGNS_NEW\"]; configuration.GetValue(\"SendGrid:Newer\", 3); var storage = x.GetSection(\"AzureWebJobsStorage\"); storage[\"newest\"]"]);

        Assert.Superset(new HashSet<string> { "CAMPAIGNS_NEW", "SendGrid__Newer", "AzureWebJobsStorage__newest", "Campaigns__MasterKey" }, read.ToHashSet());
        Assert.Contains("CAMPAIGNS_NEW", Differences(read, set));
        Assert.Equal(["Campaigns__Forgotten"], Differences(set, set.Append("Campaigns__Forgotten")));
        Assert.Contains("CAMPAIGNS_HUB", Differences(set, Explained("| `CAMPAIGNS_KEY` | what |\nand `CAMPAIGNS_HUB` in a sentence")));
    }

    /// <summary>Properties of <see cref="CampaignsOptions"/>, names that stand in the code as they are, members of the section of the storage, and host.json's.</summary>
    static IEnumerable<string> Read(IEnumerable<string> files)
    {
        var code = string.Join('\n', files);
        return typeof(CampaignsOptions).GetProperties().Where(one => one.SetMethod is { IsPublic: true }).Select(one => $"{CampaignsOptions.Section}__{one.Name}")
            .Concat(Literal().Matches(code).Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal)))
            .Concat(OfStorage().Matches(code).Select(match => "AzureWebJobsStorage__" + match.Groups[1].Value))
            .Concat(OfHost().Matches(Sources.Read("host.json")).Select(match => match.Groups[1].Value)).Distinct();
    }

    static IEnumerable<string> Explained(string page) => Row().Matches(page).Select(match => match.Groups[1].Value);

    static string Parameters => Sources.Read("infra/azure/main.bicepparam");

    /// <summary>What the parameters read, and the one that only the script of the secrets does.</summary>
    static IEnumerable<string> Chosen(string parameters) => Variable().Matches(parameters).Select(match => match.Groups[1].Value).Append("CAMPAIGNS_SENDGRID_KEY");

    /// <summary>The first column of the page's table of choices.</summary>
    static IEnumerable<string> Offered(string page) =>
        Section(page, "What you may choose").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).SelectMany(line => Name().Matches(line.Split('|')[1])).Select(match => match.Groups[1].Value);

    static string Section(string page, string title)
    {
        var from = page.IndexOf($"\n## {title}\n", StringComparison.Ordinal) + 1;
        return page[from..page.IndexOf("\n## ", from, StringComparison.Ordinal)];
    }

    static List<string> Differences(IEnumerable<string> one, IEnumerable<string> other)
    {
        var (left, right) = (one.ToHashSet(), other.ToHashSet());
        left.SymmetricExceptWith(right);
        return [.. left.Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("\"((?:CAMPAIGNS|OTEL|APPLICATIONINSIGHTS|DURABLE)_[A-Z_]+|SendGrid:\\w+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("\\bstorage\\[\"(\\w+)\"\\]")]
    private static partial Regex OfStorage();

    [GeneratedRegex("%(\\w+)%")]
    private static partial Regex OfHost();

    [GeneratedRegex("^\\| `([A-Za-z_]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("readEnvironmentVariable\\('(CAMPAIGNS_\\w+)'")]
    private static partial Regex Variable();

    [GeneratedRegex("`(CAMPAIGNS_\\w+)`")]
    private static partial Regex Name();
}
