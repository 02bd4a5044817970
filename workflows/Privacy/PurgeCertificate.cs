using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Privacy;

/// <summary>
/// What remains of a purge: a text of a few lines, <c>name: value</c>, and its SHA-256. Anyone who has the text can compute the hash
/// (<c>sha256sum</c>); the text is UTF-8 with a line feed after each line, instants are UTC.
/// </summary>
public sealed record PurgeCertificate(string Text, string Hash)
{
    public const string Format1 = "campaigns-purge-1";

    /// <param name="campaign">Purged.</param>
    public static PurgeCertificate Of(Campaign campaign)
    {
        var purge = campaign.Purge!;
        var text = new StringBuilder();
        Line("format", Format1);
        Line("campaign", campaign.Id);
        Line("title", campaign.Title);
        Line("text", campaign.TextHash);
        if (campaign.List is { } list) Line("list", list.Root);
        Line("state", campaign.DispatchedAt is null ? "cancelled" : "dispatched");
        Line("organisations", campaign.FinalCount!.Organisations);
        Line("countries", campaign.FinalCount.Countries);
        Line("individuals", campaign.FinalCount.Individuals);
        Line("ordered", At(purge.OrderedAt));
        Line("by", purge.Why is null ? "retention" : purge.By);
        Line("why", purge.Why ?? "retention");
        Line("begun", At(purge.BegunAt!.Value));
        Line("completed", At(purge.CompletedAt!.Value));
        foreach (var (name, before, after) in Kinds(purge)) Line(name, $"{before} -> {after}");
        var written = text.ToString();
        return new(written, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written))));

        void Line(string name, object value) => text.Append(CultureInfo.InvariantCulture, $"{name}: {value}\n");
    }

    /// <summary>What was destroyed, by kind: how many before and after.</summary>
    public static IReadOnlyList<(string Kind, int Before, int After)> Kinds(PurgeRecord purge)
    {
        var (before, after) = (purge.Before!, purge.After!);
        return
        [
            ("keys", before.Keys, after.Keys),
            ("signatures", before.Signatures, after.Signatures),
            ("invitations", before.Invitations, after.Invitations),
            ("addressees", before.Addressees, after.Addressees),
            ("messages", before.Messages, after.Messages),
            ("notes", before.Notes, after.Notes),
        ];
    }

    static string At(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
