using System.Diagnostics;
using Campaigns.Tests.Scenarios;

namespace Campaigns.Tests.Kills;

/// <summary>
/// The disk under the data folder is full. Storage refuses everything from its next save on, the mail room what it cannot keep;
/// the app says that it is away. With space again everything goes on by itself.
/// </summary>
public sealed class DiskTests
{
    [Fact]
    public async Task AFullDiskLosesNothingThatWasAcknowledged()
    {
        var disk = Directory.CreateTempSubdirectory("campaigns-disk-");
        if (!await RunAsync("mount", "-t", "tmpfs", "-o", "size=64m", "campaigns", disk.FullName))
        {
            disk.Delete();
            Assert.Skip("This needs a small file system, and may not mount one: run the tests as root on Linux.");
        }
        try
        {
            await FillUpAsync(disk);
        }
        finally
        {
            await RunAsync("umount", "-l", disk.FullName);
            disk.Delete();
        }
    }

    static async Task FillUpAsync(DirectoryInfo disk)
    {
        await using var stage = await Stage.StartAsync(disk.CreateSubdirectory("data"), storageOnDisk: true);
        using var coordinator = new Coordinator(stage);
        using var visitor = stage.Visitor();
        var people = People.Of("Juniper", 8).Select(who => new Person(stage, who)).ToList();
        var offices = People.Offices("Juniper", 3);
        var id = await coordinator.LaunchAsync(new
        {
            title = "Print the truth",
            language = "en",
            statement = "Print it.",
            window = "PT1H",
            timeZone = "UTC",
            coordinator = Stage.CoordinatorAddress,
            addressees = offices.Select(office => office.Addressee),
            invitations = people.Select(person => person.Who.Invitation),
        });
        await coordinator.WaitUntilAsync(id, "open");
        foreach (var person in people) await person.ReadsMailAsync("Will ");
        foreach (var person in people.Take(3)) await SignAsync(person);
        var form = (await visitor.OpenAsync($"/campaigns/{id}")).Form($"/campaigns/{id}/signatures");

        var filler = Path.Combine(disk.FullName, "filler");
        Fill(filler);
        var signing = people.Skip(3).Select(SignAsync).ToList(); // and they try again until it works
        visitor.IsPatient = false;
        await Eventually.SeeAsync("the app says that storage is away", async () => (int)(await visitor.OpenAsync("/health")).Status == 503 ? id : null);
        var page = await visitor.PostAsync(form.Action, form.FilledIn(
            ("organisation", "Juniper Circle"), ("country", "NO"), ("name", "Noor Lind"), ("email", "noor@example.org"), ("publication", "public")));
        Assert.Equal(503, (int)page.Status);
        Assert.Equal("Noor Lind", Assert.Single(page.Forms(), one => one.Method == "post").FilledIn()["name"]);
        File.Delete(filler);

        await Task.WhenAll(signing);
        await stage.App.WaitUntilItAnswersAsync();
        Assert.Equal(200, (int)(await coordinator.ActAsync(id, "close", new { })).Status);
        var end = await coordinator.WaitUntilAsync(id, "dispatched");
        Assert.All(people, person => Assert.True(person.HasSigned, person.Who.Email));
        Assert.Equal(people.Count, end.Organisations);
        Assert.Empty(stage.Answered.Wrong);
        foreach (var office in offices) await stage.Mail.WaitForAsync(office.Email, "Print the truth");
        var mails = await stage.Mail.ReadAllAsync();
        Assert.All(offices, office => Assert.Single(mails, mail => mail.IsTo(office.Email)));
        Assert.Equal(0, stage.App.Restarts);
    }

    static void Fill(string file)
    {
        using var filler = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var zeros = new byte[64 * 1024];
        try
        {
            while (true) filler.Write(zeros);
        }
        catch (IOException full) when (full.Message.Contains("space", StringComparison.OrdinalIgnoreCase))
        {
            // the last few kilobytes too
            try { while (true) filler.WriteByte(0); }
            catch (IOException) { }
        }
    }

    static async Task SignAsync(Person person) => await person.SignsThroughAsync(await person.ReadsMailAsync("Will "));

    static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception) // there is no such command
        {
            return false;
        }
    }
}
