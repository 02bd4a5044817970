using System.Collections.Immutable;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Networks.Offices;

namespace Campaigns.Functions.Coordinators.Networks;

/// <summary>Reads what a form about a network's offices asks for and has it carried out.</summary>
public sealed class OfficeActions(OfficeStore store)
{
    public const string Import = "import";
    public static readonly ImmutableArray<string> Names = ["office", "remove-office", "preset", "letterhead", Import];

    /// <returns>What is wrong with the fields; empty: it is done.</returns>
    public Task<ImmutableArray<FieldError>> CarryOutAsync(OfficeBook book, string change, PostedForm posted, CancellationToken cancellation) => change switch
    {
        "office" => OfficeAsync(book, posted, cancellation),
        "remove-office" => RemoveAsync(book, posted, cancellation),
        "preset" => PresetAsync(book, posted, cancellation),
        "letterhead" => LetterheadAsync(book, posted, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    /// <summary>What a file would do. Nothing is stored.</summary>
    public static ImportView Read(Staff staff, OfficeBook book, FormState form, IReadOnlyDictionary<string, string> fields)
    {
        var csv = NetworkImport.Csv(fields);
        var file = OfficeCsv.Read(csv);
        var changes = OfficeImport.Plan(book.Offices, file.Lines);
        var errors = IsTooMany(book, changes.Count(change => change.IsNew)) ? [TooMany("csv")] : ImmutableArray<FieldError>.Empty;
        return new(staff, book.Network, form with { Errors = errors }, csv, file, file.Lines.Count, changes) { Home = OfficesDoor.Path(book.Network.Id), Words = "Office" };
    }

    public Task ApplyAsync(ImportView view, CancellationToken cancellation) =>
        store.SaveAsync(view.Network.Id, view.Changes.OfType<OfficeChange>().Where(change => change.IsNew || change.IsChanged).Select(change => change.After), cancellation);

    async Task<ImmutableArray<FieldError>> OfficeAsync(OfficeBook book, PostedForm posted, CancellationToken cancellation)
    {
        var id = posted.Fields.GetValueOrDefault("id", "");
        var before = book.Offices.FirstOrDefault(one => one.Id == id);
        if (id.Length > 0 && before is null) return [new("id", "Unknown")];
        if (before is null && IsTooMany(book, 1)) return [TooMany("office")];
        var read = posted.Check(OfficeForms.Office(posted.Fields, before), [.. OfficeCsv.Columns, "forms"]);
        if (read.IsValid) await store.SaveAsync(book.Network.Id, [read.Value], cancellation);
        return read.Errors;
    }

    async Task<ImmutableArray<FieldError>> RemoveAsync(OfficeBook book, PostedForm posted, CancellationToken cancellation)
    {
        var id = posted.Fields.GetValueOrDefault("office", "");
        if (book.Offices.All(one => one.Id != id)) return [new("office", id.Length == 0 ? "Required" : "Unknown")];
        await store.RemoveAsync(book.Network.Id, id, cancellation);
        return [];
    }

    async Task<ImmutableArray<FieldError>> PresetAsync(OfficeBook book, PostedForm posted, CancellationToken cancellation)
    {
        var name = posted.Fields.GetValueOrDefault("preset", "");
        if (!OfficePresets.Names.Contains(name)) return [new("preset", name.Length == 0 ? "Required" : "Unknown")];
        var missing = OfficePresets.Missing(name, book.Offices);
        if (IsTooMany(book, missing.Count)) return [TooMany("preset")];
        await store.SaveAsync(book.Network.Id, missing, cancellation);
        return [];
    }

    async Task<ImmutableArray<FieldError>> LetterheadAsync(OfficeBook book, PostedForm posted, CancellationToken cancellation)
    {
        var head = posted.Check(OfficeForms.Letterhead(posted.Fields), [SenderHead.NameField, SenderHead.ContactField]);
        if (head.IsValid) await store.SetLetterheadAsync(book.Network.Id, head.Value.Item1, cancellation);
        return head.Errors;
    }

    static bool IsTooMany(OfficeBook book, int more) => book.Offices.Count + more > Limits.Offices;

    static FieldError TooMany(string field) => new(field, "TooMany", $"{Limits.Offices}");
}
