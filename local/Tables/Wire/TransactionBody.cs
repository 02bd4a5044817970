using System.Buffers;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables.Wire;

/// <summary>The multipart body of an entity-group transaction: one batch with one changeset, one part an action.</summary>
internal sealed class TransactionBody
{
    private const int BytesPerAction = 1024;
    private readonly TableChannel channel;
    private readonly string table;
    private readonly string batch = $"batch_{Guid.NewGuid()}";
    private readonly string changeset = $"changeset_{Guid.NewGuid()}";
    private readonly ArrayBufferWriter<byte> buffer;
    private readonly Utf8JsonWriter json;
    private string? partition;

    /// <summary>The buffer begins at about the size that <paramref name="expected"/> small rows need: growing it would cost more than all else.</summary>
    public TransactionBody(TableChannel channel, string table, int expected)
    {
        buffer = new((expected + 1) * BytesPerAction);
        this.channel = channel;
        this.table = table;
        json = EntityJson.Writer(buffer);
        Write($"--{batch}\r\nContent-Type: multipart/mixed; boundary={changeset}\r\n\r\n");
    }

    public int Count { get; private set; }

    public string ContentType => $"multipart/mixed; boundary={batch}";

    public void Add(TableTransactionAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        AzureLimits.RequireOnePartition(partition ??= action.Entity.PartitionKey, action.Entity.PartitionKey, Count);
        try
        {
            WriteAction(action);
        }
        catch (RequestFailedException refused)
        {
            throw new TableTransactionFailedException(new RequestFailedException(refused.Status, $"{Count}:{refused.Message}", refused.ErrorCode, refused));
        }
        Count++;
    }

    public ReadOnlyMemory<byte> Finish()
    {
        Write($"--{changeset}--\r\n\r\n--{batch}--\r\n");
        return buffer.WrittenMemory;
    }

    private void WriteAction(TableTransactionAction action)
    {
        var (verb, path, ifMatch) = Head(action);
        Write($"--{changeset}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        Write($"{verb} {channel.Address(path)} HTTP/1.1\r\nAccept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n");
        if (ifMatch != default)
            Write($"If-Match: {Rows.IfMatch(ifMatch)}\r\n");
        if (action.ActionType != TableTransactionActionType.Delete)
            WriteEntity(action.Entity);
        Write("\r\n");
    }

    private (RequestMethod Verb, string Path, ETag IfMatch) Head(TableTransactionAction action)
    {
        var row = Rows.Path(table, action.Entity.PartitionKey, action.Entity.RowKey);
        return action.ActionType switch
        {
            TableTransactionActionType.Add => (RequestMethod.Post, Rows.Path(table), default),
            TableTransactionActionType.UpdateMerge => (RequestMethod.Patch, row, action.ETag),
            TableTransactionActionType.UpdateReplace => (RequestMethod.Put, row, action.ETag),
            TableTransactionActionType.Delete => (RequestMethod.Delete, row, action.ETag == default ? ETag.All : action.ETag),
            TableTransactionActionType.UpsertMerge => (RequestMethod.Patch, row, default),
            TableTransactionActionType.UpsertReplace => (RequestMethod.Put, row, default),
            _ => throw new InvalidOperationException($"There is no action {action.ActionType}."),
        };
    }

    private void WriteEntity(ITableEntity entity)
    {
        Write("Prefer: return-no-content\r\nContent-Type: application/json\r\n\r\n");
        json.Reset(buffer);
        var start = buffer.WrittenCount;
        EntityJson.Write(json, entity);
        AzureLimits.RequireSmallRow(buffer.WrittenSpan[start..]);
        Write("\r\n");
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, buffer);
}
