using System.Globalization;
using System.Text;
using System.Web;

namespace Campaigns.Tests.Simulation;

/// <summary>A row was changed: <paramref name="Before"/> null, it was inserted; <paramref name="After"/> null, it was deleted.</summary>
sealed record RowChange(string Table, Row? Before, Row? After);

/// <summary>The Table service in memory: all tables of the world, as far as the product uses the service.</summary>
sealed class MemoryTables(Func<DateTimeOffset> now)
{
    const int PageSize = 1000;

    readonly SortedDictionary<string, SortedDictionary<string, SortedDictionary<string, Row>>> tables = new(StringComparer.Ordinal);
    readonly List<RowChange> changes = [];
    long versions;

    /// <summary>Told of every change once it is stored, with the whole transaction.</summary>
    public Action<IReadOnlyList<RowChange>> Changed { get; set; } = _ => { };

    public Row? Find(string table, string partition, string key) => Partition(table, partition)?.GetValueOrDefault(key);

    public IEnumerable<Row> All(string table) => tables.GetValueOrDefault(table)?.Values.SelectMany(rows => rows.Values) ?? [];

    public IEnumerable<Row> Rows(string table, string partition) => Partition(table, partition)?.Values ?? Enumerable.Empty<Row>();

    /// <summary>All or none of them.</summary>
    public Answer Submit(IReadOnlyList<Operation> operations)
    {
        changes.Clear();
        var answers = new List<Answer>();
        foreach (var operation in operations)
        {
            answers.Add(Apply(operation));
            if (!answers[^1].IsError) continue;
            for (var i = changes.Count - 1; i >= 0; i--) Undo(changes[i]);
            return Answer.OfTransaction(answers);
        }
        Tell();
        return Answer.OfTransaction(answers);
    }

    public Answer Do(Operation operation)
    {
        if (operation.Table == "Tables") return Create(operation.Body);
        if (operation.Verb == "GET") return operation.Key is null ? Query(operation) : Get(operation);
        changes.Clear();
        var answer = Apply(operation);
        if (!answer.IsError) Tell();
        return answer;
    }

    void Tell()
    {
        if (changes.Count > 0) Changed([.. changes]);
    }

    Answer Create(string body)
    {
        using var json = System.Text.Json.JsonDocument.Parse(body);
        var name = json.RootElement.GetProperty("TableName").GetString()!;
        return tables.TryAdd(name, new(StringComparer.Ordinal)) ? new(204) : Answer.Error(409, "TableAlreadyExists");
    }

    Answer Get(Operation operation)
    {
        if (Find(operation.Table, operation.Partition!, operation.Key!) is not { } row) return Answer.Error(404, "ResourceNotFound");
        var json = new StringBuilder();
        row.Write(json, Select(HttpUtility.ParseQueryString(operation.Query)["$select"]));
        return new(200, json.ToString(), row.ETag);
    }

    Answer Query(Operation operation)
    {
        var query = HttpUtility.ParseQueryString(operation.Query);
        var (filter, select) = (query["$filter"], Select(query["$select"]));
        var top = query["$top"] is { } asked ? Math.Min(int.Parse(asked, CultureInfo.InvariantCulture), PageSize) : PageSize;
        var matches = RowFilter.Parse(filter);
        var rows = RowFilter.PartitionOf(filter) is { } partition ? Rows(operation.Table, partition) : All(operation.Table);
        if (query["NextPartitionKey"] is { } nextPartition)
            rows = rows.Where(row => Compare(row, nextPartition, query["NextRowKey"] ?? "") >= 0);
        var found = rows.Where(matches).Take(top + 1).ToList();
        var json = new StringBuilder("{\"value\":[");
        foreach (var row in found.Take(top))
        {
            if (json[^1] != '[') json.Append(',');
            row.Write(json, select);
        }
        return new(200, json.Append("]}").ToString())
        {
            Headers = found.Count <= top ? [] :
                [("x-ms-continuation-NextPartitionKey", found[top].Partition), ("x-ms-continuation-NextRowKey", found[top].Key)],
        };
    }

    Answer Apply(Operation operation)
    {
        if (!tables.TryGetValue(operation.Table, out var table)) return Answer.Error(404, "TableNotFound");
        var before = Find(operation.Table, operation.Partition!, operation.Key!);
        if (operation.Verb == "POST" && before is not null) return Answer.Error(409, "EntityAlreadyExists");
        if (operation.Verb is "PUT" or "PATCH" or "DELETE" && operation.IfMatch is not null && before is null)
            return Answer.Error(404, "ResourceNotFound");
        if (operation.IsConditional && operation.IfMatch != before!.ETag) return Answer.Error(412, "UpdateConditionNotSatisfied");
        var after = operation.Verb == "DELETE" ? null : Replaced(operation, before);
        Put(table, operation.Partition!, operation.Key!, after);
        changes.Add(new(operation.Table, before, after));
        return new(204, ETag: after?.ETag);
    }

    Row Replaced(Operation operation, Row? before)
    {
        var cells = operation.Cells;
        if (operation.Verb == "PATCH" && before is not null)
        {
            cells = new(before.Cells);
            foreach (var (name, cell) in operation.Cells) cells[name] = cell;
        }
        return new(operation.Partition!, operation.Key!, cells, ++versions, now());
    }

    void Undo(RowChange change)
    {
        var row = change.Before ?? change.After!;
        Put(tables[change.Table], row.Partition, row.Key, change.Before);
    }

    static void Put(SortedDictionary<string, SortedDictionary<string, Row>> table, string partition, string key, Row? row)
    {
        if (!table.TryGetValue(partition, out var rows)) table[partition] = rows = new(StringComparer.Ordinal);
        if (row is null) rows.Remove(key);
        else rows[key] = row;
        if (rows.Count == 0) table.Remove(partition);
    }

    SortedDictionary<string, Row>? Partition(string table, string partition) => tables.GetValueOrDefault(table)?.GetValueOrDefault(partition);

    static int Compare(Row row, string partition, string key)
    {
        var order = string.CompareOrdinal(row.Partition, partition);
        return order != 0 ? order : string.CompareOrdinal(row.Key, key);
    }

    static string[]? Select(string? text) => text?.Split(',');
}
