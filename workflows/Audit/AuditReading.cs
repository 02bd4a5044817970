using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Audit;

/// <summary>Which rows; empty: all.</summary>
/// <param name="Subject">Id of a campaign, draft or network.</param>
/// <param name="Person">As <see cref="AuditRow.Person"/>.</param>
public sealed record AuditFilter(string Subject, string Person, string Action);

/// <summary>A row with what is sealed in it.</summary>
/// <param name="Email">Null for the key.</param>
/// <param name="Reason">Null where none was given, or its key is destroyed.</param>
public sealed record AuditLine(AuditRow Row, string? Email, string? Reason);

/// <param name="Next">The number before which the next page begins; null: this was the last.</param>
public sealed record AuditLines(IReadOnlyList<AuditLine> Lines, long? Next);

/// <summary>Reads the audit trail, the newest first, and holds it against itself.</summary>
public sealed class AuditReading(CampaignTables tables, AuditTrail trail)
{
    /// <param name="before">As <see cref="AuditLines.Next"/>; 0 for the first page.</param>
    public async Task<AuditLines> PageAsync(AuditFilter filter, Func<AuditRow, bool> sees, long before, int size, CancellationToken cancellation = default)
    {
        var key = await trail.KeyAsync(cancellation);
        var lines = new List<AuditLine>();
        await foreach (var row in RowsAsync(filter, before, cancellation))
        {
            if (!sees(row)) continue;
            if (lines.Count == size) return new(lines, lines[^1].Row.Number);
            lines.Add(await OpenAsync(row, key, cancellation));
        }
        return new(lines, null);
    }

    /// <param name="before">0: from the newest.</param>
    public async IAsyncEnumerable<AuditRow> RowsAsync(AuditFilter filter, long before = 0, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var wanted = AuditTrail.Rows(before);
        foreach (var (column, value) in new[] { ("Subject", filter.Subject), ("Person", filter.Person), ("Action", filter.Action) })
            if (value.Length > 0) wanted += $" and {column} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'";
        await foreach (var row in tables.Audit.QueryAsync<TableEntity>(wanted, cancellationToken: cancellation)) yield return AuditRow.Of(row);
    }

    /// <summary>Computes the whole chain again.</summary>
    public async Task<AuditFinding> CheckAsync(CancellationToken cancellation = default)
    {
        var key = await trail.KeyAsync(cancellation);
        var known = trail.Known; // before the head: what is written meanwhile is newer than both
        var head = (await trail.FindHeadAsync(cancellation))?.Head ?? (await trail.HeadAsync(cancellation)).Head;
        var check = new AuditCheck(head, known, row => CryptographicOperations.FixedTimeEquals(AuditTrail.MarkOf(key, row), row.Mark));
        var late = new List<AuditRow>();
        await foreach (var row in RowsAsync(new("", "", ""), 0, cancellation))
            if (row.Number > head.Number) late.Add(row);
            else check.See(row);
        // Rows after the head were written while we looked, unless the head still does not know them.
        var now = (await trail.FindHeadAsync(cancellation))?.Head ?? head;
        var finding = check.End();
        return finding.Break is null && late.Where(row => row.Number > now.Number).MinBy(row => row.Number) is { } extra
            ? finding with { Break = new(extra.Number, "Extra") }
            : finding;
    }

    async Task<AuditLine> OpenAsync(AuditRow row, DataKey key, CancellationToken cancellation)
    {
        var email = row.SealedPerson is { } person ? Open(key, person, AuditTrail.Context(row.Act, row.Part, "Person")) : null;
        var sealing = row.SealedReason is null ? null : await trail.KeyOfAsync(row.Subject, cancellation);
        return new(row, email, sealing is null ? null : Open(sealing, row.SealedReason!, AuditTrail.Context(row.Act, row.Part, "Reason")));
    }

    /// <summary>Null for what somebody changed: the check says so.</summary>
    static string? Open(DataKey key, byte[] sealedWords, string context)
    {
        try
        {
            return key.Open<string>(sealedWords, context);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
