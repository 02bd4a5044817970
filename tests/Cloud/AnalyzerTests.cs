using System.Text;
using System.Text.RegularExpressions;
using Campaigns.Tests.House;

namespace Campaigns.Tests.Cloud;

/// <summary>The analyzers of Durable Task: all of their rules are errors in the product, and each one stops the compiler.</summary>
public sealed partial class AnalyzerTests
{
    const string Package = "Microsoft.DurableTask.Analyzers";

    [Fact]
    public void All_rules_are_errors_in_the_rooms_that_are_published() => Assert.Empty(Complaints(Sources.Read(".editorconfig"), Sources.Read));

    [Theory]
    [InlineData(".editorconfig", "dotnet_diagnostic.DURABLE0002.severity = error", "dotnet_diagnostic.DURABLE0002.severity = warning", "DURABLE0002")]
    [InlineData(".editorconfig", "dotnet_diagnostic.DURABLE2003.severity = error", "", "DURABLE2003")]
    [InlineData(".editorconfig", "dotnet_diagnostic.DURABLE0001.severity = error", "dotnet_diagnostic.DURABLE0001.severity = error\ndotnet_diagnostic.DURABLE9999.severity = error", "DURABLE9999")]
    [InlineData("workflows/Workflows.csproj", Package, "Another", "workflows")]
    [InlineData("functions/Functions.csproj", "<OutputType>Exe</OutputType>", "<NoWarn>DURABLE0001</NoWarn>", "functions")]
    public void A_rule_that_is_no_error_is_seen(string file, string right, string wrong, string said)
    {
        Assert.Contains(right, Sources.Read(file), StringComparison.Ordinal);
        string Planted(string path) => path == file ? Sources.Read(path).Replace(right, wrong, StringComparison.Ordinal) : Sources.Read(path);

        Assert.Contains(said, Assert.Single(Complaints(Planted(".editorconfig"), Planted)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_mistake_stops_the_compiler()
    {
        var errors = await CodeCompiler.ErrorsAsync("functions/Planted.cs", Planted.Code);

        Assert.Equal(Rules(), errors.Where(id => id.StartsWith("DURABLE", StringComparison.Ordinal)).Distinct().Order());
        Assert.DoesNotContain(errors, id => id.StartsWith("CS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_replays_well_is_taken() => Assert.Empty(await CodeCompiler.ErrorsAsync("functions/Planted.cs", Planted.Innocent));

    static IEnumerable<string> Complaints(string config, Func<string, string> read)
    {
        var errors = AnError().Matches(Section(config)).Select(match => match.Groups[1].Value).ToHashSet();
        errors.SymmetricExceptWith(Rules());
        if (errors.Count > 0) yield return $".editorconfig does not make an error of {string.Join(", ", errors.Order())}";
        foreach (var project in new[] { "functions/Functions.csproj", "workflows/Workflows.csproj" })
            if (!read(project).Contains($"\"{Package}\"", StringComparison.Ordinal) || read(project).Contains("DURABLE", StringComparison.Ordinal)) yield return $"{project} does without the analyzers";
        foreach (var path in Sources.CSharpIn("functions", "workflows").Where(path => read(path).Contains("disable DURABLE", StringComparison.Ordinal))) yield return $"{path} switches a rule off";
    }

    /// <summary>The section of the rooms that are published, to the next one.</summary>
    static string Section(string config)
    {
        var from = config.IndexOf("[{functions,workflows}/**.cs]", StringComparison.Ordinal) + 1;
        return config[from..config.IndexOf("\n[", from, StringComparison.Ordinal)];
    }

    /// <summary>The ids that the analyzers themselves hold, as texts of their assembly.</summary>
    static IEnumerable<string> Rules() =>
        Id().Matches(Encoding.Unicode.GetString(File.ReadAllBytes(CodeCompiler.Analyzers))).Concat(Id().Matches(Encoding.Unicode.GetString(File.ReadAllBytes(CodeCompiler.Analyzers).AsSpan(1))))
            .Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("DURABLE[0-9]{4}")]
    private static partial Regex Id();

    [GeneratedRegex(@"^dotnet_diagnostic\.(DURABLE\d+)\.severity = error$", RegexOptions.Multiline)]
    private static partial Regex AnError();
}
