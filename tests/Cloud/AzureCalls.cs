using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Campaigns.Tests.Cloud;

/// <summary>
/// What compiled code asks of Azure: members of the clients in Azure's packages, as <c>TableClient.AddEntityAsync</c>, and triggers and bindings of
/// functions, for which the host calls, as <c>[TimerTrigger]</c>. Read from the metadata, so nothing is overlooked that the compiler saw.
/// </summary>
static class AzureCalls
{
    const string Worker = "Microsoft.Azure.Functions.Worker", Attribute = "Attribute";
    static readonly string[] NoService = ["Azure.Core", "Azure.Identity"];
    static readonly string[] Bindings = ["Trigger", "Input", "Output", "Client"];

    public static HashSet<string> Of(params Assembly[] assemblies) => [.. assemblies.SelectMany(Of)];

    static IEnumerable<string> Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(handle => Call(metadata, metadata.GetMemberReference(handle))).OfType<string>()];
    }

    static string? Call(MetadataReader metadata, MemberReference member)
    {
        if (member.Parent.Kind != HandleKind.TypeReference) return null;
        var type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
        var (space, name) = (metadata.GetString(type.Namespace), metadata.GetString(type.Name));
        if (space.StartsWith(Worker, StringComparison.Ordinal) && name.EndsWith(Attribute, StringComparison.Ordinal) && Bindings.Any(kind => name.EndsWith(kind + Attribute, StringComparison.Ordinal)))
            return $"[{name[..^Attribute.Length]}]";
        if (!space.StartsWith("Azure.", StringComparison.Ordinal) || NoService.Any(one => space.StartsWith(one, StringComparison.Ordinal)) || !name.EndsWith("Client", StringComparison.Ordinal)) return null;
        return $"{name}.{metadata.GetString(member.Name)}";
    }
}
