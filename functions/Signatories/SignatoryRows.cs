using System.Text;
using Campaigns.Language;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;

namespace Campaigns.Functions.Signatories;

/// <summary>A line of the public list for programs.</summary>
/// <param name="Kind">organisation or individual.</param>
/// <param name="Name">Null (in CSV empty) when it is withheld.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Withdrawn">After the letters had left; then there is no name. CSV says so in its place.</param>
/// <param name="Pseudonym">Whether the name is one; CSV says so in the name itself.</param>
public sealed record SignatoryRow(string Kind, string? Name, string Country, bool Pseudonym = false, bool Withdrawn = false);

/// <summary>The same of a frozen list. Kind and country are null when the row has been erased; the leaf stays.</summary>
/// <param name="ConfirmedAt">This, the salt and the leaf as in <see cref="ListEntry"/>; of hidden names the leaf only.</param>
public sealed record ProvenRow(string? Kind, string? Name, string? Country, string? ConfirmedAt, string? Salt, string Leaf);

public static class SignatoryRows
{
    public static IEnumerable<SignatoryRow> Of(IEnumerable<ListedSignatory> list) =>
        list.Select(signatory => new SignatoryRow(signatory.Kind.ToString().ToLowerInvariant(), signatory.Name, signatory.Country, signatory.IsPseudonym, signatory.HasLeft));

    /// <summary>RFC 4180, with a header line. No byte-order mark; lines end in CR LF.</summary>
    public static async Task WriteCsvAsync(Stream body, IEnumerable<ListedSignatory> list, CancellationToken cancellation)
    {
        await using var csv = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true);
        await csv.WriteAsync(CsvLine.Of("kind", "name", "country").AsMemory(), cancellation);
        foreach (var (kind, name, country, pseudonym, withdrawn) in Of(list))
        {
            var shown = withdrawn ? "(withdrawn after dispatch)" : pseudonym ? name + " (pseudonym)" : name ?? "";
            await csv.WriteAsync(CsvLine.Of(kind, shown, country).AsMemory(), cancellation);
        }
    }

    public static IAsyncEnumerable<ProvenRow> Of(IAsyncEnumerable<PublishedLine> list) =>
        list.Select(line => new ProvenRow(line.Kind, line.Name, line.Country, line.ConfirmedAt, line.Salt, line.Leaf));

    /// <summary>As the other, with the columns that prove a line, written as the list is read.</summary>
    public static async Task WriteCsvAsync(Stream body, IAsyncEnumerable<PublishedLine> list, CancellationToken cancellation)
    {
        await using var csv = new StreamWriter(body, new UTF8Encoding(false), leaveOpen: true);
        await csv.WriteAsync(CsvLine.Of("kind", "name", "country", "confirmedAt", "salt", "leaf").AsMemory(), cancellation);
        await foreach (var line in list.WithCancellation(cancellation))
            await csv.WriteAsync(CsvLine.Of(line.Kind, line.Name, line.Country, line.ConfirmedAt, line.Salt, line.Leaf).AsMemory(), cancellation);
    }
}
