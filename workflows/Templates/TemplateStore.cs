using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Campaigns.Networks;
using Campaigns.Storage;

namespace Campaigns.Templates;

/// <summary>Templates that coordinators saved, sealed under the key of their network; those of no network under a key of their own.</summary>
public sealed class TemplateStore(CampaignTables tables, KeyRing keys)
{
    const string Rows = "template|";

    /// <param name="network">Null: those of no network.</param>
    /// <returns>By name.</returns>
    public async Task<IReadOnlyList<Template>> ListAsync(string? network, CancellationToken cancellation = default)
    {
        var place = network ?? NetworkRows.Unassigned;
        if (await keys.Networks.FindAsync(place, cancellation) is not { } key) return [];
        var rows = await tables.Networks.WithPrefixAsync(place, Rows, cancellation);
        return [.. rows.Select(row => SealedRow.Open<Template>(row, key)).OrderBy(template => template.Name, StringComparer.InvariantCultureIgnoreCase)];
    }

    /// <summary>Saves it; one of the same name is replaced.</summary>
    public async Task<Template> SaveAsync(string? network, string name, IReadOnlyDictionary<string, string> fields, CancellationToken cancellation = default)
    {
        var place = network ?? NetworkRows.Unassigned;
        var key = await keys.Networks.FindAsync(place, cancellation) ?? await NewKeyAsync(place, cancellation);
        var template = new Template(key.Hash("template", Abuse.TextKey.Of(name)), name, fields.ToImmutableSortedDictionary(StringComparer.Ordinal));
        await tables.Networks.UpsertEntityAsync(SealedRow.Of(place, Rows + template.Id, template, key), TableUpdateMode.Replace, cancellation);
        return template;
    }

    async Task<DataKey> NewKeyAsync(string place, CancellationToken cancellation)
    {
        try
        {
            var (key, insert) = keys.Networks.Create(place);
            await tables.Networks.SubmitTransactionAsync([insert], cancellation);
            return key;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return await keys.Networks.GetAsync(place, cancellation);
        }
    }
}
