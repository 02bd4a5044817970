using System.Text.Json;
using System.Text.Json.Serialization;
using Campaigns.Signatures;

namespace Campaigns.Tests.Simulation;

/// <summary>Looks at every call, every change, every line and every message while it happens.</summary>
sealed class Watch(World world)
{
    static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    static readonly TimeSpan Lately = TimeSpan.FromMinutes(30);

    readonly Dictionary<string, CampaignFacts> campaigns = [];
    readonly HashSet<string> told = [];
    int waiting;

    public bool HasMailThatWaits => waiting > 0;

    public CampaignFacts Of(string id) => campaigns.TryGetValue(id, out var facts) ? facts : campaigns[id] = new();

    public void Sent(StorageCall call, MemoryRequest request)
    {
        if (Marker.IsIn(request.Uri.ToString())) world.Violate($"Personal data in the address of {call.Verb} {call.Operations[0].Table}.");
        foreach (var operation in call.Operations)
            if (Marker.IsIn(operation.Body)) world.Violate($"Personal data in clear in a row of {operation.Table}: {KindOf(operation.Key)} {Cell(operation)}.");
    }

    public void Logged(string line)
    {
        if (Marker.IsIn(line)) world.Violate($"Personal data in a log line: {line}");
    }

    public void Mailed(SimulatedMail mail)
    {
        if (Marker.IsIn(mail.Arguments)) world.Violate("Personal data in the custom arguments of a message.");
    }

    public void Began(string activity, object? input)
    {
        if (activity == nameof(Invitations.SendReminders) && input is StepInput step) Of(step.CampaignId).RemindersBegun.TryAdd(step.Number, world.Now);
    }

    public void Stored(IReadOnlyList<RowChange> changes)
    {
        foreach (var change in changes)
        {
            var key = (change.After ?? change.Before)!.Key;
            if (key.StartsWith("outbox|deadline-", StringComparison.Ordinal) && change.Before is null && !told.Add($"{change.After!.Partition} {key}")) world.Violate($"Somebody was told twice of one move of the deadline: {key}.");
            if (key.StartsWith("outbox|", StringComparison.Ordinal)) waiting += (change.After is null ? 0 : 1) - (change.Before is null ? 0 : 1);
            else if (key == "campaign" && change.After is { } row) Of(row.Partition).Note(world.Now, JsonSerializer.Deserialize<Campaign>(row.Text("State")!, Json)!);
            else if (change.Table == "Signatures" && key.StartsWith("signature|", StringComparison.Ordinal)) Signature(change);
        }
    }

    /// <summary>
    /// Whether the watchdog's round would find anything new: a step that has just become overdue, or, every ten minutes, what has
    /// been wrong for longer, has changed lately, or was left unfinished.
    /// </summary>
    public bool HasWorkForTheSweep(bool isThorough)
    {
        foreach (var row in world.Tables.Rows("CampaignIndex", "active"))
        {
            var campaign = Of(row.Key).Row;
            var next = campaign is null ? null : Plan.Next(campaign);
            if (world.Now - next?.DueAt is { } overdue && overdue >= TimeSpan.Zero && (isThorough || overdue < Lately)) return true;
            if (isThorough && (next?.Kind == StepKind.End || (campaign is null && world.Now - row.Time("Since") > TimeSpan.FromDays(1)))) return true;
        }
        return isThorough && (!world.Faults.AreOn || campaigns.Values.Any(facts => world.Now - facts.ChangedAt < Lately));
    }

    void Signature(RowChange change)
    {
        var row = (change.After ?? change.Before)!;
        var (before, after) = (State(change.Before), State(change.After));
        Of(row.Partition.Split('-')[0]).Note(world.Now, row.Key["signature|".Length..], after);
        if (after is not (SignatureState.Confirmed or SignatureState.InVetting) || before is SignatureState.Confirmed or SignatureState.InVetting) return;
        var header = world.Tables.Find("Signatures", row.Partition, "header");
        if (header is null || IsTrue(header, "Closed")) world.Violate($"A signature of {row.Partition} was confirmed behind the fence.");
        else if (change.After!.Time("ConfirmedAt") >= (IsLate(change, header) ? header.Time("ClosesAt") : header.Time("GraceUntil") ?? header.Time("ClosesAt")))
            world.Violate($"A signature of {row.Partition} was confirmed after the book's deadline.");
    }

    /// <summary>Had not asked before the deadline.</summary>
    static bool IsLate(RowChange change, Row header) => State(change.Before) != SignatureState.Pending || change.Before!.Time("RequestedAt") >= header.Time("ClosesAt");

    static SignatureState? State(Row? row) => row?.Text("State") is { } text ? Enum.Parse<SignatureState>(text) : null;

    static bool IsTrue(Row row, string name) => string.Equals(row.Text(name), "true", StringComparison.OrdinalIgnoreCase);

    static string KindOf(string? key) => key?.Split('|')[0] ?? "";

    static string Cell(Operation operation) => operation.Cells.FirstOrDefault(cell => Marker.IsIn(cell.Value.Text)).Key ?? "key";
}
