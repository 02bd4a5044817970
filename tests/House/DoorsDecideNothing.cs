using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Campaigns.Tests.House;

/// <summary>
/// No rule of a campaign in <c>functions</c>. That a line of code is not a rule cannot be measured; what is measured on
/// the compiled doors is that they cannot carry one out: they neither take part in deciding nor make a new state of a
/// campaign, nor (but for setting up and asking whether it answers) reach into storage past the workflows' services.
/// </summary>
public sealed class DoorsDecideNothing
{
    static readonly string[] Deciding = ["Campaigns.Lifecycle", "Campaigns.Decision", "Campaigns.StepCommand", "Campaigns.CampaignWriter"];
    static readonly string[] MayNameStorage = ["functions/CampaignsApp.cs", "functions/TableSetUp.cs", "functions/Doors/HealthDoor.cs"];

    [Fact]
    public void TheyDoNotTakePartInDeciding() => Assert.Empty(Used(OfFunctions).Select(use => use.Type).Distinct().Intersect(Deciding));

    [Fact]
    public void TheyMakeNoStateOfACampaign() => Assert.Empty(Used(OfFunctions).Where(MakesState));

    [Fact]
    public void TheyDoNotReachIntoStorage() =>
        Assert.Empty(Sources.CodeIn("functions")
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal))
            .Except(MayNameStorage)
            .Where(path => CodeText.WithoutComments(Sources.Read(path)).Contains("Azure.Data.Tables", StringComparison.Ordinal)));

    /// <summary>The same look at these tests finds both, so it would find them in the doors.</summary>
    [Fact]
    public void ThisTestSeesWhatItLooksFor()
    {
        var tests = Used("Campaigns.Tests.dll").ToList();

        Assert.Contains(tests, use => use.Type == "Campaigns.Lifecycle");
        Assert.Contains(tests, MakesState);
    }

    const string OfFunctions = "Campaigns.Functions.dll";

    static bool MakesState((string Type, string Member) use) =>
        use.Type == "Campaigns.Campaign" && (use.Member is ".ctor" or "<Clone>$" || use.Member.StartsWith("set_", StringComparison.Ordinal));

    /// <summary>Every member of a type elsewhere that the assembly's code uses, and every such type.</summary>
    static List<(string Type, string Member)> Used(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly)));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(handle => (Name(handle), ""));
        var members = from handle in metadata.MemberReferences
                      let member = metadata.GetMemberReference(handle)
                      where member.Parent.Kind == HandleKind.TypeReference
                      select (Name((TypeReferenceHandle)member.Parent), metadata.GetString(member.Name));
        return [.. types, .. members];

        string Name(TypeReferenceHandle handle)
        {
            var type = metadata.GetTypeReference(handle);
            var space = metadata.GetString(type.Namespace);
            return space.Length == 0 ? metadata.GetString(type.Name) : $"{space}.{metadata.GetString(type.Name)}";
        }
    }
}
