using System.Collections.Immutable;
using Campaigns.Letters.Pdf;
using Campaigns.Mail;
using UglyToad.PdfPig;

namespace Campaigns.Tests.Letters;

/// <summary>The letter on paper, read back by another library.</summary>
public sealed class PdfTests
{
    static readonly PaperDetails Details = new(new("Network of Committees", "1 Example Street\noffice@example.org"), "1 March 2026", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    static readonly Dictionary<string, string> Scripts = new()
    {
        ["Latin"] = "Ministère de l’Intérieur, Łódź, Şırnak, Þingvellir, Őrség",
        ["Cyrillic"] = "Министерство внутренних дел, Київ, Љубљана",
        ["Greek"] = "Υπουργείο Εξωτερικών, Αθήνα",
        ["Georgian"] = "საქართველოს პარლამენტი",
        ["Armenian"] = "Հայաստանի Հանրապետություն",
    };

    [Theory, InlineData("Latin"), InlineData("Cyrillic"), InlineData("Greek"), InlineData("Georgian"), InlineData("Armenian")]
    public void TextCanBeSelectedInEveryScript(string script) =>
        Assert.Contains(Squeezed(Scripts[script]), Squeezed(Text(LetterPdf.Render(Letter([new MailBlock.Paragraph(Scripts[script])]), Details))), StringComparison.Ordinal);

    [Fact]
    public void EveryNameOfALongListIsThereOnceAndInOrder()
    {
        var names = Enumerable.Range(1, 5_000).Select(n => $"Example Committee {n}").ToImmutableArray();
        var pdf = LetterPdf.Render(Letter([new MailBlock.Names("Albania", names[..17]), new MailBlock.Names("Austria", names[17..])]), Details);

        var numbers = System.Text.RegularExpressions.Regex.Matches(Text(pdf), @"Example Committee (\d+)").Select(found => int.Parse(found.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(Enumerable.Range(1, 5_000), numbers.Order());
        Assert.True(pdf.Length < 150_000, $"{pdf.Length} bytes");
    }

    [Fact]
    public void PagesAreNumberedAndNothingStandsOutsideOfThem()
    {
        var names = Enumerable.Range(1, 400).Select(n => $"A rather long name of an organisation that signed as number {n}").ToImmutableArray();
        using var pdf = PdfDocument.Open(LetterPdf.Render(Letter([new MailBlock.Names("Austria", names)]), Details));

        Assert.True(pdf.NumberOfPages > 2);
        Assert.All(pdf.GetPages(), page => Assert.Contains($"{page.Number} / {pdf.NumberOfPages}", page.Text, StringComparison.Ordinal));
        Assert.All(pdf.GetPages().SelectMany(page => page.Letters), letter => Assert.InRange(letter.BoundingBox.Right, 0, PdfFlow.PageWidth - PdfFlow.Right + 1));
        Assert.All(pdf.GetPages().SelectMany(page => page.Letters), letter => Assert.InRange(letter.BoundingBox.Bottom, 20, PdfFlow.PageHeight - 30));
    }

    [Fact]
    public void TheDocumentSaysWhatItIs()
    {
        using var pdf = PdfDocument.Open(LetterPdf.Render(Letter([]), Details));

        Assert.Equal("Release Mr. Example", pdf.Information.Title);
        Assert.Equal("Network of Committees", pdf.Information.Author);
    }

    [Fact]
    public void ALetterCarriesOnlyTheShapesOfItsOwnSigns()
    {
        var plain = LetterPdf.Render(Letter([]), Details).Length;
        var everything = LetterPdf.Render(Letter([.. Scripts.Values.Select(text => new MailBlock.Statement("en", $"{text} **{text}** *{text}*"))]), Details).Length;

        Assert.True(plain < 30_000, $"{plain} bytes");
        Assert.True(everything < 100_000, $"{everything} bytes");
    }

    [Fact]
    public void ManyLettersAtOnceDoNotDisturbEachOther()
    {
        var alone = LetterPdf.Render(Letter([new MailBlock.Paragraph(Scripts["Greek"])]), Details);
        var together = new byte[64][];
        Parallel.For(0, together.Length, n => together[n] = LetterPdf.Render(Letter([new MailBlock.Paragraph(n % 2 == 0 ? Scripts["Greek"] : Scripts["Georgian"])]), Details));

        Assert.All(together.Where((_, n) => n % 2 == 0), pdf => Assert.Equal(alone, pdf));
    }

    [Fact]
    public void TheSameLetterHasTheSameBytes() => Assert.Equal(LetterPdf.Render(Letter([]), Details), LetterPdf.Render(Letter([]), Details));

    [Theory]
    [InlineData("كلنا معا", false), InlineData("כולנו", false), InlineData("हम सब", false), InlineData("Georgia (საქართველო)", true), InlineData("line\nline\ttab", true), InlineData("Ⅻ ★ – „“”’ €", true)]
    public void WhatWouldComeOutWrongIsRefused(string text, bool canBeSet) =>
        Assert.Equal(canBeSet, LetterPdf.CanSet(Letter([new MailBlock.Statement("en", text)])));

    [Fact]
    public void NamesThatCannotBeSetAreCountedNotDropped()
    {
        var letter = Letter([new MailBlock.Names("Jordan", ["Example Committee", "لجنة المثال", "مركز المثال"])]);

        Assert.True(LetterPdf.CanSet(letter));
        Assert.Contains("2 more, whose names are in scripts", Text(LetterPdf.Render(letter, Details)), StringComparison.Ordinal);
    }

    [Fact]
    public void MarkdownIsSet()
    {
        var text = Text(LetterPdf.Render(Letter([new MailBlock.Statement("en",
            "# Head\n\nSome *leaning* and **strong** \"words\", [a link](https://example.org/a).[^1]\n\n1. one\n2. two\n\n- dot\n\n> said\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: A note.")]), Details));

        foreach (var expected in new[] { "Head", "leaning", "strong", "“words”", "https://example.org/a", "[1]", "one", "2.", "•", "said", "c  |  d", "A note." })
            Assert.Contains(Squeezed(expected), Squeezed(text), StringComparison.Ordinal);
    }

    static MailContent Letter(ImmutableArray<MailBlock> blocks) => new("en", "Release Mr. Example",
        [new MailBlock.Paragraph("The Minister\nMinistry of the Interior\nAustria"), new MailBlock.Paragraph("Dear Minister,"), .. blocks], "Sent for the signatories.");

    static string Text(byte[] file)
    {
        using var pdf = PdfDocument.Open(file);
        return string.Join(' ', pdf.GetPages().Select(page => string.Join(' ', page.GetWords().Select(word => word.Text))));
    }

    static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
