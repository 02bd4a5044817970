using System.Diagnostics;
using System.Text;
using Campaigns.Language;
using Campaigns.Local.Launcher;

namespace Campaigns.Tests.Translating;

/// <summary><c>./translate</c> as a translator's helper calls it, on a copy of the resource files.</summary>
public sealed class TranslateCommandTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaigns-texts-");

    public TranslateCommandTests()
    {
        foreach (var file in TextFile.All)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.FullName, file))!);
            foreach (var resource in Directory.EnumerateFiles(Path.GetDirectoryName(Path.Combine(Repository.Root, file))!, Path.GetFileName(file) + ".*resx"))
                File.Copy(resource, Path.Combine(folder.FullName, Path.GetRelativePath(Repository.Root, resource)));
        }
    }

    [Theory]
    [InlineData("fr", false)]
    [InlineData("uk", true)]
    [InlineData("es", false)]
    [InlineData("ar", true)]
    public async Task What_is_exported_comes_back_as_it_was(string tag, bool semicolons)
    {
        var before = Texts(tag);
        await DoAsync("export", tag, semicolons ? "--semicolon" : "--comma");
        foreach (var file in TextFile.All) LeaveStaffTexts(Resource(file, tag));
        Assert.EndsWith("texts are written.", (await DoAsync("import", tag, $"{tag}.csv")).TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(before, Texts(tag));
        Assert.Equal(SpokenLanguage.Of(tag).Plural.Forms, Texts(tag).Keys.Where(key => key.StartsWith("Days_", StringComparison.Ordinal)).Select(key => key[5..]));
    }

    static void LeaveStaffTexts(string resource)
    {
        var texts = System.Xml.Linq.XDocument.Load(resource);
        texts.Root!.Elements("data").Where(data => !TextFile.IsForStaff(data.Attribute("name")!.Value)).ToList().ForEach(data => data.Remove());
        texts.Save(resource);
    }

    [Fact]
    public async Task A_new_language_begins_with_every_text_empty_and_is_taken_when_all_are_there()
    {
        Assert.Contains("not translated yet", await DoAsync("export", "ka"), StringComparison.Ordinal);
        Assert.Contains("is not translated", (await RunAsync("import", "ka", "ka.csv")).Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Resource(TextFile.All[0], "ka")));

        var table = await File.ReadAllLinesAsync(Csv("ka"), TestContext.Current.CancellationToken);
        // As a spreadsheet writes it: with the English in both columns.
        await DoAsync("export", "fr");
        var french = (await File.ReadAllTextAsync(Csv("fr"), TestContext.Current.CancellationToken)).Replace("English,fr", "English,ka", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Csv("ka"), french, TestContext.Current.CancellationToken);
        Assert.Contains("a form that the language does not have", (await RunAsync("import", "ka", "ka.csv")).Errors, StringComparison.Ordinal);
        await File.WriteAllLinesAsync(Csv("ka"), french.Split("\r\n").Where(line => !line.Contains("_many,", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        Assert.Contains($"{table.Length - 1 - LineBreaks(table)}", await DoAsync("import", "ka", "ka.csv"), StringComparison.Ordinal);
        Assert.True(File.Exists(Resource(TextFile.All[0], "ka")));
    }

    [Theory]
    [InlineData("До завершення: {0}", "До завершення", "exactly these gaps: {0}")]
    [InlineData("До завершення: {0}", "До завершення: {0} {1}", "exactly these gaps: {0}")]
    [InlineData("До завершення: {0}", "До завершення: {0} {", "a brace")]
    [InlineData(",Назад\r", ",\r", "is not translated")]
    [InlineData(",Назад\r", ",<b>Назад</b>\r", "without HTML")]
    [InlineData(",Назад\r", ",\" Назад\"\r", "begins with a space")]
    [InlineData(",Назад\r", ",Назад Назад Назад Назад Назад Назад Назад Назад\r", "too long")]
    [InlineData(",Назад\r", ",\"На\nзад\"\r", "line breaks")]
    [InlineData("pages,Back,", "pages,Bach,", "no text of the product")]
    [InlineData("pages,Back,", "pages,Skip,", "twice")]
    [InlineData(",Back,Назад", ",Go back,Назад", "changed since the export")]
    public async Task A_file_with_a_mistake_is_refused_and_nothing_is_written(string right, string wrong, string said)
    {
        await DoAsync("export", "uk");
        var table = await File.ReadAllTextAsync(Csv("uk"), TestContext.Current.CancellationToken);
        Assert.Contains(right, table, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Csv("uk"), table.Replace(right, wrong, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var before = Texts("uk");

        var (code, _, errors) = await RunAsync("import", "uk", "uk.csv");

        Assert.Equal(1, code);
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.Equal(before, Texts("uk"));
    }

    [Theory]
    [MemberData(nameof(TranslationTests.Translations), MemberType = typeof(TranslationTests))]
    public async Task Every_language_of_the_product_passes_the_checks_itself(string tag)
    {
        await DoAsync("export", tag);
        Assert.Contains("nothing wrong", await DoAsync("check", tag, $"{tag}.csv"), StringComparison.Ordinal);
    }

    static int LineBreaks(string[] table) => table.Count(line => !line.StartsWith("pages,", StringComparison.Ordinal) && !line.StartsWith("mails,", StringComparison.Ordinal)) - 1;

    string Csv(string tag) => Path.Combine(folder.FullName, $"{tag}.csv");

    string Resource(string file, string tag) => Path.Combine(folder.FullName, $"{file}.{tag}.resx");

    Dictionary<string, string> Texts(string tag) => TextFile.All.SelectMany(file => System.Xml.Linq.XDocument.Load(Resource(file, tag)).Root!.Elements("data")
        .Select(data => (Key: data.Attribute("name")!.Value + (file == TextFile.All[0] ? "" : " in mails"), data.Element("value")!.Value))).ToDictionary(text => text.Key, text => text.Value);

    async Task<string> DoAsync(params IEnumerable<string> arguments)
    {
        var (code, text, errors) = await RunAsync(arguments);
        Assert.True(code == 0, errors);
        return text;
    }

    async Task<(int Code, string Text, string Errors)> RunAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Repository.PathTo("translate"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = folder.FullName,
        };
        start.Environment["CAMPAIGNS_TEXTS"] = folder.FullName;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text, await errors);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
