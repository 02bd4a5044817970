using Campaigns.Access;
using Campaigns.Functions.Entrance;
using Campaigns.Networks;
using Campaigns.Networks.Offices;
using Campaigns.Templates;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators;

/// <summary>What the launch form begins with: a template, a campaign that is run again, a frozen draft, lists of whom to invite and to write to. All by name in the address:
/// <c>template</c>, <c>again</c>, <c>draft</c>, <c>network</c>, <c>list</c>, <c>offices</c> (which may come several times). What does not exist, or is not theirs, is left out.</summary>
public sealed class LaunchStart(NetworkStore networks, OfficeStore offices, TemplateStore templates, LaunchCopy copy, Drafts.DraftLaunch drafts, CampaignStore campaigns, Approvers approvers)
{
    public async Task<LaunchChoices> ChoicesAsync(Staff staff, string? network, CancellationToken cancellation)
    {
        var scope = staff.Scope(Roles.Coordinator);
        var own = (await networks.ListAsync(cancellation)).Where(one => scope.SeesNetwork(one.Id)).ToList();
        // Who has only networks launches in one of them.
        var chosen = own.FirstOrDefault(one => one.Id == network) ?? (scope.Unassigned ? null : own.FirstOrDefault());
        var saved = await templates.ListAsync(chosen?.Id, cancellation);
        var book = chosen is null ? null : await networks.BookAsync(chosen.Id, cancellation);
        var written = chosen is null ? null : await offices.BookAsync(chosen.Id, cancellation);
        return new(own, chosen, [.. KnownTemplates.All, .. saved], book, scope.Unassigned) { Offices = written };
    }

    /// <summary>The network that the address names: <c>directory</c> where the form at the top was sent, else <c>network</c>.</summary>
    public static string? NetworkIn(HttpRequest request) => request.Query.ContainsKey("directory") ? request.Query["directory"] : request.Query["network"];

    /// <summary>The fields by name, as the form has them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FieldsAsync(HttpRequest request, Staff staff, LaunchChoices choices, CancellationToken cancellation)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.Query["again"] is [{ } again] && await campaigns.FindAsync(again, cancellation) is { } past && staff.Sees(past, Roles.Coordinator))
            foreach (var (field, value) in await copy.OfAsync(past, cancellation)) fields[field] = value;
        if (choices.Templates.FirstOrDefault(one => one.Id == request.Query["template"]) is { } template)
            foreach (var (field, value) in template.Fields) fields[field] = value;
        foreach (var (field, value) in await drafts.FieldsAsync(staff, request.Query["draft"], cancellation)) fields[field] = value;
        if (choices.Network is { } network) fields["network"] = network.Id;
        if (choices.Book is { } book && request.Query["list"] is [{ } list])
            fields["invitations"] = DirectoryInvitations.Lines(book.Of(list == LaunchChoices.Everybody ? "" : list));
        if (choices.Offices is { } offices) Write(fields, offices, request.Query["offices"]);
        // A template proposes it to those who are not alone.
        if (fields.GetValueOrDefault("secondApproval") == "yes" && !await approvers.IsAnotherAsync(choices.Network?.Id, staff.Session?.Email, cancellation)) fields.Remove("secondApproval");
        return fields;
    }

    /// <summary>The chosen offices as addressees, addressed in a language of the texts where these are known; and the network's letterhead.</summary>
    static void Write(Dictionary<string, string> fields, OfficeBook book, IEnumerable<string?> chosen)
    {
        var offices = OfficeChoice.Choose(book, chosen);
        if (offices.Count > 0) fields["addressees"] = OfficeAddressees.Lines(offices, [.. Languages(fields)]);
        if (book.Letterhead is { } head && fields.TryAdd(SenderHead.NameField, head.Name)) fields[SenderHead.ContactField] = head.Contact;
    }

    static IEnumerable<string> Languages(Dictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("statement", "").Length > 0) yield return fields.GetValueOrDefault("language", "");
        foreach (var version in fields.Keys.Where(name => name.StartsWith("statement.", StringComparison.Ordinal) && fields[name].Length > 0)) yield return version["statement.".Length..];
    }
}

/// <summary>What may be chosen to begin with.</summary>
/// <param name="Network">The one chosen; its lists and templates are offered.</param>
/// <param name="MayBeNone">Whether the campaign may belong to no network.</param>
public sealed record LaunchChoices(IReadOnlyList<Network> Networks, Network? Network, IReadOnlyList<Template> Templates, NetworkBook? Book, bool MayBeNone)
{
    /// <summary>The offices of the network; null without one.</summary>
    public OfficeBook? Offices { get; init; }

    /// <summary>The list that is the whole directory.</summary>
    public const string Everybody = "all";

    /// <summary>Whether there is a list to choose: then it is shown unfolded.</summary>
    public bool IsOpen => Book is not null;

    public static readonly LaunchChoices None = new([], null, KnownTemplates.All, null, true);
}
