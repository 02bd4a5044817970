using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Campaigns.Language;

namespace Campaigns.Letters.Evidence;

/// <summary>One attempt at one letter as the bundle's ledger tells it; the format is <c>docs/verify/README.md</c>. Times are UTC, to the second.</summary>
/// <param name="Email">Where this attempt went; null when it was handed over by a person, in the <paramref name="Way"/> <c>in-person</c> or <c>post</c>.</param>
/// <param name="State">As on the desk, in lower case.</param>
/// <param name="PdfHash">What the ledger kept when the letter left; null for a letter without a document. <paramref name="TextHash"/> likewise, of the mail's plain text.</param>
/// <param name="Text">Path of the file in the bundle; <paramref name="Html"/> and <paramref name="Pdf"/> likewise.</param>
/// <param name="PdfAsSent">Whether the file is, byte for byte, what left; null when the ledger kept no hash.</param>
public sealed record EvidenceRow(
    int Round, int Addressee, string Office, string Body, string Country, string Language, string? Email, string? Way, int Attempt, string State, string? SentAt, string? ChangedAt,
    string? MessageId, string? Reason, string? PdfHash, string? TextHash, string Text, string Html, string? Pdf, bool? PdfAsSent, bool? TextAsSent)
{
    public static readonly string[] Columns =
        ["round", "addressee", "office", "body", "country", "language", "email", "way", "attempt", "state", "sentAt", "changedAt", "messageId", "reason",
            "pdfHash", "textHash", "text", "html", "pdf", "pdfAsSent", "textAsSent"];

    /// <param name="file">Name of the files in the folder, without an extension; the document is always the letter's.</param>
    public static EvidenceRow Of(LetterRow row, ComposedLetter letter, string folder, string file) => new(
        row.Round, row.Addressee.Number, row.Addressee.Office, row.Addressee.Body, row.Addressee.Country, letter.Content.Language, row.Way is null ? row.SentTo : null, row.Way,
        row.Attempt, StateOf(row), At(row.SentAt), At(row.ChangedAt), row.MessageId, row.Reason, row.PdfHash, row.WordsHash,
        $"{folder}/{file}.txt", $"{folder}/{file}.html", letter.Pdf is null ? null : $"{folder}/letter.pdf",
        row.PdfHash is null ? null : row.PdfHash == letter.PdfHash, row.WordsHash is null ? null : row.WordsHash == letter.WordsHash);

    /// <summary>Whether what lies in the bundle is known to be another letter than the one that left.</summary>
    [JsonIgnore]
    public bool Differs => PdfAsSent == false || TextAsSent == false;

    /// <summary>In the order of <see cref="Columns"/>.</summary>
    [JsonIgnore]
    public IEnumerable<string?> Cells =>
        [Number(Round), Number(Addressee), Office, Body, Country, Language, Email, Way, Number(Attempt), State, SentAt, ChangedAt, MessageId, Reason,
            PdfHash, TextHash, Text, Html, Pdf, YesNo(PdfAsSent), YesNo(TextAsSent)];

    static string StateOf(LetterRow row) => row.State is { } state ? JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString()) : "waiting";

    static string? At(DateTimeOffset? time) => time is { } known ? Moment.Machine(known) : null;

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string? YesNo(bool? known) => known is { } said ? said ? "true" : "false" : null;
}
