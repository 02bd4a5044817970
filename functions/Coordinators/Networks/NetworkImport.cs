using Campaigns.Checks;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Networks;

namespace Campaigns.Functions.Coordinators.Networks;

/// <summary>A file on its way into a directory: first what it would do, then, when the person says so, its good lines.</summary>
public sealed class NetworkImport(NetworkDesk desk)
{
    /// <summary>The fields: <c>csv</c> (pasted) or <c>file</c>, and <c>list</c>, a name to save the organisations under.</summary>
    public static ImportView Read(Staff staff, NetworkBook book, FormState form, IReadOnlyDictionary<string, string> fields)
    {
        var csv = Csv(fields);
        var file = DirectoryCsv.Read(csv);
        var changes = DirectoryImport.Plan(book.Organisations, file.Lines);
        var list = new FieldReader(fields);
        var name = list.Text("list", Limits.Name, required: false);
        var errors = list.Errors.ToList();
        if (book.Organisations.Count + changes.Count(change => change.IsNew) > Limits.Organisations) errors.Add(new("csv", "TooMany", $"{Limits.Organisations}"));
        return new(staff, book.Network, form with { Errors = [.. errors] }, csv, file, file.Lines.Count, changes) { List = name };
    }

    internal static string Csv(IReadOnlyDictionary<string, string> fields) =>
        fields.GetValueOrDefault("csv", "") is { Length: > 0 } pasted ? pasted : fields.GetValueOrDefault("file", "");

    public async Task ApplyAsync(ImportView view, CancellationToken cancellation)
    {
        var changes = view.Changes.OfType<DirectoryChange>().ToList();
        var saved = await desk.SaveAsync(view.Network.Id, changes.Where(change => change.IsNew || change.IsChanged).Select(change => change.After), cancellation);
        if (string.IsNullOrEmpty(view.List)) return;
        var unchanged = changes.Where(change => !change.IsNew && !change.IsChanged).Select(change => change.After.Id);
        await desk.SaveListAsync(view.Network.Id, view.List, [.. saved.Select(one => one.Id), .. unchanged], cancellation);
    }
}
