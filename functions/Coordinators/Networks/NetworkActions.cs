using System.Collections.Immutable;
using Campaigns.Functions.Doors;
using Campaigns.Networks;

namespace Campaigns.Functions.Coordinators.Networks;

/// <summary>Reads what a form of a network asks for and has it carried out.</summary>
public sealed class NetworkActions(NetworkDesk desk)
{
    public static readonly ImmutableArray<string> Names =
        ["rename", "organisation", "remove-organisation", "person", "remove-person", "list", "remove-list", "erase"];

    /// <returns>What is wrong with the fields; empty: it is done.</returns>
    public Task<ImmutableArray<FieldError>> CarryOutAsync(NetworkBook book, string action, PostedForm posted, CancellationToken cancellation) => action switch
    {
        "rename" => RenameAsync(book, posted, cancellation),
        "organisation" => OrganisationAsync(book, posted, cancellation),
        "person" => PersonAsync(book, posted, cancellation),
        "list" => ListAsync(book, posted, cancellation),
        "remove-organisation" => RemoveAsync(posted, "organisation", book.Organisations.Select(one => one.Id), desk.RemoveOrganisationAsync, book, cancellation),
        "remove-person" => RemoveAsync(posted, "person", book.Members.Select(one => one.Id), desk.RemoveMemberAsync, book, cancellation),
        "remove-list" => RemoveAsync(posted, "list", book.Lists.Select(one => one.Id), desk.RemoveListAsync, book, cancellation),
        "erase" => EraseAsync(book, posted, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    async Task<ImmutableArray<FieldError>> RenameAsync(NetworkBook book, PostedForm posted, CancellationToken cancellation)
    {
        var name = posted.Check(NetworkForms.Name(posted.Fields), ["name"]);
        if (name.IsValid) await desk.RenameAsync(book.Network.Id, name.Value, cancellation);
        return name.Errors;
    }

    async Task<ImmutableArray<FieldError>> OrganisationAsync(NetworkBook book, PostedForm posted, CancellationToken cancellation)
    {
        var id = posted.Fields.GetValueOrDefault("id", "");
        var before = book.Organisations.FirstOrDefault(one => one.Id == id);
        if (id.Length > 0 && before is null) return [new("id", "Unknown")];
        if (before is null && book.Organisations.Count >= Limits.Organisations) return [new("organisation", "TooMany", $"{Limits.Organisations}")];
        var read = NetworkForms.Organisation(posted.Fields, before);
        if (read.IsValid) await desk.SaveAsync(book.Network.Id, [read.Value], cancellation);
        return read.Errors;
    }

    async Task<ImmutableArray<FieldError>> PersonAsync(NetworkBook book, PostedForm posted, CancellationToken cancellation)
    {
        var person = posted.Check(NetworkForms.Person(posted.Fields), ["name", "email", "role"]);
        if (person.IsValid) await desk.AddMemberAsync(book.Network.Id, person.Value.Item1, person.Value.Item2, person.Value.Item3, cancellation);
        return person.Errors;
    }

    async Task<ImmutableArray<FieldError>> ListAsync(NetworkBook book, PostedForm posted, CancellationToken cancellation)
    {
        var name = posted.Check(NetworkForms.Name(posted.Fields), ["name"]);
        if (!name.IsValid) return name.Errors;
        var tag = posted.Fields.GetValueOrDefault("tag", "").Trim();
        var country = posted.Fields.GetValueOrDefault("country", "").Trim();
        var chosen = book.Organisations.Where(one =>
            (tag.Length == 0 || one.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)) && (country.Length == 0 || one.Country.Equals(country, StringComparison.OrdinalIgnoreCase))).ToList();
        if (chosen.Count == 0) return [new("tag", "Unknown")];
        await desk.SaveListAsync(book.Network.Id, name.Value, chosen.Select(one => one.Id), cancellation);
        return [];
    }

    static async Task<ImmutableArray<FieldError>> RemoveAsync(
        PostedForm posted, string field, IEnumerable<string> known, Func<string, string, CancellationToken, Task> remove, NetworkBook book, CancellationToken cancellation)
    {
        var id = posted.Fields.GetValueOrDefault(field, "");
        if (!known.Contains(id)) return [new(field, id.Length == 0 ? "Required" : "Unknown")];
        await remove(book.Network.Id, id, cancellation);
        return [];
    }

    async Task<ImmutableArray<FieldError>> EraseAsync(NetworkBook book, PostedForm posted, CancellationToken cancellation)
    {
        if (posted.Fields.GetValueOrDefault("confirm") != "yes") return [new("confirm", "Required")];
        await desk.EraseAsync(book.Network.Id, cancellation);
        return [];
    }
}
