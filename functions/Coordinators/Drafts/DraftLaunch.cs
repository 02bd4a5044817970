using Campaigns.Drafting;
using Campaigns.Functions.Entrance;

namespace Campaigns.Functions.Coordinators.Drafts;

/// <summary>What a draft puts into the launch form: a frozen one its texts, to be launched now; another one only its name, since the campaign opens with the text as it will be when it is approved.</summary>
public sealed class DraftLaunch(DraftStore store, LaunchPlans plans, DraftLauncher launcher)
{
    /// <summary>Field of the launch that names the draft with whose text the campaign opens by itself.</summary>
    public const string Field = "draft";

    /// <returns>Fields of a launch by name; none for a draft that is not theirs, or not there.</returns>
    public async Task<IReadOnlyDictionary<string, string>> FieldsAsync(Staff staff, string? id, CancellationToken cancellation)
    {
        var fields = new Dictionary<string, string>();
        if (await FindAsync(staff, id, cancellation) is not { } draft) return fields;
        if (draft.IsFrozen && draft.Launch is not { StoppedAt: not null })
        {
            fields["timeZone"] = draft.TimeZone;
            return (await launcher.WithTextAsync(draft, new(fields, new Dictionary<string, IReadOnlyList<LaunchLine>>()), cancellation)).Fields;
        }
        (fields[Field], fields["timeZone"]) = (draft.Id, draft.TimeZone);
        if (await plans.ReadAsync(draft, cancellation) is not { } plan) return fields;
        foreach (var (name, value) in plan.Fields) fields[name] = value;
        foreach (var (name, lines) in plan.Lists) fields[name] = string.Join('\n', lines.Select(line => line.Text).OfType<string>());
        return fields;
    }

    /// <summary>The draft, if it is there and theirs.</summary>
    public async Task<StatementDraft?> FindAsync(Staff staff, string? id, CancellationToken cancellation) =>
        !string.IsNullOrEmpty(id) && await store.FindAsync(id, cancellation) is { } draft && DraftAccess.May(staff, draft) ? draft : null;

    /// <summary>Puts the draft's texts into a launch that names one.</summary>
    /// <returns>The launch with the texts, and the draft; null when it names none.</returns>
    public async Task<(LaunchInput Input, StatementDraft? Draft)> ReadAsync(Staff staff, LaunchInput input, CancellationToken cancellation)
    {
        var id = input.Fields.GetValueOrDefault(Field, "").Trim();
        if (id.Length == 0) return (input, null);
        if (await FindAsync(staff, id, cancellation) is not { } draft) return (Refused(input, new(Field, "Unknown")), null);
        if (input.Fields.FirstOrDefault(field => DraftLauncher.IsOfTheDraft(field.Key) && field.Value.Trim().Length > 0).Key is { } given)
            input = Refused(input, new(given, "OneOf", Field)); // which of the two texts is meant?
        return (await launcher.WithTextAsync(draft, input, cancellation), draft);
    }

    /// <summary>What is kept of a launch until the text is approved: its form, with the letterhead that it would have had today.</summary>
    public static LaunchInput Plan(LaunchInput input, CampaignDraft read)
    {
        var fields = input.Fields.Where(field => field.Key != Field && !DraftLauncher.IsOfTheDraft(field.Key)).ToDictionary(StringComparer.Ordinal);
        if (read.Letterhead is { } head) (fields[SenderHead.NameField], fields[SenderHead.ContactField]) = (head.Name, head.Contact);
        return input with { Fields = fields };
    }

    static LaunchInput Refused(LaunchInput input, FieldError error) => input with { Errors = input.Errors.Add(error) };
}
