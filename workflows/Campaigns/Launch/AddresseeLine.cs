using System.Collections.Immutable;

namespace Campaigns;

/// <summary>An addressee as a line of the launch form: <c>office; body; country; email; language; salutation</c>, and, where there is more,
/// <c>closing; group; alternates; copies</c>, the last two with <c>|</c> between addresses.</summary>
static class AddresseeLine
{
    public static readonly ImmutableArray<string> Columns = ["office", "body", "country", "email", "language", "salutation", "closing", "group", "alternates", "copies"];

    /// <summary>So many have to stand in each line.</summary>
    public const int Needed = 6;

    public static Addressee Read(int number, LaunchRow row, string language)
    {
        var to = new Addressee(number, row.Text("office"), row.Text("body"), row.Country(), row.Email(), row.Language(language), row.Text("salutation"));
        return to with
        {
            Closing = Some(row.Text("closing", required: false)),
            Group = Some(row.Text("group", required: false)),
            Alternates = row.Addresses("alternates", to.Email),
            Copies = row.Addresses("copies", to.Email),
        };
    }

    public static string Write(Addressee to)
    {
        string[] cells =
        [
            to.Office, to.Body, to.Country, to.Email, to.Language, to.Salutation,
            to.Closing ?? "", to.Group ?? "", string.Join('|', to.Alternates ?? []), string.Join('|', to.Copies ?? []),
        ];
        return ListCells.Join(cells.Take(Math.Max(Needed, Array.FindLastIndex(cells, cell => cell.Length > 0) + 1)));
    }

    static string? Some(string text) => text.Length > 0 ? text : null;
}
