using System.Runtime.CompilerServices;
using Campaigns.Language;
using Campaigns.Mail;

namespace Campaigns.Letters.Pdf;

/// <summary>
/// Names broken into the lines of their columns. Kept with the block, because finding the breaks of a long list is nearly all the work of a letter, and
/// every letter of a round in the same language has the same block.
/// </summary>
sealed class PdfNames
{
    public const float Size = 8.5f;
    /// <summary>By how much the further lines of a name stand in.</summary>
    public const float Hang = 8;
    const int ShortName = 34;

    static readonly ConditionalWeakTable<MailBlock.Names, PdfNames> Kept = [];

    PdfNames(IReadOnlyCollection<string> names)
    {
        Columns = names.Count < 4 ? 1 : names.Average(name => name.Length) <= ShortName ? 3 : 2;
        var width = PdfFlow.ColumnWidth(Columns) - Hang;
        Lines = [.. names.Select(name => PdfLines.Break([new(name)], Size, width))];
    }

    public int Columns { get; }

    public IReadOnlyList<List<List<PdfPiece>>> Lines { get; }

    /// <summary>Names that cannot be set are counted in a line of their own.</summary>
    /// <param name="language">The block's.</param>
    public static PdfNames Of(MailBlock.Names block, string language) => Kept.GetValue(block, one => new(Shown(one, language)));

    static List<string> Shown(MailBlock.Names block, string language)
    {
        var shown = block.Items.Where(PdfScript.CanSet).ToList();
        if (shown.Count < block.Items.Length) shown.Add(Texts.Counted(language, "NamesInMail", block.Items.Length - shown.Count));
        return shown;
    }
}
