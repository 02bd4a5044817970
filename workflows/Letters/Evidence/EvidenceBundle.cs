using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Campaigns.Language;
using Campaigns.Letters.Replies;
using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Signatures.Proof;

namespace Campaigns.Letters.Evidence;

/// <summary>
/// Everything about the letters of a campaign in one zip that can be checked without this site: letters, signatories, list, ledger, hashes. It is
/// written as it is read, one letter in memory at a time. <c>docs/verify/README.md</c> is the format, <c>docs/verify/evidence.mjs</c> the check.
/// </summary>
public sealed class EvidenceBundle(CampaignStore campaigns, SignatureBook book, LetterLedger ledger, LetterComposer composer, LetterPaper paper, ReplyStore replies, MailHtml html)
{
    const string Format = "campaigns-evidence-1";
    static readonly Lazy<byte[]> Check = new(ReadCheck);

    /// <summary>Whether there is something to show: letters have left, and are not purged.</summary>
    /// <param name="round">Of which: that at the close, or one before it.</param>
    public static bool IsThere(Campaign campaign, int round = Plan.FirstRound) => round == Plan.FirstRound
        ? campaign is { Phase: Phase.Dispatched, DispatchBegunAt: not null, FinalCount: not null }
        : campaign.Phase != Phase.Archived && Rounds.Find(campaign, round) is { BegunAt: not null, Count: not null };

    /// <exception cref="InvalidOperationException">There is none, see <see cref="IsThere"/>.</exception>
    public async Task WriteAsync(Campaign campaign, Stream to, int round = Plan.FirstRound, CancellationToken cancellation = default)
    {
        if (!IsThere(campaign, round)) throw new InvalidOperationException($"Campaign {campaign.Id} has no letters to show.");
        campaign = campaign.AsOf(round);
        var patient = new PatientStream(to);
        await using (var archive = await ZipArchive.CreateAsync(patient, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation))
            await WriteAsync(campaign, new EvidenceZip(archive, campaign.DispatchBegunAt!.Value, cancellation), cancellation);
        await patient.FlushAsync(cancellation);
    }

    async Task WriteAsync(Campaign campaign, EvidenceZip zip, CancellationToken cancellation)
    {
        var rows = await LettersAsync(zip, campaign, cancellation);
        await LedgerAsync(zip, rows);
        await RepliesAsync(zip, campaign, cancellation);
        await ListsAsync(zip, campaign, cancellation);
        foreach (var language in campaign.Languages) await zip.AddAsync($"statement/{language}.md", (await campaigns.TextAsync(campaign, language, cancellation)).Markdown);
        await zip.AddAsync("evidence.json", JsonSerializer.SerializeToUtf8Bytes(Facts(campaign), ProofJson.Written));
        await zip.AddAsync("evidence.mjs", Check.Value);
        await zip.AddAsync("index.html", await html.RenderAsync<EvidenceIndex>(new() { [nameof(EvidenceIndex.Campaign)] = campaign, [nameof(EvidenceIndex.Rows)] = rows }));
        await zip.FinishAsync();
    }

    async Task<List<EvidenceRow>> LettersAsync(EvidenceZip zip, Campaign campaign, CancellationToken cancellation)
    {
        composer.Forget(campaign.Id); // somebody may have withdrawn since: then the bundle says that its letters differ
        var rows = new List<EvidenceRow>();
        var reminders = (await ledger.FollowUpsAsync(campaign, cancellation)).ToLookup(row => row.Addressee.Number);
        foreach (var attempts in (await ledger.BoardsAsync(campaign, cancellation))[campaign.InRound].GroupBy(row => row.Addressee.Number))
        {
            var letter = await paper.ComposeAsync(campaign, attempts.First().Addressee, cancellation);
            var folder = string.Create(CultureInfo.InvariantCulture, $"letters/{attempts.Key:D4}");
            await zip.AddAsync($"{folder}/letter.txt", MailText.Render(letter.Content));
            await zip.AddAsync($"{folder}/letter.html", await html.RenderAsync(letter.Content));
            if (letter.Pdf is { } pdf) await zip.AddAsync($"{folder}/letter.pdf", pdf, CompressionLevel.NoCompression);
            rows.AddRange(attempts.SelectMany(row => row.Earlier.Append(row)).Select(row => EvidenceRow.Of(row, letter, folder, "letter")));
            foreach (var reminder in reminders[attempts.Key]) rows.AddRange(await ReminderAsync(zip, campaign, reminder, folder, cancellation));
        }
        return rows;
    }

    /// <summary>A reminder has words of its own; its document is the letter's.</summary>
    async Task<IEnumerable<EvidenceRow>> ReminderAsync(EvidenceZip zip, Campaign campaign, LetterRow reminder, string folder, CancellationToken cancellation)
    {
        var words = await paper.ComposeAsync(campaign, reminder.Addressee, reminder.Round, cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"reminder-{FollowUps.NumberOf(reminder.Round)}");
        await zip.AddAsync($"{folder}/{name}.txt", MailText.Render(words.Content));
        await zip.AddAsync($"{folder}/{name}.html", await html.RenderAsync(words.Content));
        return reminder.Earlier.Append(reminder).Select(row => EvidenceRow.Of(row, words, folder, name));
    }

    /// <summary>What offices wrote back, by its hashes: whoever holds a reply can show that it is the one.</summary>
    async Task RepliesAsync(EvidenceZip zip, Campaign campaign, CancellationToken cancellation)
    {
        var all = await replies.AllAsync(campaign, cancellation);
        await zip.AddAsync("replies.json", JsonSerializer.SerializeToUtf8Bytes(all.Select(ReplyOf), LinesWritten));
    }

    sealed record RepliedWith(int Addressee, string ReceivedAt, string Kind, string? WordsHash, string? FileHash, int? FileLength);

    static RepliedWith ReplyOf(Reply reply) => new(
        reply.Addressee, Moment.Machine(reply.ReceivedAt), reply.Kind == ReplyKind.Answer ? "answer" : "acknowledgement",
        reply.Words.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reply.Words))), reply.File?.Sha256, reply.File?.Length);

    static async Task LedgerAsync(EvidenceZip zip, IReadOnlyList<EvidenceRow> rows)
    {
        await zip.AddAsync("ledger.json", JsonSerializer.SerializeToUtf8Bytes(rows, LinesWritten));
        await zip.AddAsync("ledger.csv", string.Concat([CsvLine.Of(EvidenceRow.Columns), .. rows.Select(row => CsvLine.Of(row.Cells))]));
    }

    async Task ListsAsync(EvidenceZip zip, Campaign campaign, CancellationToken cancellation)
    {
        var list = await book.LetterListAsync(campaign, cancellation);
        await zip.AddAsync("signatories.json", JsonSerializer.SerializeToUtf8Bytes(list.Select(SignatoryOf), ProofJson.Lines));
        await zip.AddAsync("signatories.csv", string.Concat([CsvLine.Of("kind", "name", "country", "representative", "note"), .. list.Select(SignatoryOf).Select(one =>
            CsvLine.Of(one.Kind, one.Name, one.Country, one.Representative, one.Withdrawn ? "withdrawn after dispatch" : one.Pseudonym ? "pseudonym" : null))]));
        if (campaign.List is not { } seal) return; // of an earlier version
        await zip.AddAsync("list.json", file => PublishedListFile.WriteAsync(file, campaign, seal, book, cancellation));
    }

    sealed record Signatory(string Kind, string? Name, string Country, string? Representative, bool Pseudonym, bool Withdrawn);

    static Signatory SignatoryOf(ListedSignatory one) =>
        new(ListEntry.WordOf(one.Kind), one.Name, one.Country, one.Representative, one.IsPseudonym, one.HasLeft);

    static object Facts(Campaign campaign) => new
    {
        Format,
        Campaign = campaign.Id,
        campaign.Title,
        campaign.Titles,
        campaign.TextHash,
        campaign.List?.Root,
        campaign.List?.Size,
        Round = campaign.InRound == Plan.FirstRound ? null : Rounds.Find(campaign, campaign.InRound)!.Name,
        campaign.Addressees,
        To = To(campaign) is { Length: var some } to && some < campaign.Addressees ? to : null,
        campaign.FinalCount!.Organisations,
        campaign.FinalCount.Countries,
        campaign.FinalCount.Individuals,
        DispatchBegunAt = Moment.Machine(campaign.DispatchBegunAt!.Value),
        DispatchedAt = campaign.DispatchedAt is { } at ? Moment.Machine(at) : null,
    };

    static int[] To(Campaign campaign) => [.. Enumerable.Range(1, campaign.Addressees).Where(number => Rounds.Goes(campaign, campaign.InRound, number))];

    static readonly JsonSerializerOptions LinesWritten = new(ProofJson.Lines) { WriteIndented = true };

    static byte[] ReadCheck()
    {
        using var script = typeof(EvidenceBundle).Assembly.GetManifestResourceStream("Campaigns.Letters.evidence.mjs")!;
        var content = new byte[script.Length];
        script.ReadExactly(content);
        return content;
    }
}
