using System.Globalization;
using System.Text;
using Campaigns.Language;
using Campaigns.Signatures.Proof;
using Texts = Campaigns.Functions.Pages.Texts;

namespace Campaigns.Functions.Signatories;

/// <summary>The receipt to print: what it says in the reader's language, then the receipt itself, so that the paper can be checked too.</summary>
static class ReceiptText
{
    /// <summary>A text that may end in a colon, without it: French has a space before.</summary>
    public static string Label(string text) => text.TrimEnd(':').TrimEnd();

    public static string Of(Receipt receipt, Texts texts)
    {
        var entry = receipt.Entry;
        var text = new StringBuilder();
        text.AppendLine(texts["Receipt_Heading"]).AppendLine(receipt.Title).AppendLine(receipt.Statement).AppendLine();
        Line("Receipt_Name", entry.Name);
        Line("Label_country", Countries.Name(entry.Country, texts.Language));
        Line("Label_publication", texts["Publication_" + entry.Publication]);
        Line("Receipt_At", entry.ConfirmedAt.Replace('T', ' ').Replace("Z", " UTC", StringComparison.Ordinal));
        text.AppendLine(CultureInfo.InvariantCulture, $"{texts["TextHash"]} {entry.TextHash}");
        if (receipt.Proof is { } proof)
            text.AppendLine(CultureInfo.InvariantCulture, $"{texts["ListHash"]} {proof.Root}").AppendLine(texts["Receipt_Proven", proof.Index + 1, proof.Size]);
        else text.AppendLine(texts["Receipt_ProofLater"]);
        text.AppendLine().AppendLine(texts["Receipt_HowToCheck", VerifyPage(receipt)]).AppendLine().AppendLine(receipt.ToJson());
        return text.ToString().ReplaceLineEndings("\n");

        static string VerifyPage(Receipt receipt) => receipt.Statement.Replace($"/campaigns/{receipt.Campaign}", "/verify", StringComparison.Ordinal);

        void Line(string label, string value) => text.AppendLine(CultureInfo.InvariantCulture, $"{Typeset.Label(texts.Language, Label(texts[label]))} {value}");
    }
}
