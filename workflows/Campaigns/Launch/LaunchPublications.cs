using System.Collections.Immutable;
using Campaigns.Signatures;

namespace Campaigns;

/// <summary>Reads <c>publications</c> (what signatories may choose; empty: everything) and <c>publication</c> (what the form proposes).</summary>
static class LaunchPublications
{
    public static (Publication Default, ImmutableArray<Publication> Allowed) Read(LaunchFields fields)
    {
        var allowed = Allowed(fields);
        var choices = SignatureForm.Publications.Where(choice => allowed.IsEmpty || allowed.Contains(choice.Value)).ToArray();
        return (fields.Choice("publication", choices), allowed);
    }

    static ImmutableArray<Publication> Allowed(LaunchFields fields)
    {
        var allowed = new List<Publication>();
        foreach (var line in fields.Input.Lists.GetValueOrDefault("publications", []).Where(line => !string.IsNullOrWhiteSpace(line.Text)))
            if (SignatureForm.Publications.Where(choice => choice.Name == line.Text!.Trim()).ToList() is [var known]) allowed.Add(known.Value);
            else fields.Refuse(FieldError.At(line.Line, "publications", "NotOneOf", string.Join(", ", SignatureForm.Publications.Select(choice => choice.Name))));
        return [.. allowed.Distinct()];
    }
}
