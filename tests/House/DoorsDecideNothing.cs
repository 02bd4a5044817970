using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Campaigns.Tests.House;

/// <summary>
/// No rule of a campaign in <c>functions</c>. That a line of code is not a rule cannot be measured; what is measured on
/// the compiled doors is that they cannot carry one out: they neither take part in deciding nor make a new state of a
/// campaign, nor write to storage past the workflows' services.
/// </summary>
public sealed class DoorsDecideNothing
{
    static readonly string[] Deciding = ["Campaigns.Lifecycle", "Campaigns.Decision", "Campaigns.StepCommand"];
    static readonly string[] WritingMembers = ["AddEntity", "UpdateEntity", "UpsertEntity", "DeleteEntity", "SubmitTransaction"];

    [Fact]
    public void TheyDoNotTakePartInDeciding() => Assert.DoesNotContain(Used(OfFunctions), Decides);

    [Fact]
    public void TheyMakeNoStateOfACampaign() => Assert.DoesNotContain(Used(OfFunctions), MakesState);

    [Fact]
    public void TheyDoNotWriteToStorage() => Assert.DoesNotContain(Used(OfFunctions), Writes);

    /// <summary>The same look at these tests finds all three, so it would find them in the doors.</summary>
    [Fact]
    public void ThisTestSeesWhatItLooksFor()
    {
        var tests = Used("Campaigns.Tests.dll").ToList();

        Assert.Contains(tests, Decides);
        Assert.Contains(tests, Writes);
        Assert.Contains(tests, MakesState);
    }

    const string OfFunctions = "Campaigns.Functions.dll";

    static bool Decides((string Type, string Member) use) => Deciding.Contains(use.Type) || use is ("Campaigns.CampaignWriter", "DecideAsync");

    static bool Writes((string Type, string Member) use) =>
        use.Type == "Azure.Data.Tables.TableClient" && WritingMembers.Any(member => use.Member.StartsWith(member, StringComparison.Ordinal));

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
