using Campaigns.Local.Launcher;

namespace Campaigns.Tests.Security;

/// <summary>The tables of <c>docs/security.md</c>, which the tests hold against the app.</summary>
static class SecurityPage
{
    static readonly string Text = File.ReadAllText(Repository.PathTo("docs/security.md"));

    /// <summary>The rows of the first table under this heading, without its head: cells, without spaces and back ticks around them.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Table(string heading)
    {
        var at = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(at >= 0, $"docs/security.md has no part \"{heading}\".");
        return [.. Text[at..].Split('\n').SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|')).Skip(2)
            .Select(line => (IReadOnlyList<string>)[.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Trim('`'))])];
    }
}
