using System.Diagnostics;
using Campaigns.Bench.Book;
using Campaigns.Bench.Frame;
using Campaigns.Letters;
using Campaigns.Local.Launcher;
using Campaigns.Signatures;
using Campaigns.Storage;
using SendGrid.Helpers.Mail;

namespace Campaigns.Bench.Letters;

/// <summary>The whole app and the mail room, a process of its own that keeps every message on disk, as ./run starts it.</summary>
sealed class DispatchHouse : IAsyncDisposable
{
    readonly Process mailRoom;
    readonly string folder;

    DispatchHouse(Process mailRoom, string folder, Uri address, BookApp app) => (this.mailRoom, this.folder, Mail, App) = (mailRoom, folder, address, app);

    public BookApp App { get; }

    /// <summary>Where the mail room listens.</summary>
    public Uri Mail { get; }

    public static async Task<DispatchHouse> StartAsync(Workbench bench)
    {
        var (port, folder) = (FreePorts.Take(), Directory.CreateTempSubdirectory("campaigns-bench").FullName);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["CAMPAIGNS_MAIL_PORT"] = $"{port}", ["CAMPAIGNS_DATA"] = folder };
        var start = LocalRuntime.Command(LocalRuntime.Program("local", "MailRoom", "Campaigns.Local.MailRoom"), settings);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = new Uri($"http://127.0.0.1:{port}");
        await AnswersAsync(address);
        return new(process, folder, address, await BookApp.StartAsync(bench, address.OriginalString));
    }

    static async Task AnswersAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        for (var tries = 0; ; tries++)
        {
            try
            {
                await http.GetStringAsync(new Uri("/messages", UriKind.Relative));
                return;
            }
            catch (HttpRequestException) when (tries < 1_000)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>A campaign that was signed and closed, and whose letters wait for a word. One of eight signed for an organisation, and two people for each.</summary>
    public async Task<string> ClosedAsync(int addressees, int signatures)
    {
        var id = await App.OpenCampaignAsync(addressees, "always");
        var (tables, campaign) = (App.Get<CampaignTables>(), (await App.Get<CampaignStore>().FindAsync(id))!);
        var key = await App.Get<KeyRing>().GetAsync(id);
        var rows = Enumerable.Range(0, signatures).Select(number => SampleRows.Confirmed(id, number, campaign.Shards, organisations: 8, key));
        await Parallel.ForEachAsync(rows.GroupBy(row => row.Partition), async (shard, stop) =>
        {
            foreach (var some in shard.Chunk(100)) await tables.Signatures.SubmitTransactionAsync(some.Select(row => row.Write()), stop);
            var header = new BookHeader(shard.Key, null, false, false, 0, Azure.ETag.All).Recounted(shard.Count());
            await tables.Signatures.UpdateEntityAsync(header, Azure.ETag.All, cancellationToken: stop);
        });
        await App.DecideAsync(id, "close", Phase.Approval);
        return id;
    }

    /// <summary>The first letter as it is handed to the mail service.</summary>
    public async Task<SendGridMessage> LetterAsync(string id) =>
        (await App.Get<LetterSender>().PrepareAsync(id, Plan.FirstRound, 1, CancellationToken.None)).Letter;

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await ChildProcess.StopAsync(mailRoom, TimeSpan.FromSeconds(20));
        mailRoom.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
