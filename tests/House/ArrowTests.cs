using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Campaigns.Tests.House;

/// <summary>functions -> workflows -> packages, and nobody -> local.</summary>
public sealed partial class ArrowTests
{
    static readonly Assembly Functions = Assembly.Load("Campaigns.Functions");
    static readonly Assembly Workflows = Assembly.Load("Campaigns.Workflows");
    static readonly string[] StandIns = ["Azure.Data.Tables", "Microsoft.DurableTask", "Microsoft.Azure.Functions.Worker", "SendGrid"];

    [Fact]
    public void WorkflowsKnowNeitherHttpNorFunctionsNorTheLocalRuntime() =>
        Assert.DoesNotContain(Workflows.GetReferencedAssemblies(), used =>
            used.Name!.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal) ||
            used.Name.StartsWith("Microsoft.Azure.Functions", StringComparison.Ordinal) ||
            used.Name.StartsWith("Campaigns.", StringComparison.Ordinal));

    [Fact]
    public void FunctionsKnowWorkflowsAndNothingElseOfOurs() =>
        Assert.All(Functions.GetReferencedAssemblies().Where(used => used.Name!.StartsWith("Campaigns.", StringComparison.Ordinal)),
            used => Assert.Equal("Campaigns.Workflows", used.Name));

    [Fact]
    public void NoSourceNamesWhatOnlyTheLocalRuntimeHas() => Assert.Empty(Lines(LocalName(), "functions", "workflows"));

    [Fact]
    public void NoSourceOfWorkflowsNamesTheDoors() => Assert.Empty(Lines(DoorName(), "workflows"));

    /// <summary>The same source compiles both ways.</summary>
    [Fact]
    public void NoSourceIsCompiledByCondition() => Assert.Empty(Lines(Condition(), "functions", "workflows"));

    /// <summary>What a stand-in has beyond the official package is internal; these attributes decide who sees it.</summary>
    [Fact]
    public void StandInsShowTheirInsidesToEachOtherAndToTheTestsOnly()
    {
        string[] friends = [.. StandIns, "Campaigns.Tests", "DynamicProxyGenAssembly2"];

        foreach (var standIn in StandIns.Select(Assembly.Load))
            foreach (var shown in standIn.GetCustomAttributes<InternalsVisibleToAttribute>())
                Assert.Contains(shown.AssemblyName, friends);
    }

    static IEnumerable<string> Lines(Regex pattern, params string[] folders) =>
        from path in Sources.CodeIn(folders)
        from line in (path.EndsWith(".cs", StringComparison.Ordinal) ? CodeText.WithoutComments(Sources.Read(path)) : Sources.Read(path)).Split('\n')
        where pattern.IsMatch(line)
        select $"{path}: {line.Trim()}";

    [GeneratedRegex(@"\bCampaigns\.Local\b|\blocal/|\.\./local\b|\bMailRoom\b|\bLauncher\b")]
    private static partial Regex LocalName();

    [GeneratedRegex(@"\bMicrosoft\.AspNetCore\.(Http|Mvc|Routing|Builder|Hosting)\b|\bMicrosoft\.Azure\.Functions\b|\bCampaigns\.Functions\b|\bHttpContext\b|\bHttpRequest\b|\bIResult\b")]
    private static partial Regex DoorName();

    [GeneratedRegex(@"^\s*#\s*(if|elif|else|endif)\b")]
    private static partial Regex Condition();
}
