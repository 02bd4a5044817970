using System.Diagnostics;
using System.Security.Cryptography;
using Campaigns.Bench.Frame;
using Campaigns.Local.Launcher;

namespace Campaigns.Bench.Start;

/// <summary>From the start of the process to the first page, started as ./run does it, beside an empty ASP.NET Core app.</summary>
public sealed class ColdStart : Part
{
    public override IReadOnlyList<string> Names => ["start.cold"];

    public override async Task<IReadOnlyList<Measurement>> MeasureAsync(Workbench bench)
    {
        var (storage, hub) = (await bench.StorageAsync(), bench.NewName("start"));
        var pair = await Pair.MeasureAsync(
            bench.Size(11, 1),
            () => FirstPageAsync(LocalRuntime.Program("functions", "Campaigns.Functions"), url => Product(storage, hub, url)),
            () => FirstPageAsync(LocalRuntime.Program("tests", "EmptyApp", "Campaigns.EmptyApp"), Empty));
        return
        [
            Measurement.OfCost("start.cold", pair, "ms",
                "from the start of the process to the whole of the home page, Azurite running, tables there; ceiling: an empty ASP.NET Core app (dotnet "
                + $"new web), started the same way. {pair.Ours / pair.Bare:0.00} times as long. Target: at most 2.5 times (ratio 0.4). Rounds {pair.Spread}"),
        ];
    }

    /// <summary>Milliseconds until <c>/</c> was answered with 200 and read to its end.</summary>
    static async Task<double> FirstPageAsync(string program, Func<string, IReadOnlyDictionary<string, string>> environment)
    {
        var url = $"http://127.0.0.1:{FreePorts.Take()}";
        var start = LocalRuntime.Command(program, environment(url));
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var http = new HttpClient();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            process.OutputDataReceived += Ignore;
            process.ErrorDataReceived += Ignore;
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            while (!await AnswersAsync(http, url))
            {
                if (process.HasExited || clock.Elapsed > TimeSpan.FromMinutes(2)) throw new InvalidOperationException($"{program} did not start.");
                await Task.Delay(2);
            }

            return clock.Elapsed.TotalMilliseconds;
        }
        finally
        {
            await ChildProcess.StopAsync(process, TimeSpan.FromSeconds(20));
        }
    }

    static void Ignore(object sender, DataReceivedEventArgs line)
    {
    }

    static async Task<bool> AnswersAsync(HttpClient http, string url)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(url));
            await answer.Content.ReadAsByteArrayAsync();
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    static Dictionary<string, string> Empty(string url) => new() { ["ASPNETCORE_URLS"] = url };

    static IReadOnlyDictionary<string, string> Product(string storage, string hub, string url)
    {
        using var webhook = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var settings = new RunSettings(Path.GetTempPath()) { AppPort = new Uri(url).Port, Hub = hub };
        return AppSettings.ForApp(
            settings, "key", Convert.ToBase64String(new byte[32]), storage, "SG.bench", Convert.ToBase64String(webhook.ExportSubjectPublicKeyInfo()));
    }
}
